using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>What rows need beside themselves, read for all of them at once.</summary>
internal sealed record RowContext(
    BusinessCentralLookups.Lists? Lists,
    IReadOnlyDictionary<string, string> Customers,
    IReadOnlyDictionary<string, decimal> Credits,
    IReadOnlyDictionary<string, string> AskedKeys);

/// <summary>The service's rows as records with the paths that were asked for.</summary>
internal sealed class BusinessCentralRows(string system, BusinessCentralService service, BusinessCentralLookups lookups, TimeProvider clock)
{
    private const int perRequest = 40;

    private readonly ContactCompanies companies = new(service);

    /// <summary>The query options that bring what a selection needs.</summary>
    public static string Options(BusinessCentralObject of, Selection selection)
    {
        var properties = selection.Paths.SelectMany(path => of.Rule(path).Properties)
            .Concat([of.IdProperty, "lastModifiedDateTime", .. of.Name == "item" && selection.Lines.Count > 0 ? ["unitPrice"] : Array.Empty<string>()]).Distinct();
        var lines = of.Name == BusinessCentralCatalogue.SalesOrder && (selection.Lines.Count > 0
            || selection.Paths.Any(path => of.Rule(path).Kind is PathKind.OrderState or PathKind.PurchaseOrder));
        return $"$select={string.Join(',', properties)}{(lines ? $"&$expand={OrderLines.Expand}" : "")}";
    }

    public async Task<IReadOnlyList<RawRecord>> RecordsAsync(
        BusinessCentralObject of, Selection selection, IReadOnlyList<JsonObject> rows, DateTimeOffset? date, IReadOnlyDictionary<string, string> asked, CancellationToken ct)
    {
        var context = await ContextAsync(of, selection, rows, asked, ct).ConfigureAwait(false);
        var readAt = date ?? clock.GetUtcNow();
        return [.. rows.Select(row => RowReading.Read(system, of.Name, row.Text(of.IdProperty), row, readAt, () => Record(of, selection, row, context, readAt)))];
    }

    private async Task<RowContext> ContextAsync(
        BusinessCentralObject of, Selection selection, IReadOnlyList<JsonObject> rows, IReadOnlyDictionary<string, string> asked, CancellationToken ct)
    {
        var kinds = selection.Paths.Select(path => of.Rule(path).Kind).ToHashSet();
        var needsLists = selection.Lines.Count > 0 || kinds.Overlaps([PathKind.TermsCode, PathKind.HeaderDiscount, PathKind.ExchangeRate]);
        return new RowContext(
            needsLists && rows.Count > 0 ? await lookups.ReadAsync(ct).ConfigureAwait(false) : null,
            kinds.Contains(PathKind.CustomerOfContact) ? await companies.CustomersAsync(rows, ct).ConfigureAwait(false) : new Dictionary<string, string>(),
            kinds.Overlaps([PathKind.AmountPaid, PathKind.AmountCredited]) ? await CreditsAsync(rows, ct).ConfigureAwait(false) : new Dictionary<string, decimal>(),
            asked);
    }

    /// <summary>"Paid" in the service's words may be a credit memo; what memos took off is added up by invoice.</summary>
    private async Task<IReadOnlyDictionary<string, decimal>> CreditsAsync(IReadOnlyList<JsonObject> invoices, CancellationToken ct)
    {
        var settled = invoices.Where(row => row.Text("status") is "Open" or "Paid" && row.Number("remainingAmount") < row.Number("totalAmountIncludingTax")).Select(row => row.Text("id"));
        var urls = settled.Chunk(perRequest).Select(chunk =>
            $"salesCreditMemos?$filter={Uri.EscapeDataString(string.Join(" or ", chunk.Select(id => $"invoiceId eq {id}")))}&$select=id,invoiceId,status,totalAmountIncludingTax").ToList();
        return urls.Count == 0
            ? new Dictionary<string, decimal>()
            : (await service.RowsAsync(urls, ct).ConfigureAwait(false)).SelectMany(answer => answer.Rows)
                .Where(memo => memo.Text("status") is "Open" or "Paid" or "Corrective")
                .GroupBy(memo => memo.Text("invoiceId")).ToDictionary(memos => memos.Key, memos => memos.Sum(memo => memo.Number("totalAmountIncludingTax")));
    }

