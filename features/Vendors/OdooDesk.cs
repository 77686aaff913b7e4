using System.Text.Json.Nodes;
using Harness.Features.Company;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Vendors;

/// <summary>
/// References are stored as ids, and an address is a partner of its own below the customer. The company sells without tax
/// and keeps prices with the three decimals of a dinar.
/// </summary>
internal sealed class OdooDesk : FinanceDesk
{
    private static readonly Dictionary<string, string> Terms = new()
    {
        ["Net 30"] = "30 Days", ["Net 60"] = "2 Months", ["Net 14"] = "14 Days", ["Due on receipt"] = "Immediate Payment",
    };

    private static readonly Dictionary<string, string> Units = new() { ["Each"] = "Units", ["Hour"] = "Hours", ["Month"] = "Month", ["Box"] = "Box" };

    private static readonly Dictionary<string, string> Address = new()
    {
        ["street"] = "street", ["city"] = "city", ["state"] = "state_id", ["postal code"] = "zip", ["country"] = "country_id",
    };

    private static readonly Dictionary<string, RecordWords> Words = new()
    {
        ["customer"] = new("res.partner", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "name",
            ["website"] = "website",
            ["phone"] = "phone",
            ["tax id"] = "vat",
            ["payment terms"] = "property_payment_term_id",
            ["credit limit"] = "credit_limit",
            ["currency"] = "property_product_pricelist",
            ["inactive"] = "active",
        }),
        ["address"] = new("res.partner", new Dictionary<string, string>
        {
            ["street"] = "street", ["city"] = "city", ["state"] = "state", ["postal code"] = "zip", ["country"] = "country",
        }),
        ["contact"] = new("res.partner", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "name",
            ["first name"] = "x_crm_first_name",
            ["last name"] = "x_crm_last_name",
            ["customer"] = "parent_id",
            ["e-mail"] = "email",
            ["phone"] = "phone",
            ["role"] = "x_crm_contact_role",
            ["primary"] = "x_crm_primary_contact",
        }),
        ["order"] = new("sale.order", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "name",
            ["opportunity"] = "x_crm_opportunity",
            ["customer"] = "partner_id",
            ["currency"] = "currency_id",
            ["total"] = "amount_untaxed",
            ["date"] = "date_order",
            ["purchase order"] = "client_order_ref",
            ["exchange rate"] = "currency_rate",
        }),
        ["invoice"] = new("account.move", new Dictionary<string, string> { ["id"] = "id", ["name"] = "name", ["number"] = "name", ["order"] = "invoice_origin" }),
    };

    public OdooDesk(SimulatedSystem system)
        : base(system) => Act("set-preference", new JsonObject { ["taxRate"] = 0, ["priceDigits"] = 3 });

    public override string OrderCall => "load";

    protected override IReadOnlyDictionary<string, RecordWords> Kinds => Words;

    public override JsonNode? Shown(string kind, JsonObject record, string word) => (kind, word) switch
    {
        ("order", "customer") => Named("res.partner", record["partner_id"]),
        ("order", "currency") => Named("res.currency", record["currency_id"]),
        ("order", "date") => record["date_order"]?.ToString()[..10],
        ("order", "exchange rate") => Math.Round(1 / Amount(record["currency_rate"]), 6),
        ("customer", "inactive") => record["active"]?.ToString() != "true",
        ("customer", "currency") => Named("res.currency", Row("product.pricelist", record["property_product_pricelist"])?["currency_id"]),
        ("customer", "payment terms") => Named("account.payment.term", record["property_payment_term_id"]) is { } name
            ? Terms.FirstOrDefault(term => term.Value == name.ToString()).Key ?? name.ToString()
            : null,
        ("customer", _) when word.StartsWith("billing ", StringComparison.Ordinal) => InAddress(record, "invoice", word["billing ".Length..]),
        ("customer", _) when word.StartsWith("shipping ", StringComparison.Ordinal) => InAddress(record, "delivery", word["shipping ".Length..]),
        _ => base.Shown(kind, record, word),
    };

    /// <summary>Customers, their addresses and their contacts are all partners.</summary>
    public override IReadOnlyList<JsonObject> Ever(string kind) => kind switch
    {
        "customer" => [.. base.Ever(kind).Where(partner => partner["is_company"]?.ToString() == "true")],
        "contact" => [.. base.Ever(kind).Where(partner => partner["is_company"]?.ToString() != "true" && partner["type"]?.ToString() == "contact")],
        _ => base.Ever(kind),
    };

    public override IReadOnlyList<JsonObject> InvoicesOf(JsonObject order)
    {
        var ids = order["invoice_ids"]!.AsArray().Select(id => id!.ToString()).ToHashSet();
        return [.. Live("invoice").Where(move => ids.Contains(move["id"]!.ToString()) && move["move_type"]!.ToString() == "out_invoice")];
    }

    public override void EnterOrder(string customer, string purchaseOrder, IEnumerable<SoldLine> lines) => Act("enter-order", new JsonObject
    {
        ["customer"] = IdOf("customer", customer),
        ["client_order_ref"] = purchaseOrder,
        ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject { ["item"] = line.Sku, ["quantity"] = line.Quantity, ["rate"] = line.Price })]),
    });

    /// <summary>A line that was taken out of a confirmed order stays with quantity zero.</summary>
    public override IReadOnlyList<OrderLine> LinesOf(JsonObject order)
    {
        var rows = RowsOf(order).Where(row => Amount(row["product_uom_qty"]) != 0).ToList();
        var lines = rows.Where(row => Sku(row) != "DISCOUNT").Select(row => new OrderLine(
            Sku(row), Amount(row["product_uom_qty"]), Amount(row["price_unit"]),
            rows.Where(other => other == row || (row["x_crm_line"] is { } key && other["x_crm_line"]?.ToString() == $"{key}-d")).Sum(each => Amount(each["price_subtotal"])))).ToList();
        if (rows.Find(row => row["x_crm_line"]?.ToString() == "header-discount") is { } header)
        {
            lines[^1] = lines[^1] with { Net = lines[^1].Net + Amount(header["price_subtotal"]) };
        }

        return lines;
    }

    public override void ChangePrice(JsonObject order, string product, decimal price) => Edit("sale.order", IdOf("order", order), new JsonObject
    {
        ["order_line"] = new JsonArray(new JsonArray(1, RowsOf(order).Single(row => Sku(row) == product)["id"]!.DeepClone(), new JsonObject { ["price_unit"] = price })),
    });

    public override void HoldBack(JsonObject invoice) => Act("reset-to-draft", new JsonObject { ["invoice"] = IdOf("invoice", invoice) });

    public override void AddItem(string sku, string name, string kind, string unit, IReadOnlyDictionary<string, decimal> prices)
    {
        var made = Make("product.product", new JsonObject
        {
            ["default_code"] = sku, ["name"] = name, ["type"] = kind switch { "service" => "service", "kit" => "combo", _ => "consu" }, ["uom_id"] = Units[unit],
            ["list_price"] = prices.GetValueOrDefault("EUR"),
        });
        foreach (var (currency, price) in prices)
        {
            Make("product.pricelist.item", new JsonObject
            {
                ["pricelist_id"] = ListOf(currency), ["product_id"] = made["id"]!.DeepClone(), ["product_tmpl_id"] = made["id"]!.DeepClone(), ["applied_on"] = "0_product_variant",
                ["compute_price"] = "fixed", ["fixed_price"] = price,
            });
        }
    }

    public override void PriceItem(string sku, string currency, decimal price)
    {
        var product = Item(sku);
        var list = ListOf(currency);
        var item = Stored("product.pricelist.item").First(each => each["product_id"]?.ToString() == product && each["pricelist_id"]?.ToString() == list.ToString());
        Edit("product.pricelist.item", item["id"]!.ToString(), new JsonObject { ["fixed_price"] = price });
        Edit("product.product", product, new JsonObject { ["list_price"] = currency == "EUR" ? price : Amount(Row("product.product", product)!["list_price"]) });
    }

    public override void WithdrawItem(string sku) => Edit("product.product", Item(sku), new JsonObject { ["active"] = false });

    protected override JsonObject Typed(string kind, IEnumerable<(string Word, string Value)> pairs)
    {
        if (kind != "customer")
        {
            return base.Typed(kind, pairs);
        }

        var fields = new JsonObject();
        foreach (var (word, value) in pairs)
        {
            var typed = Entry.Typed(value);
            var (name, entered) = word switch
            {
                _ when word.StartsWith("billing ", StringComparison.Ordinal) => (Address[word["billing ".Length..]], typed),
                "currency" => ("property_product_pricelist", ListOf(value)),
                "payment terms" => ("property_payment_term_id", Terms[value]),
                _ => (Words[kind].FieldOf(word), typed),
            };
            fields[name] = entered;
        }

        if (fields.ContainsKey("name"))
        {
            fields["is_company"] = true;
        }

        return fields;
    }

    protected override bool IsGone(JsonObject record) => record["deleted"]?.ToString() == "true";

    private JsonNode? InAddress(JsonObject customer, string type, string word)
    {
        var below = Stored("res.partner").FirstOrDefault(each => !IsGone(each) && each["active"]!.ToString() == "true"
            && each["parent_id"]?.ToString() == customer["id"]!.ToString() && each["type"]?.ToString() == type);
        var address = below ?? (type == "invoice" ? customer : null);
        var value = address?[Address[word]];
        return word switch { "country" => Row("res.country", value)?["code"], "state" => Row("res.country.state", value)?["code"], _ => value };
    }

    private IEnumerable<JsonObject> RowsOf(JsonObject order) => Stored("sale.order.line").Where(row => !IsGone(row) && row["order_id"]?.ToString() == order["id"]!.ToString());

    private string Sku(JsonObject row) => Row("product.product", row["product_id"])?["default_code"]?.ToString() ?? "";

    private string Item(string sku) => Stored("product.product").Single(each => each["default_code"]?.ToString() == sku)["id"]!.ToString();

    private JsonNode ListOf(string currency)
    {
        var id = Stored("res.currency").First(each => each["name"]?.ToString() == currency)["id"]!.ToString();
        return Stored("product.pricelist").First(each => each["currency_id"]?.ToString() == id)["id"]!.DeepClone();
    }

    private JsonNode? Named(string model, JsonNode? id) => Row(model, id)?["name"];

    private JsonObject? Row(string model, JsonNode? id) => id is null ? null : Stored(model).FirstOrDefault(each => each["id"]!.ToString() == id.ToString());

    private static decimal Amount(JsonNode? node) => node is null ? 0 : decimal.Parse(node.ToString());
}
