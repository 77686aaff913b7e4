using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>Reads by SOQL, in as few statements as the vendor's limits allow.</summary>
internal sealed class SalesforceQueries(string system, string version, ISalesforceClient client, SalesforceCalls calls)
{
    // The limit of 16,384 bytes covers the URI together with the headers, and an access token may be long.
    private const int LongestStatement = 12_000;

    // A literal may have 4,000 characters; no field that can be searched is that long, so such a key equals nothing.
    private const int LongestLiteral = 4_000;

    private readonly SalesforceRecords records = new(system);

    public Task<SalesforcePage> PageAsync(string soql, bool deletedToo, CancellationToken ct) =>
        OnePageAsync(token => deletedToo ? client.QueryAll(version, soql, token) : client.Query(version, soql, token), ct);

    /// <summary>All rows; the vendor decides where its pages end.</summary>
    public async Task<SalesforcePage> AllAsync(string soql, bool deletedToo, CancellationToken ct)
    {
        var page = await PageAsync(soql, deletedToo, ct).ConfigureAwait(false);
        var rows = new List<JsonObject>(page.Rows);
        var first = page;
        while (page.Next is { } next)
        {
            page = await OnePageAsync(token => client.NextPage(next, token), ct).ConfigureAwait(false);
            rows.AddRange(page.Rows);
        }

        return first with { Rows = rows, Next = null };
    }

