using System.Text.Json.Nodes;
using Harness.Features.Company;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Vendors;

internal sealed class BusinessCentralDesk(SimulatedSystem system) : FinanceDesk(system)
{
    private static readonly Dictionary<string, string> Items = new() { ["goods"] = "Inventory", ["service"] = "Service", ["kit"] = "Inventory" };

    private static readonly Dictionary<string, string> Units = new() { ["Each"] = "PCS" };

    private static readonly Dictionary<string, string> Terms = new()
    {
        ["Net 14"] = "14 DAYS", ["Net 30"] = "30 DAYS", ["Net 60"] = "60 DAYS", ["Due on receipt"] = "0 DAYS",
    };

    private static readonly Dictionary<string, string> Address = new()
    {
        ["street"] = "addressLine1", ["city"] = "city", ["state"] = "state", ["postal code"] = "postalCode", ["country"] = "country",
    };

    private static readonly Dictionary<string, RecordWords> Words = new()
    {
        ["customer"] = new("customer", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "displayName",
            ["website"] = "website",
            ["phone"] = "phoneNumber",
            ["tax id"] = "taxRegistrationNumber",
            ["payment terms"] = "paymentTermsId",
            ["credit limit"] = "creditLimit",
            ["currency"] = "currencyCode",
        }),
        ["address"] = new("customer", Address),
        ["contact"] = new("contact", new Dictionary<string, string>
        {
            ["id"] = "id", ["name"] = "displayName", ["customer"] = "companyNumber", ["e-mail"] = "email", ["phone"] = "phoneNumber",
        }),
        ["order"] = new("salesOrder", new Dictionary<string, string>
        {
            ["id"] = "number",
            ["name"] = "number",
            ["opportunity"] = "externalDocumentNumber",
            ["customer"] = "customerName",
            ["currency"] = "currencyCode",
            ["total"] = "totalAmountIncludingTax",
            ["date"] = "orderDate",
            ["purchase order"] = "externalDocumentNumber",
        }),
        ["invoice"] = new("salesInvoice", new Dictionary<string, string> { ["id"] = "id", ["name"] = "number", ["number"] = "number", ["order"] = "orderNumber" }),
        ["terms"] = new("paymentTerms", new Dictionary<string, string> { ["id"] = "id", ["name"] = "code" }),
    };

    public override string OrderCall => "create";

    protected override IReadOnlyDictionary<string, RecordWords> Kinds => Words;

    public override JsonNode? Shown(string kind, JsonObject record, string word) => (kind, word) switch
    {
        ("contact", "customer") => record["companyNumber"]?.ToString() is { Length: > 0 } number ? CustomerOf(number) : null,
        ("customer", "payment terms") => Terms.FirstOrDefault(pair => pair.Value == Text("terms", One("terms", "id", record["paymentTermsId"]!.ToString()), "name")).Key,
        ("customer", _) when word.StartsWith("billing ", StringComparison.Ordinal) => Said(record[Address[word["billing ".Length..]]]),
        ("order", "opportunity") => Key(record),
        ("order", "purchase order") => Comment(record) ?? Said(record["externalDocumentNumber"]),
        _ => Said(base.Shown(kind, record, word)),
    };

    /// <summary>An order that is invoiced is gone; its invoices still bear its key.</summary>
    public override IReadOnlyList<JsonObject> OrdersOf(string opportunity) =>
        [.. Live("order").Where(order => Key(order)?.Equals(opportunity, StringComparison.OrdinalIgnoreCase) == true)];

    public override void EnterOrder(string customer, string purchaseOrder, IEnumerable<SoldLine> lines) => Act("enter-order", new JsonObject
    {
        ["customer"] = IdOf("customer", customer),
        ["externalDocumentNumber"] = purchaseOrder,
        ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject { ["item"] = line.Sku, ["quantity"] = line.Quantity, ["rate"] = line.Price })]),
    });

    public override IReadOnlyList<OrderLine> LinesOf(JsonObject order) =>
    [
        .. Rows(order).Where(row => row["lineType"]?.ToString() == "Item").Select(row => new OrderLine(
            row["lineObjectNumber"]!.ToString(), Amount(row["quantity"]), Amount(row["unitPrice"]), Amount(row["amountExcludingTax"]))),
    ];

    public override void ChangePrice(JsonObject order, string product, decimal price) =>
        Edit("salesOrderLines", Rows(order).Single(row => row["lineObjectNumber"]?.ToString() == product)["id"]!.ToString(), new JsonObject { ["unitPrice"] = price });

    public override void HoldBack(JsonObject invoice) => Edit(Words["invoice"].Object, IdOf("invoice", invoice), new JsonObject { ["status"] = "In Review" });

    public override void AddItem(string sku, string name, string kind, string unit, IReadOnlyDictionary<string, decimal> prices) => Make("items", new JsonObject
    {
        ["number"] = sku, ["displayName"] = name, ["type"] = Items[kind], ["baseUnitOfMeasureCode"] = Units.GetValueOrDefault(unit, unit.ToUpperInvariant()),
        ["unitPrice"] = prices.GetValueOrDefault("EUR"),
    });

    public override void PriceItem(string sku, string currency, decimal price) => Edit("items", sku, new JsonObject { ["unitPrice"] = price });

    public override void WithdrawItem(string sku) => Edit("items", sku, new JsonObject { ["blocked"] = true });

    protected override JsonObject Typed(string kind, IEnumerable<(string Word, string Value)> pairs)
    {
        var all = pairs.ToList();
        var billing = all.Where(pair => kind == "customer" && pair.Word.StartsWith("billing ", StringComparison.Ordinal)).ToList();
        var typed = base.Typed(kind, all.Except(billing).Where(pair => pair.Word != "payment terms"));
        foreach (var (word, value) in billing)
        {
            typed[Address[word["billing ".Length..]]] = Entry.Typed(value);
        }

        foreach (var (_, value) in all.Where(pair => pair.Word == "payment terms"))
        {
            typed["paymentTermsId"] = One("terms", "name", Terms[value])["id"]!.ToString();
        }

        return typed;
    }

    protected override bool IsGone(JsonObject record) => record["isDeleted"]?.ToString() == "true";

    private string? CustomerOf(string company) => Stored("contacts").Single(contact => contact["number"]?.ToString() == company)["displayName"]?.ToString();

    private static string? Key(JsonObject order) => order["externalDocumentNumber"]?.ToString() is { } key && key.Contains("-OPP-", StringComparison.Ordinal) ? key[(key.LastIndexOf('-') + 1)..] : null;

    private static string? Comment(JsonObject order) =>
        Rows(order).FirstOrDefault(row => row["lineType"]?.ToString() == "Comment")?["description"]?.ToString().Split(": ")[^1];

    private static IEnumerable<JsonObject> Rows(JsonObject order) => (order["salesOrderLines"] as JsonArray ?? []).OfType<JsonObject>();

    private static JsonNode? Said(JsonNode? value) => value?.ToString() is "" ? null : value;

    private static decimal Amount(JsonNode? node) => node is null ? 0 : decimal.Parse(node.ToString());
}
