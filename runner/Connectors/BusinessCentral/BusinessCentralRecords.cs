using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>Reads by id and by key: one call of up to a hundred requests, each over many records.</summary>
internal sealed class BusinessCentralRecords(string system, BusinessCentralService service, BusinessCentralRows rows)
{
    private const int perRequest = 40;
    private static readonly IReadOnlyDictionary<string, string> nothingAsked = new Dictionary<string, string>();

    public BusinessCentralObject Object(string objectType) => BusinessCentralCatalogue.Find(objectType)
        ?? throw new ConnectorException(system, BusinessCentralFaults.Broken($"This connector knows no object {objectType}.", objectType));

    public async Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var of = Object(selection.ObjectType);
        await service.CompanyAsync(ct).ConfigureAwait(false);
        var (found, date) = of.Name == BusinessCentralCatalogue.SalesOrder
            ? await OrdersAsync(selection, ids, ct).ConfigureAwait(false)
            : await ByAsync(of, "id", ids.Where(id => Guid.TryParse(id, out _)), BusinessCentralRows.Options(of, selection), ct).ConfigureAwait(false);
        return await rows.RecordsAsync(of, selection, found, date, nothingAsked, ct).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct)
    {
        var of = Object(selection.ObjectType);
        var wanted = keys.Where(key => key.Parts.Count > 0 && key.Parts.All(part => part.Value is not null)).ToList();
        var paths = wanted.SelectMany(key => key.Parts).Select(part => part.Path).Distinct();
        var full = selection with { Paths = [.. selection.Paths.Union(paths)] };
        var search = new KeySearch(of);
        var urls = search.Urls(wanted, BusinessCentralRows.Options(of, full)).ToList();
        if (urls.Count == 0)
        {
            return [];
        }

        var answers = await service.RowsAsync(urls, ct).ConfigureAwait(false);
        var open = answers.SelectMany(answer => answer.Rows).Where(row => row["orderNumber"] is null).ToList();
        var posted = InvoicedOrders.From(answers.SelectMany(answer => answer.Rows).Where(row => row["orderNumber"] is not null).DistinctBy(row => row.Text("id")));
        var distinct = open.Concat(posted).DistinctBy(row => row.Text(of.IdProperty)).ToList();
        var records = await rows.RecordsAsync(of, full, distinct, answers[0].Date, search.AskedKeys(wanted), ct).ConfigureAwait(false);
        return [.. records.Where(record => KeySearch.Accepts(record, wanted)).Select(record => record with
        {
            Values = record.Values.Where(value => selection.Paths.Contains(value.Key)).ToDictionary(),
        })];
    }

    /// <summary>Orders by number; what is not among the orders any more is read from its invoices.</summary>
    public async Task<(IReadOnlyList<JsonObject> Rows, DateTimeOffset? Date)> OrdersAsync(Selection selection, IReadOnlyCollection<string> numbers, CancellationToken ct)
    {
        var of = Object(BusinessCentralCatalogue.SalesOrder);
        var (open, date) = await ByAsync(of, "number", numbers, BusinessCentralRows.Options(of, selection), ct).ConfigureAwait(false);
        var missing = numbers.Except(open.Select(row => row.Text("number")), StringComparer.OrdinalIgnoreCase).ToList();
        var urls = Urls("salesInvoices", "orderNumber", missing, InvoicedOrders.Select).ToList();
        if (urls.Count == 0)
        {
            return (open, date);
        }

        var posted = await service.RowsAsync(urls, ct).ConfigureAwait(false);
        return ([.. open, .. InvoicedOrders.From(posted.SelectMany(answer => answer.Rows))], date);
    }

    /// <summary>Orders that are still open, with their rows, as the service shows them.</summary>
    public async Task<IReadOnlyList<JsonObject>> OpenOrdersAsync(IReadOnlyCollection<string> numbers, CancellationToken ct)
    {
        var urls = Urls("salesOrders", "number", numbers, $"$expand={OrderLines.Expand}").ToList();
        return urls.Count == 0 ? [] : [.. (await service.RowsAsync(urls, ct).ConfigureAwait(false)).SelectMany(answer => answer.Rows)];
    }

    private async Task<(IReadOnlyList<JsonObject> Rows, DateTimeOffset? Date)> ByAsync(
        BusinessCentralObject of, string property, IEnumerable<string> values, string options, CancellationToken ct)
    {
        var urls = Urls(of.Set, property, values, options).ToList();
        if (urls.Count == 0)
        {
            return ([], null);
        }

        var answers = await service.RowsAsync(urls, ct).ConfigureAwait(false);
        return ([.. answers.SelectMany(answer => answer.Rows)], answers[0].Date);
    }

    private static IEnumerable<string> Urls(string set, string property, IEnumerable<string> values, string options) => values
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(value => property == "id" ? $"id eq {value}" : $"{property} eq {BusinessCentralValues.Quote(value.ToUpperInvariant())}")
        .Chunk(perRequest)
        .Select(chunk => $"{set}?$filter={Uri.EscapeDataString(string.Join(" or ", chunk))}&{options}");
}