    public async Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var select = $"SELECT {SalesforceRecords.Columns(selection)} FROM {SalesforcePath.FieldOf(selection.ObjectType)} WHERE ";
        var conditions = SoqlConditions.Pack([new FindKeyGroup("Id", [.. ids.Distinct().Select(SalesforceValue.Quoted)])], LongestStatement - Encoded(select));
        var found = await RecordsAsync(selection, select, conditions, deletedToo: true, ct).ConfigureAwait(false);
        return await WithLinesAsync(selection, found, ct).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct)
    {
        var usable = keys.Where(key => key.Parts.All(part => SalesforceValue.Literal(part.Value).Length <= LongestLiteral)).ToList();
        var byDomain = usable.Where(key => key.Parts.Any(part => SalesforcePath.IsDomain(part.Path))).ToList();
        var plain = usable.Except(byDomain).ToList();
        var found = new List<RawRecord>();
        if (plain.Count > 0)
        {
            found.AddRange(await FindAsync(selection, plain, ct).ConfigureAwait(false));
        }

        if (byDomain.Count > 0)
        {
            // SOQL compares a web address as text: the candidates contain the domain, and only its equal is kept.
            var wider = selection with { Paths = [.. selection.Paths.Concat(byDomain.SelectMany(key => key.Parts.Select(part => part.Path))).Distinct()] };
            var candidates = await FindAsync(wider, byDomain, ct).ConfigureAwait(false);
            found.AddRange(candidates.Where(record => byDomain.Any(key => Equals(record, key))));
        }

        var distinct = found.DistinctBy(record => record.Ref.Id).ToList();
        return await WithLinesAsync(selection, distinct, ct).ConfigureAwait(false);
    }

    private static int Encoded(string text) => Uri.EscapeDataString(text).Length;

    private static bool Equals(RawRecord record, FindKey key) => key.Parts.All(part =>
        record.Values.TryGetValue(part.Path, out var value) && value is not null
        && value.ToString().Equals(part.Value.ToString(), StringComparison.OrdinalIgnoreCase));

    private async Task<IReadOnlyList<RawRecord>> FindAsync(Selection selection, IReadOnlyList<FindKey> keys, CancellationToken ct)
    {
        var select = $"SELECT {SalesforceRecords.Columns(selection)} FROM {SalesforcePath.FieldOf(selection.ObjectType)} WHERE ";
        var conditions = SoqlConditions.Pack(SoqlConditions.Group(keys), LongestStatement - Encoded(select));
        return await RecordsAsync(selection, select, conditions, deletedToo: false, ct).ConfigureAwait(false);
    }

    private async Task<List<RawRecord>> RecordsAsync(
        Selection selection, string select, IEnumerable<string> conditions, bool deletedToo, CancellationToken ct)
    {
        var found = new Dictionary<string, RawRecord>();
        foreach (var condition in conditions)
        {
            var page = await AllAsync(select + condition, deletedToo, ct).ConfigureAwait(false);
            foreach (var record in page.Rows.Select(row => records.Read(selection, row, page.ServerTime)).OfType<RawRecord>())
            {
                found.TryAdd(record.Ref.Id, record);
            }
        }

        return [.. found.Values];
    }

    private async Task<IReadOnlyList<RawRecord>> WithLinesAsync(Selection selection, List<RawRecord> found, CancellationToken ct)
    {
        if (selection.Lines.Count == 0 || found.Count == 0)
        {
            return found;
        }

        var collections = new Dictionary<string, ILookup<string, RawLine>>();
        foreach (var lines in selection.Lines)
        {
            collections[lines.Path] = await LinesAsync(selection.ObjectType, lines, found.Select(record => record.Ref.Id), ct).ConfigureAwait(false);
        }

        return [.. found.Select(record => SalesforceRecords.WithLines(
            record, collections.ToDictionary(of => of.Key, of => (IReadOnlyList<RawLine>)[.. of.Value[record.Ref.Id]])))];
    }

    // Flat, and not a sub-query of the parents: a nested list has pages of its own and is cut short in silence.
    private async Task<ILookup<string, RawLine>> LinesAsync(string objectType, LineSelection lines, IEnumerable<string> parents, CancellationToken ct)
    {
        var line = SalesforceObjects.LineObjectOf(objectType, lines.Path)
            ?? throw new ConnectorException(system, new Fault(FaultKind.MappingBroken, $"Salesforce's {objectType} has no lines of this name.", Fields: [lines.Path]));
        var columns = lines.Paths.Prepend(lines.KeyPath).Select(SalesforcePath.FieldOf)
            .Concat(["Id", line.ParentField]).Distinct(StringComparer.OrdinalIgnoreCase);
        var select = $"SELECT {string.Join(',', columns)} FROM {line.ObjectType} WHERE {(line.Filter is null ? "" : $"{line.Filter} AND ")}";
        var order = $" ORDER BY {line.ParentField},{(line.Order is null ? "" : $"{line.Order},")}Id";
        var conditions = SoqlConditions.Pack(
            [new FindKeyGroup(line.ParentField, [.. parents.Select(SalesforceValue.Quoted)])], LongestStatement - Encoded(select + order));
        var found = new List<(string Parent, RawLine Line)>();
        foreach (var condition in conditions)
        {
            var page = await AllAsync($"{select}{condition}{order}", deletedToo: false, ct).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                if (row.Text(line.ParentField) is { } parent && SalesforcePath.TryRead(row, lines.KeyPath, out var key) && key is not null)
                {
                    found.Add((parent, new RawLine(key.ToString(), SalesforceRecords.Values(row, lines.Paths))));
                }
            }
        }

        return found.ToLookup(entry => entry.Parent, entry => entry.Line);
    }

    private async Task<SalesforcePage> OnePageAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct)
    {
        var answer = await calls.QueryAsync(send, ct).ConfigureAwait(false);
        var next = answer.Body.Text("nextRecordsUrl");
        if (answer.Body.List("records") is not { } rows || (next is null && !answer.Body.Flag("done"))
            || (next is not null && !next.StartsWith("/services/data/", StringComparison.Ordinal)))
        {
            throw calls.Unexpected("a query");
        }

        return new SalesforcePage([.. rows.OfType<JsonObject>()], next?.TrimStart('/'), answer.ServerTime);
    }
}

/// <param name="Next">The path of the vendor's next page, or null when there is none.</param>
internal sealed record SalesforcePage(IReadOnlyList<JsonObject> Rows, string? Next, DateTimeOffset ServerTime);
