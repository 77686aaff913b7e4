using System.Text.Json.Nodes;
using Harness.Features.Company;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Vendors;

internal sealed class NetSuiteDesk(SimulatedSystem system) : FinanceDesk(system)
{
    private static readonly Dictionary<string, string> Items = new() { ["goods"] = "inventoryItem", ["service"] = "serviceSaleItem", ["kit"] = "kitItem" };

    private static readonly Dictionary<string, string> Address = new()
    {
        ["street"] = "addr1", ["city"] = "city", ["state"] = "state", ["postal code"] = "zip", ["country"] = "country",
    };

    private static readonly Dictionary<string, RecordWords> Words = new()
    {
        ["customer"] = new("customer", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "companyName",
            ["website"] = "url",
            ["phone"] = "phone",
            ["tax id"] = "vatRegNumber",
            ["payment terms"] = "terms",
            ["credit limit"] = "creditLimit",
            ["currency"] = "currency",
            ["inactive"] = "isInactive",
        }),
        ["address"] = new("customer", Address),
        ["contact"] = new("contact", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["first name"] = "firstName",
            ["last name"] = "lastName",
            ["customer"] = "company.id",
            ["e-mail"] = "email",
            ["phone"] = "phone",
            ["role"] = "custentity_contact_role",
            ["primary"] = "custentity_primary_contact",
        }),
        ["order"] = new("salesOrder", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "tranId",
            ["opportunity"] = "custbody_crm_opportunity",
            ["customer"] = "entity.id",
            ["currency"] = "currency",
            ["total"] = "total",
            ["date"] = "tranDate",
            ["purchase order"] = "otherRefNum",
            ["exchange rate"] = "exchangeRate",
        }),
        ["invoice"] = new("invoice", new Dictionary<string, string> { ["id"] = "id", ["name"] = "tranId", ["number"] = "tranId", ["order"] = "createdFrom.id" }),
        ["currency"] = new("currency", new Dictionary<string, string> { ["id"] = "id", ["name"] = "name", ["symbol"] = "symbol" }),
    };

    public override string OrderCall => "record-put";

    protected override IReadOnlyDictionary<string, RecordWords> Kinds => Words;

    public override JsonNode? Shown(string kind, JsonObject record, string word) => (kind, word) switch
    {
        ("contact", "name") => $"{record["firstName"]} {record["lastName"]}",
        ("order", "customer") => Shown("customer", One("customer", "id", record["entity"]!["id"]!.ToString()), "name"),
        ("customer" or "order", "currency") => Shown("currency", One("currency", "id", record["currency"]!["id"]!.ToString()), "symbol"),
        ("customer", _) when word.StartsWith("billing ", StringComparison.Ordinal) => InAddress(record, "defaultBilling", word["billing ".Length..]),
        ("customer", _) when word.StartsWith("shipping ", StringComparison.Ordinal) => InAddress(record, "defaultShipping", word["shipping ".Length..]),
        _ => base.Shown(kind, record, word) is JsonObject reference ? reference["refName"] : base.Shown(kind, record, word),
    };

    public override IReadOnlyList<JsonObject> InvoicesOf(JsonObject order) => [.. base.InvoicesOf(order).OrderBy(invoice => Number("invoice", invoice, "id"))];

    public override void EnterOrder(string customer, string purchaseOrder, IEnumerable<SoldLine> lines) => Act("enter-order", new JsonObject
    {
        ["customer"] = IdOf("customer", customer),
        ["otherRefNum"] = purchaseOrder,
        ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject { ["item"] = line.Sku, ["quantity"] = line.Quantity, ["rate"] = line.Price })]),
    });

    /// <summary>A discount stands in a line of its own below the line that it is for.</summary>
    public override IReadOnlyList<OrderLine> LinesOf(JsonObject order)
    {
        var lines = new List<OrderLine>();
        foreach (var row in order["item"]!["items"]!.AsArray().OfType<JsonObject>())
        {
            var product = row["item"]!["refName"]!.ToString();
            if (product == "DISCOUNT")
            {
                lines[^1] = lines[^1] with { Net = lines[^1].Net + Amount(row["amount"]) };
            }
            else
            {
                lines.Add(new OrderLine(product, Amount(row["quantity"]), Amount(row["rate"]), Amount(row["amount"])));
            }
        }

        return lines;
    }

    public override void ChangePrice(JsonObject order, string product, decimal price)
    {
        var line = order["item"]!["items"]!.AsArray().Single(row => row!["item"]!["refName"]!.ToString() == product)!;
        var changed = new JsonObject { ["line"] = line["line"]!.DeepClone(), ["price"] = "-1", ["rate"] = price, ["amount"] = price * Amount(line["quantity"]) };
        Edit(Words["order"].Object, IdOf("order", order), new JsonObject { ["item"] = Rows(changed) });
    }

    public override void HoldBack(JsonObject invoice) => Edit(Words["invoice"].Object, IdOf("invoice", invoice), new JsonObject { ["approvalStatus"] = "1" });

    public override void AddItem(string sku, string name, string kind, string unit, IReadOnlyDictionary<string, decimal> prices) => Make(Items[kind], new JsonObject
    {
        ["itemId"] = sku, ["displayName"] = name, ["unitsType"] = "1", ["saleUnit"] = unit, ["price"] = Rows([.. prices.Select(price => Price(price.Key, price.Value))]),
    });

    public override void PriceItem(string sku, string currency, decimal price) => EditItem(sku, new JsonObject { ["price"] = Rows(Price(currency, price)) });

    public override void WithdrawItem(string sku) => EditItem(sku, new JsonObject { ["isInactive"] = true });

    protected override JsonObject Typed(string kind, IEnumerable<(string Word, string Value)> pairs)
    {
        if (kind != "customer")
        {
            return base.Typed(kind, pairs);
        }

        var billing = pairs.Where(pair => pair.Word.StartsWith("billing ", StringComparison.Ordinal)).ToList();
        var fields = base.Typed(kind, pairs.Except(billing));
        if (fields.ContainsKey("companyName") && fields.ContainsKey("currency"))
        {
            fields["subsidiary"] = "1";
        }

        if (billing.Count > 0)
        {
            var address = new JsonObject(billing.Select(pair => KeyValuePair.Create(Address[pair.Word["billing ".Length..]], Entry.Typed(pair.Value))));
            fields["addressBook"] = Rows(new JsonObject { ["defaultBilling"] = true, ["defaultShipping"] = true, ["addressBookAddress"] = address });
        }

        return fields;
    }

    protected override bool IsGone(JsonObject record) => record["isDeleted"]?.ToString() == "true";

    private void EditItem(string sku, JsonObject fields)
    {
        var (type, item) = Items.Values.SelectMany(Stored, (type, item) => (type, item))
            .Single(one => !IsGone(one.item) && one.item["itemId"]?.ToString() == sku);
        Edit(type, item["id"]!.ToString(), fields);
    }

    private static JsonNode? InAddress(JsonObject customer, string flag, string word)
    {
        var value = customer["addressBook"]!["items"]!.AsArray().FirstOrDefault(row => row![flag]?.ToString() == "true")?["addressBookAddress"]?[Address[word]];
        return value is JsonObject reference ? reference[word == "country" ? "id" : "refName"] : value;
    }

    private static JsonObject Rows(params JsonObject[] rows) => new() { ["items"] = new JsonArray([.. rows]) };

    private static JsonObject Price(string currency, decimal price) => new() { ["currencyPage"] = currency, ["priceLevel"] = "1", ["price"] = price };

    private static decimal Amount(JsonNode? node) => node is null ? 0 : decimal.Parse(node.ToString());
}
