using System.Text.Json.Nodes;
using Harness.Features.Company;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Vendors;

/// <summary>Every value is text here, and a contact's or deal's company is an association.</summary>
internal sealed class HubSpotDesk(SimulatedSystem system) : SalesDesk(system)
{
    private static readonly Dictionary<string, string> Stages = new() { ["qualification"] = "appointmentscheduled", ["negotiation"] = "contractsent" };

    private static readonly Dictionary<string, RecordWords> Words = new()
    {
        ["account"] = new("companies", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "name",
            ["website"] = "website",
            ["phone"] = "phone",
            ["tax id"] = "tax_id",
            ["payment terms"] = "payment_terms",
            ["credit limit"] = "credit_limit",
            ["currency"] = "currency_code",
            ["billing street"] = "address",
            ["billing city"] = "city",
            ["billing state"] = "state",
            ["billing postal code"] = "zip",
            ["billing country"] = "country",
            ["billing country name"] = "country",
            ["shipping street"] = "shipping_street",
            ["shipping city"] = "shipping_city",
            ["shipping country"] = "shipping_country",
            ["ERP number"] = "erp_number",
            ["sync status"] = "erp_sync_status",
            ["sync message"] = "erp_sync_message",
            ["last sync"] = "erp_last_sync",
            ["open balance"] = "erp_balance",
            ["overdue balance"] = "erp_overdue",
        }),
        ["contact"] = new("contacts", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "name",
            ["first name"] = "firstname",
            ["last name"] = "lastname",
            ["account"] = "company",
            ["e-mail"] = "email",
            ["phone"] = "phone",
            ["role"] = "contact_role",
            ["primary"] = "primary_contact",
            ["ERP number"] = "erp_number",
            ["sync status"] = "erp_sync_status",
        }),
        ["product"] = new("products", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "name",
            ["sku"] = "hs_sku",
            ["unit"] = "erp_unit",
            ["active"] = "erp_active",
            ["ERP number"] = "erp_number",
            ["sync status"] = "erp_sync_status",
        }),
        ["opportunity"] = new("deals", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["name"] = "dealname",
            ["account"] = "company",
            ["currency"] = "deal_currency_code",
            ["amount"] = "amount",
            ["stage"] = "dealstage",
            ["close date"] = "closedate",
            ["closed"] = "hs_is_closed",
            ["purchase order"] = "po_number",
            ["discount"] = "header_discount",
            ["ERP number"] = "erp_number",
            ["order status"] = "erp_order_status",
            ["exchange rate"] = "erp_exchange_rate",
            ["rate date"] = "erp_rate_date",
            ["sync status"] = "erp_sync_status",
            ["sync message"] = "erp_sync_message",
            ["last sync"] = "erp_last_sync",
            ["invoice number"] = "erp_invoice_number",
            ["invoice status"] = "erp_invoice_status",
            ["invoice due"] = "erp_invoice_due",
            ["invoiced"] = "erp_invoiced",
            ["paid"] = "erp_paid",
            ["credited"] = "erp_credited",
            ["balance"] = "erp_balance",
            ["last payment"] = "erp_last_payment",
        }),
        ["line"] = new("line_items", new Dictionary<string, string> { ["id"] = "id", ["name"] = "name", ["opportunity"] = "deal", ["sku"] = "hs_sku" }),
    };

    private static readonly string[] Moments = ["close date"];

    /// <summary>Companies, contacts and deals: no search shows what was archived, so each is listed once more.</summary>
    private const int Archives = 3;

    public override int CallsToWatch(int sources) => sources + Archives;

    protected override IReadOnlyDictionary<string, RecordWords> Kinds => Words;

    public override string Stage(string word) => Stages[word];

    /// <summary>Prices stand on the product: "price" in the company's own currency, one property for each of the others.</summary>
    public override void MakeUp(string sku, string name, (decimal Amount, string Currency)? price)
    {
        var fields = Typed("product", [("sku", sku), ("name", name)]);
        if (price is { } known)
        {
            fields[known.Currency == "EUR" ? "price" : $"hs_price_{known.Currency.ToLowerInvariant()}"] = known.Amount;
        }

        Make(Words["product"].Object, fields);
    }

    public override IReadOnlyDictionary<string, decimal> PricesOf(string sku) => One("product", "sku", sku)
        .Where(field => field.Value is not null && (field.Key == "price" || field.Key.StartsWith("hs_price_", StringComparison.Ordinal)))
        .ToDictionary(field => field.Key == "price" ? "EUR" : field.Key["hs_price_".Length..].ToUpperInvariant(), field => decimal.Parse(field.Value!.ToString()));

    public override JsonNode? Shown(string kind, JsonObject record, string word) => (kind, word) switch
    {
        ("contact", "name") => $"{record["firstname"]} {record["lastname"]}".Trim(),
        ("line", "opportunity") => (record["associations"]?["deals"] as JsonArray)?[0]?.DeepClone(),
        _ => base.Shown(kind, record, word),
    };

    protected override JsonObject Typed(string kind, IEnumerable<(string Word, string Value)> pairs)
    {
        var typed = base.Typed(kind, pairs);
        foreach (var word in Moments.Where(word => Kinds[kind].Fields.ContainsKey(word) && typed.ContainsKey(Kinds[kind].FieldOf(word))))
        {
            var field = Kinds[kind].FieldOf(word);
            typed[field] = $"{typed[field]}T12:00:00.000Z";
        }

        return typed;
    }

    protected override bool IsGone(JsonObject record) => record["archived"]?.ToString() == "true";
}