    private RawRecord Record(BusinessCentralObject of, Selection selection, JsonObject row, RowContext context, DateTimeOffset readAt)
    {
        var values = new Dictionary<string, JsonNode?>();
        foreach (var path in selection.Paths)
        {
            var rule = of.Rule(path);
            if (rule.Kind != PathKind.Plain || row.ContainsKey(path))
            {
                values[path] = Value(of, rule, row, context);
            }
        }

        var etag = row.Text("@odata.etag");
        return new RawRecord(
            new RecordRef(system, of.Name, row.Text(of.IdProperty)),
            // An invoice's row, and so its etag, stays the same when a part of it is paid.
            of.Name == "salesInvoice" ? $"{etag} {row.Text("remainingAmount")}" : etag,
            BusinessCentralValues.Time(row.Text("lastModifiedDateTime")) ?? readAt,
            values,
            Lines(of, selection, row, context))
        {
            ReadAt = readAt,
        };
    }

    private static JsonNode? Value(BusinessCentralObject of, PathRule rule, JsonObject row, RowContext context) => rule.Kind switch
    {
        PathKind.Key => RecordKeys.Asked(of, row, context.AskedKeys),
        PathKind.Host => row.TextOrNull("website") is { } url ? JsonValue.Create(BusinessCentralValues.Host(url)) : null,
        PathKind.TermsCode => row.TextOrNull("paymentTermsId") is { } id && context.Lists!.TermsCode(id) is { } code ? JsonValue.Create(code) : null,
        PathKind.CustomerOfContact => context.Customers.GetValueOrDefault(row.Text("companyNumber")) is { } customer ? JsonValue.Create(customer) : null,
        PathKind.OrderState => State(row),
        PathKind.PurchaseOrder => OrderLines.PurchaseOrder(row) is { } purchase ? JsonValue.Create(purchase) : null,
        PathKind.HeaderDiscount => row.Number("discountAmount") == 0 ? null : JsonValue.Create(BusinessCentralValues.Percent(
            row.Number("discountAmount"), row.Number("totalAmountExcludingTax") + row.Number("discountAmount"), context.Lists!.DecimalsOf(row.Text("currencyCode")))),
        PathKind.ExchangeRate => context.Lists!.Rate(row.Text("currencyCode"), row.Text("postingDate")) is { } rate ? JsonValue.Create(BusinessCentralValues.Plain(rate)) : null,
        PathKind.AmountCredited => JsonValue.Create(Credited(row, context)),
        PathKind.AmountPaid => JsonValue.Create(Settled(row) - Credited(row, context)),
        PathKind.Plain => BusinessCentralValues.Read(rule.Path, row[rule.Path]),
    };

    private static JsonValue State(JsonObject row) => JsonValue.Create(
        row.Text("status") != InvoicedOrders.Invoiced && OrderLines.All(row).Any(line => line.Number("invoicedQuantity") > 0) ? "Partially Invoiced" : row.Text("status"));

    private static decimal Settled(JsonObject invoice) =>
        invoice.Text("status") is "Open" or "Paid" ? invoice.Number("totalAmountIncludingTax") - invoice.Number("remainingAmount") : 0;

    private static decimal Credited(JsonObject invoice, RowContext context) =>
        Math.Min(Settled(invoice), context.Credits.GetValueOrDefault(invoice.Text("id")));

    private static Dictionary<string, IReadOnlyList<RawLine>> Lines(BusinessCentralObject of, Selection selection, JsonObject row, RowContext context)
    {
        var lines = new Dictionary<string, IReadOnlyList<RawLine>>();
        foreach (var selected in selection.Lines)
        {
            // API v2.0 tells one price of an item, in the company's own currency.
            lines[selected.Path] = of.Name == "item"
                ? row.Number("unitPrice") == 0 ? [] : [Price(row, selected, context.Lists!.BaseCurrency)]
                : [.. OrderLines.OfItems(row).Select(line => OrderLines.Read(line, selected, context.Lists!.DecimalsOf(row.Text("currencyCode"))))];
        }

        return lines;
    }

    private static RawLine Price(JsonObject item, LineSelection selected, string currency) => new(currency, selected.Paths.ToDictionary(
        path => path, path => path == "currencyCode" ? JsonValue.Create(currency) : BusinessCentralValues.Read(path, item[path])));
}
