using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>What stands beside a batch of records in other models: a call for each kind that the selection needs, never one a record.</summary>
internal sealed class OdooBeside(OdooLookups lookups, OdooDocuments documents)
{
    private static readonly OdooLines noLines = new([]);
    private Dictionary<string, string> externalIds = [];
    private Dictionary<string, OdooLines> orderLines = [];
    private ILookup<string, OdooRow> prices = Array.Empty<OdooRow>().ToLookup(row => row.Id);
    private string? companyCurrency;

    public OdooLookups Lookups => lookups;

    public ILookup<string, AddressRow> Addresses { get; private set; } = Array.Empty<AddressRow>().ToLookup(row => row.Id);

    public string? ExternalId(string id) => externalIds.GetValueOrDefault(id);

    public OdooLines OrderLines(string order) => orderLines.GetValueOrDefault(order, noLines);

    public string? OrderOf(string invoice) => documents.OrderOf(invoice);

    /// <param name="read">With the addresses of these rows, where they came along.</param>
    public static async Task<OdooBeside> ReadAsync(
        OdooReading reading, OdooRead read, OdooQuery query, OdooLookups lookups, OdooDocuments documents, OdooOptions options, CancellationToken ct)
    {
        var rows = read.Rows;
        var beside = new OdooBeside(lookups, documents);
        if (rows.Count == 0)
        {
            return beside;
        }

        var ids = rows.Select(row => row.Id).ToList();
        if (reading.Needs(ValueKind.ExternalId))
        {
            beside.externalIds = (await OdooExternalIds.OfAsync(query, options.Module, reading.Object.Model, ids, ct).ConfigureAwait(false))
                .GroupBy(pair => pair.Id).ToDictionary(group => group.Key, group => group.First().Key);
        }

        if (reading.Rules.Any(rule => rule is { Kind: ValueKind.ListCurrency, Fields.Length: 1 }))
        {
            await lookups.LearnAsync([OdooLookups.PriceLists], ct).ConfigureAwait(false);
        }

        if (reading.Needs(ValueKind.Address))
        {
            await lookups.LearnAsync([OdooLookups.Countries, OdooLookups.States], ct).ConfigureAwait(false);
            beside.Addresses = read.Addresses ?? await OdooAddresses.ReadAsync(query, ids, ct).ConfigureAwait(false);
        }

        if (reading.NeedsOrderLines)
        {
            var fields = OdooLines.Fields.Concat(reading.Lines.SelectMany(line => line.Rules).SelectMany(rule => rule.Fields)).ToList();
            beside.orderLines = await OrderLinesAsync(query, ids, fields, ct).ConfigureAwait(false);
            var products = beside.orderLines.Values.SelectMany(lines => lines.All).Select(row => OdooValues.Reference(row["product_id"])).OfType<string>().ToHashSet();
            await lookups.LearnProductsAsync(products, [], discount: false, ct).ConfigureAwait(false);
        }

        if (reading.Object == OdooCatalogue.Product)
        {
            lookups.Know(rows);
        }

        if (reading.NeedsPrices)
        {
            await beside.LearnPricesAsync(query, rows, options, ct).ConfigureAwait(false);
        }

        if (reading.Needs(ValueKind.InvoiceOrder))
        {
            await documents.LearnOrdersAsync(ids, ct).ConfigureAwait(false);
        }

        if (reading.Rules.Any(rule => rule.FromPayments))
        {
            await documents.LearnRefundsAsync(rows.SelectMany(Items).Where(item => OdooValues.IsEmpty(item["account_payment_id"])).Select(item => item["move_id"]?.ToJsonString()).OfType<string>(), ct)
                .ConfigureAwait(false);
        }

        return beside;
    }

    public static async Task<Dictionary<string, OdooLines>> OrderLinesAsync(
        OdooQuery query, IReadOnlyCollection<string> orders, IReadOnlyCollection<string> fields, CancellationToken ct)
    {
        var rows = await query.AllAsync("sale.order.line", new JsonArray(new JsonArray("order_id", "in", OdooValues.Numbers(orders))), fields, ct).ConfigureAwait(false);
        return rows.Where(row => OdooValues.Reference(row["order_id"]) is not null).GroupBy(row => OdooValues.Reference(row["order_id"])!)
            .ToDictionary(order => order.Key, order => new OdooLines(order));
    }

