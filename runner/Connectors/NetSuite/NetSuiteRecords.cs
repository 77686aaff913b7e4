using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>Reads by id and by key, always in statements over many records.</summary>
internal sealed class NetSuiteRecords(string system, NetSuiteQuery query, NetSuiteSchemas schemas)
{
    private const int valuesPerStatement = 900;
    private const int domainsPerStatement = 100;

    private readonly NetSuiteLineReader lines = new(system, query);

    public async Task<NetSuiteReading> PrepareAsync(Selection selection, IEnumerable<string> alsoPaths, CancellationToken ct)
    {
        var of = NetSuiteCatalogue.Find(selection.ObjectType)
            ?? throw new ConnectorException(system, NetSuiteFaults.Broken($"This connector knows no object {selection.ObjectType}.", selection.ObjectType));
        var rules = new List<PathRule>();
        foreach (var path in selection.Paths.Concat(alsoPaths).Distinct())
        {
            rules.Add(await RuleAsync(of, path, ct).ConfigureAwait(false));
        }

        return new NetSuiteReading(system, of, rules);
    }

    public async Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var reading = await PrepareAsync(selection, [], ct).ConfigureAwait(false);
        var records = new List<RawRecord>();
        foreach (var chunk in NetSuiteQuery.Ids(ids).Chunk(valuesPerStatement))
        {
            records.AddRange(await ReadWhereAsync(reading, selection, $"t.id IN ({string.Join(", ", chunk)})", [], ct).ConfigureAwait(false));
        }

        var missing = NetSuiteQuery.Ids(ids).Except(records.Select(record => record.Ref.Id)).ToList();
        foreach (var chunk in missing.Chunk(valuesPerStatement))
        {
            var types = DeletedRecords.Types.GetValueOrDefault(selection.ObjectType, []);
            var page = await query.AllAsync(DeletedRecords.Statement(types, $"t.recordid IN ({string.Join(", ", chunk)})"), ct).ConfigureAwait(false);
            records.AddRange(page.Rows.Where(row => row["id"] is not null)
                .Select(row => DeletedRecords.Record(system, selection.ObjectType, row, page.ReadAt)).DistinctBy(record => record.Ref.Id));
        }

        return records;
    }

    public async Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct)
    {
        var records = new Dictionary<string, RawRecord>();
        var byPaths = keys
            .Where(key => key.Parts.Count > 0 && key.Parts.All(part => part.Value is not null))
            .GroupBy(key => string.Join('\n', key.Parts.Select(part => part.Path)));
        foreach (var group in byPaths)
        {
            var paths = group.First().Parts.Select(part => part.Path).ToList();
            var reading = await PrepareAsync(selection, [], ct).ConfigureAwait(false);
            var rules = new List<PathRule>();
            foreach (var path in paths)
            {
                rules.Add(await RuleAsync(reading.Object, path, ct).ConfigureAwait(false));
            }

            var condition = new FindCondition(rules);
            var filtered = condition.NeedsFilter ? await PrepareAsync(selection, paths, ct).ConfigureAwait(false) : reading;
            var perStatement = condition.NeedsFilter ? domainsPerStatement : valuesPerStatement / paths.Count;
            foreach (var chunk in group.Chunk(perStatement))
            {
                if (condition.Where(chunk) is not { } where)
                {
                    continue;
                }

                var joins = rules.SelectMany(rule => rule.Joins);
                foreach (var record in await ReadWhereAsync(filtered, selection, where, joins, ct).ConfigureAwait(false))
                {
                    if (condition.Accepts(record, chunk))
                    {
                        records.TryAdd(record.Ref.Id, condition.NeedsFilter ? Only(record, reading) : record);
                    }
                }
            }
        }

        return [.. records.Values];
    }

    /// <summary>All records that fulfil a condition, page by page along the id.</summary>
    private async Task<List<RawRecord>> ReadWhereAsync(
        NetSuiteReading reading, Selection selection, string where, IEnumerable<string> joins, CancellationToken ct)
    {
        var records = new List<RawRecord>();
        var alsoJoined = joins.ToList();
        for (var last = ""; ;)
        {
            var after = last.Length == 0 ? $"({where})" : $"({where}) AND t.id > {last}";
            var page = await query.PageAsync(reading.Statement(after, byStamp: false, alsoJoined), ct).ConfigureAwait(false);
            var more = await AssembleAsync(reading, selection, page, ct).ConfigureAwait(false);
            records.AddRange(more);
            if (!page.HasMore || page.Rows.LastOrDefault(row => row["id"] is not null) is null)
            {
                return records;
            }

            last = more[^1].Ref.Id;
        }
    }

    /// <summary>The page's complete records: of one whose rows may go on in the next page, nothing is taken yet.</summary>
    public async Task<IReadOnlyList<RawRecord>> AssembleAsync(NetSuiteReading reading, Selection selection, SuiteQlPage page, CancellationToken ct)
    {
        var groups = NetSuiteReading.Groups(page.Rows);
        if (page.HasMore && reading.Multiplies && groups.Count > 0)
        {
            var cut = groups[^1];
            groups.RemoveAt(groups.Count - 1);
            if (groups.Count == 0)
            {
                var whole = await query.AllAsync(reading.Statement($"t.id = {cut[0]["id"]}", byStamp: false, []), ct).ConfigureAwait(false);
                groups = NetSuiteReading.Groups(whole.Rows);
            }
        }

        var needsLines = groups.Count > 0 && (selection.Lines.Count > 0 || reading.NeedsLines);
        var book = needsLines
            ? await lines.ReadAsync(reading, selection, [.. groups.Select(g => g[0]["id"]!)], ct).ConfigureAwait(false)
            : null;
        return
        [
            .. page.Rows.Where(row => row["id"] is null).Select(row => RowReading.Read(system, reading.Object.Name, null, row.Json, page.ReadAt, () => null)),
            .. groups.Select(group => RowReading.Read(system, reading.Object.Name, group[0]["id"], group[0].Json, page.ReadAt, () => reading.Record(group, book, page.ReadAt))),
        ];
    }

    private async Task<PathRule> RuleAsync(NetSuiteObject of, string path, CancellationToken ct) =>
        of.Path(path)
        ?? await schemas.RuleAsync(of, path, ct).ConfigureAwait(false)
        ?? throw new ConnectorException(system, NetSuiteFaults.Broken($"{of.Label} has no field {path} in this account.", path));

    /// <summary>Without what was read only to compare it.</summary>
    private static RawRecord Only(RawRecord record, NetSuiteReading reading)
    {
        var values = record.Values.Where(v => reading.Rules.Any(rule => rule.Path == v.Key)).ToDictionary();
        return record with { Values = values };
    }
}
