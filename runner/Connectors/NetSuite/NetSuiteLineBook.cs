using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>What the lines of one record say.</summary>
internal sealed record NetSuiteLines(
    IReadOnlyDictionary<string, IReadOnlyList<RawLine>> Collections, decimal? NetTotal, decimal? HeaderDiscountPercent)
{
    public static readonly NetSuiteLines None = new(RawRecord.NoLines, null, null);

    public IEnumerable<KeyValuePair<string, JsonNode?>> Flat() =>
        from collection in Collections
        from row in collection.Value.Select((line, index) => (Line: line, Index: index))
        from value in row.Line.Values
        select KeyValuePair.Create($"{collection.Key}[{row.Index}:{row.Line.Key}].{value.Key}", value.Value);
}

/// <summary>The lines of a batch of records, one statement for each collection.</summary>
internal sealed class NetSuiteLineBook(IReadOnlyDictionary<string, NetSuiteLines> lines)
{
    public NetSuiteLines Of(string id) => lines.GetValueOrDefault(id, NetSuiteLines.None);
}

internal sealed class NetSuiteLineReader(string system, NetSuiteQuery query)
{
    private const int idsPerStatement = 900;
    private const string basePriceLevel = "1";

    public async Task<NetSuiteLineBook> ReadAsync(NetSuiteReading reading, Selection selection, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var found = ids.ToDictionary(id => id, _ => NetSuiteLines.None);
        var wanted = selection.Lines.Select(l => (Selection: l, Rules: Rules(reading.Object, l))).ToList();
        foreach (var (line, rules) in wanted.Where(w => w.Selection.Path == "price"))
        {
            await ForEachAsync(ids, chunk => PriceStatement(rules, chunk), rows => Put(found, rows, line.Path, all => Prices(all, line, rules)), ct)
                .ConfigureAwait(false);
        }

        var items = wanted.Find(w => w.Selection.Path == "item");
        if (items.Selection is not null || reading.NeedsLines)
        {
            var (line, rules) = items.Selection is null ? (null, (IReadOnlyList<PathRule>)[]) : items;
            await ForEachAsync(ids, chunk => ItemStatement(rules, chunk), rows => PutOrder(found, rows, line, rules), ct).ConfigureAwait(false);
        }

        return new NetSuiteLineBook(found);
    }

    private IReadOnlyList<PathRule> Rules(NetSuiteObject of, LineSelection line)
    {
        var known = of.Lines.FirstOrDefault(l => l.Path == line.Path)
            ?? throw new ConnectorException(system, NetSuiteFaults.Broken($"{of.Label} has no lines called {line.Path}.", line.Path));
        return
        [
            .. line.Paths.Append(line.KeyPath).Distinct().Select(path => known.Paths.FirstOrDefault(p => p.Path == path)
                ?? (path.StartsWith("custcol", StringComparison.Ordinal) && path.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
                    ? new PathRule(path, $"l.{path.ToLowerInvariant()}", ValueKind.Text)
                    : throw new ConnectorException(system, NetSuiteFaults.Broken($"{of.Label} has no path {line.Path}.{path}.", $"{line.Path}.{path}")))),
        ];
    }

    private async Task ForEachAsync(
        IReadOnlyList<string> ids, Func<IEnumerable<string>, string> statement, Action<IEnumerable<IGrouping<string, SuiteQlRow>>> take, CancellationToken ct)
    {
        foreach (var chunk in ids.Chunk(idsPerStatement))
        {
            var page = await query.AllAsync(statement(chunk), ct).ConfigureAwait(false);
            take(page.Rows.Where(r => r["doc"] is not null).GroupBy(r => r["doc"]!));
        }
    }

    private static string Columns(IReadOnlyList<PathRule> rules) =>
        string.Concat(rules.Select((rule, i) => rule.Sql.Length == 0 ? "" : $", {NetSuiteValues.Expression(rule)} AS c{i}"));

    private static string PriceStatement(IReadOnlyList<PathRule> rules, IEnumerable<string> ids) =>
        $"SELECT l.item AS doc{Columns(rules)} FROM pricing l JOIN currency cur ON cur.id = l.currency "
        + $"WHERE l.pricelevel = {basePriceLevel} AND l.item IN ({string.Join(", ", ids)}) ORDER BY l.item, l.currency";

    private static string ItemStatement(IReadOnlyList<PathRule> rules, IEnumerable<string> ids) =>
        "SELECT l.transaction AS doc, l.id AS line, l.uniquekey AS uniquekey, l.itemtype AS itemtype, l.transactiondiscount AS headerline, "
        + $"l.foreignamount AS net, l.quantity AS units, l.rate AS unitrate, l.ratepercent AS percentage, l.custcol_crm_line AS crmline{Columns(rules)} "
        + "FROM transactionline l LEFT JOIN item i ON i.id = l.item "
        + $"WHERE l.transaction IN ({string.Join(", ", ids)}) AND l.mainline = 'F' AND l.taxline = 'F' "
        + "ORDER BY l.transaction, l.linesequencenumber, l.id";

    private static void Put(
        Dictionary<string, NetSuiteLines> found,
        IEnumerable<IGrouping<string, SuiteQlRow>> records,
        string path,
        Func<IEnumerable<SuiteQlRow>, IReadOnlyList<RawLine>> lines)
    {
        foreach (var record in records)
        {
            var before = found[record.Key];
            found[record.Key] = before with
            {
                Collections = new Dictionary<string, IReadOnlyList<RawLine>>(before.Collections) { [path] = lines(record) },
            };
        }
    }

    /// <summary>The first row of a currency is the price of one: further ones are quantity breaks.</summary>
    private static IReadOnlyList<RawLine> Prices(IEnumerable<SuiteQlRow> rows, LineSelection line, IReadOnlyList<PathRule> rules) =>
        [.. rows.Select(row => Row(row, line, rules)).Where(l => l.Key.Length > 0).DistinctBy(l => l.Key)];

    private static RawLine Row(SuiteQlRow row, LineSelection line, IReadOnlyList<PathRule> rules)
    {
        var values = new Dictionary<string, JsonNode?>();
        for (var i = 0; i < rules.Count; i++)
        {
            values[rules[i].Path] = NetSuiteValues.Read(rules[i], row[$"c{i}"], "");
        }

        return new RawLine(values[line.KeyPath]?.ToString() ?? "", values);
    }

    private static void PutOrder(
        Dictionary<string, NetSuiteLines> found,
        IEnumerable<IGrouping<string, SuiteQlRow>> orders,
        LineSelection? line,
        IReadOnlyList<PathRule> rules)
    {
        foreach (var order in orders)
        {
            var rows = new OrderRows([.. order]);
            var collections = line is null
                ? RawRecord.NoLines
                : new Dictionary<string, IReadOnlyList<RawLine>> { [line.Path] = rows.Lines(rules) };
            found[order.Key] = new NetSuiteLines(collections, rows.NetTotal, rows.HeaderDiscountPercent);
        }
    }
}