    /// <summary>A fixed price of a price list for each currency; the product's own price is in the company's.</summary>
    public IReadOnlyList<RawLine> Prices(OdooRow product, IReadOnlyList<PathRule> rules)
    {
        var all = prices[product.Id].Concat(prices[$"template {OdooValues.Reference(product["product_tmpl_id"])}"])
            .Select(item => (Currency: OdooValues.Label(item["currency_id"]), Price: OdooValues.Number(item["fixed_price"])))
            .Append((Currency: companyCurrency, Price: OdooValues.Number(product["list_price"])));
        return
        [
            .. all.Where(price => price.Currency is not null && price.Price is not null).DistinctBy(price => price.Currency).Select(price => new RawLine(
                price.Currency!, rules.ToDictionary(rule => rule.Path, rule => rule.Path == "price" ? (JsonNode?)JsonValue.Create(price.Price) : price.Currency))),
        ];
    }

    public JsonNode? Settled(ValueKind kind, OdooRow invoice)
    {
        var isCredit = kind == ValueKind.CreditApplied;
        var applied = Items(invoice).Where(item => IsCredit(item) == isCredit).ToList();
        return kind == ValueKind.LastPayment
            ? applied.Select(item => OdooValues.Text(item["date"])).Max() is { } date ? JsonValue.Create(date) : null
            : JsonValue.Create(OdooValues.Plain(applied.Sum(item => OdooValues.Number(item["amount"]) ?? 0)));
    }

    private bool IsCredit(JsonObject item) => OdooValues.IsEmpty(item["account_payment_id"]) && item["move_id"] is { } move && documents.IsRefund(move.ToJsonString());

    /// <summary>What settles an invoice: a JSON text up to Odoo 15, an object from 16 on.</summary>
    private static IEnumerable<JsonObject> Items(OdooRow invoice)
    {
        var widget = invoice["invoice_payments_widget"];
        if (OdooValues.Text(widget) is { } text && widget is JsonValue)
        {
            widget = JsonNode.Parse(text);
        }

        return widget is JsonObject { } shown && shown["content"] is JsonArray content
            ? content.OfType<JsonObject>().Where(item => item["is_exchange"]?.GetValueKind() != JsonValueKind.True)
            : [];
    }

    private async Task LearnPricesAsync(OdooQuery query, IReadOnlyList<OdooRow> rows, OdooOptions options, CancellationToken ct)
    {
        var templates = rows.Select(row => OdooValues.Reference(row["product_tmpl_id"])).OfType<string>().ToList();
        var items = await query.AllAsync("product.pricelist.item", new JsonArray(
            new JsonArray("compute_price", "=", "fixed"), new JsonArray("min_quantity", "<=", 1),
            "|", new JsonArray("product_id", "in", OdooValues.Numbers(rows.Select(row => row.Id))), new JsonArray("product_tmpl_id", "in", OdooValues.Numbers(templates))),
            ["product_id", "product_tmpl_id", "fixed_price", "currency_id"], ct).ConfigureAwait(false);
        prices = items.ToLookup(item => OdooValues.Reference(item["product_id"]) ?? $"template {OdooValues.Reference(item["product_tmpl_id"])}");
        companyCurrency = OdooValues.Label((await lookups.CompanyAsync(options.Company, ct).ConfigureAwait(false))?["currency_id"]);
    }
}

/// <summary>ir.model.data, where (module, name) is unique: the only key that Odoo keeps.</summary>
internal static class OdooExternalIds
{
    public static async Task<IReadOnlyList<(string Key, string Id)>> OfAsync(
        OdooQuery query, string module, string model, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        await ReadAsync(query, module, model, new JsonArray("res_id", "in", OdooValues.Numbers(ids)), ct).ConfigureAwait(false);

    public static async Task<IReadOnlyList<(string Key, string Id)>> FindAsync(
        OdooQuery query, string module, string model, IEnumerable<string> keys, CancellationToken ct) =>
        await ReadAsync(query, module, model, new JsonArray("name", "in", new JsonArray([.. keys.Select(key => JsonValue.Create(key))])), ct).ConfigureAwait(false);

    private static async Task<IReadOnlyList<(string Key, string Id)>> ReadAsync(OdooQuery query, string module, string model, JsonArray which, CancellationToken ct)
    {
        var rows = await query.AllAsync(
            "ir.model.data", new JsonArray(new JsonArray("module", "=", module), new JsonArray("model", "=", model), which), ["name", "res_id"], ct).ConfigureAwait(false);
        return [.. rows.Select(row => (Key: OdooValues.Text(row["name"]), Id: row["res_id"]?.ToJsonString())).Where(pair => pair is { Key: not null, Id: not null }).Select(pair => (pair.Key!, pair.Id!))];
    }
}
