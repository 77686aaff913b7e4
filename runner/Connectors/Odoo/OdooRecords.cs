using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>Reads by id and by key, always in searches over many records.</summary>
internal sealed class OdooRecords(string system, OdooQuery query, OdooLookups lookups, OdooSchemas schemas, OdooOptions options)
{
    private const int idsPerCall = 1000;
    private const int keysPerCall = 300;

    public async Task<OdooReading> PrepareAsync(Selection selection, IEnumerable<string> alsoPaths, CancellationToken ct)
    {
        var of = OdooCatalogue.Find(selection.ObjectType)
            ?? throw new ConnectorException(system, OdooFaults.Broken($"This connector knows no object {selection.ObjectType}.", selection.ObjectType));
        var rules = new List<PathRule>();
        foreach (var path in selection.Paths.Concat(alsoPaths).Distinct())
        {
            rules.Add(of.Path(path) ?? await schemas.RuleAsync(of, path, ct).ConfigureAwait(false)
                ?? throw new ConnectorException(system, OdooFaults.Broken($"{of.Label} has no field {path} in this database.", path)));
        }

        return new OdooReading(system, of, rules, [.. selection.Lines.Select(line => (line, Rules(of, line)))]);
    }

    public async Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var reading = await PrepareAsync(selection, [], ct).ConfigureAwait(false);
        var records = new List<RawRecord>();
        foreach (var chunk in OdooValues.Ids(ids).Chunk(idsPerCall))
        {
            records.AddRange(await ReadWhereAsync(reading, new JsonArray(new JsonArray("id", "in", OdooValues.Numbers(chunk))), ct).ConfigureAwait(false));
        }

        return records;
    }

    public async Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct)
    {
        var usable = keys.Where(key => key.Parts.Count > 0 && key.Parts.All(part => !OdooValues.IsEmpty(part.Value))).ToList();
        if (usable.Count == 0)
        {
            return [];
        }

        var asked = await PrepareAsync(selection, [], ct).ConfigureAwait(false);
        var reading = await PrepareAsync(selection, usable.SelectMany(key => key.Parts).Select(part => part.Path), ct).ConfigureAwait(false);
        var found = new Dictionary<string, RawRecord>();
        foreach (var chunk in usable.Chunk(keysPerCall))
        {
            var conditions = await ConditionsAsync(reading, chunk, ct).ConfigureAwait(false);
            if (conditions.Count == 0)
            {
                continue;
            }

            foreach (var record in await ReadWhereAsync(reading, OdooQuery.Or(conditions), ct).ConfigureAwait(false))
            {
                if (chunk.Any(key => key.Parts.All(part => Equal(record.Values.GetValueOrDefault(part.Path), part.Value))))
                {
                    found.TryAdd(record.Ref.Id, Only(record, asked));
                }
            }
        }

        return [.. found.Values];
    }

    public async Task<IReadOnlyList<RawRecord>> AssembleAsync(OdooReading reading, OdooPage page, CancellationToken ct)
    {
        var beside = await OdooBeside.ReadAsync(reading, page.Rows, query, lookups, options, ct).ConfigureAwait(false);
        return
        [
            .. page.Lost.Select(row => RowReading.Read(system, reading.Object.Name, null, row, page.ReadAt, () => null)),
            .. page.Rows.Select(row => RowReading.Read(system, reading.Object.Name, row.Id, row.Fields, page.ReadAt, () => reading.Record(row, beside, page.ReadAt))),
        ];
    }

    /// <summary>The search finds candidates; that all parts are equal is decided by the record's own values.</summary>
    private async Task<IReadOnlyList<JsonArray>> ConditionsAsync(OdooReading reading, IReadOnlyList<FindKey> keys, CancellationToken ct)
    {
        var conditions = new List<JsonArray>();
        var ours = keys.Where(key => key.Parts is [{ Path: OdooCatalogue.ExternalId }]).Select(key => key.Parts[0].Value.ToString()).Distinct().ToList();
        if (ours.Count > 0)
        {
            var ids = (await OdooExternalIds.FindAsync(query, options.Module, reading.Object.Model, ours, ct).ConfigureAwait(false)).Select(pair => pair.Id).ToList();
            if (ids.Count > 0)
            {
                conditions.Add(new JsonArray(new JsonArray("id", "in", OdooValues.Numbers(ids))));
            }
        }

        foreach (var key in keys.Where(key => key.Parts is not [{ Path: OdooCatalogue.ExternalId }]))
        {
            if (FindCondition.Of(reading, key) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        return conditions;
    }

    /// <summary>All records that fulfil a condition, page by page along the id.</summary>
    private async Task<List<RawRecord>> ReadWhereAsync(OdooReading reading, JsonArray where, CancellationToken ct)
    {
        var records = new List<RawRecord>();
        var domain = OdooQuery.And(reading.Object.Domain(), where);
        for (var after = domain; ;)
        {
            var page = await query.PageAsync(reading.Object.Model, after, reading.Fields, ct).ConfigureAwait(false);
            records.AddRange(await AssembleAsync(reading, page, ct).ConfigureAwait(false));
            if (!page.HasMore || page.Rows.Count == 0)
            {
                return records;
            }

            after = OdooQuery.And(new JsonArray(new JsonArray("id", ">", OdooValues.Id(page.Rows[^1].Id))), domain);
        }
    }

    private IReadOnlyList<PathRule> Rules(OdooObject of, LineSelection line)
    {
        var known = of.Lines.FirstOrDefault(rules => rules.Path == line.Path)
            ?? throw new ConnectorException(system, OdooFaults.Broken($"{of.Label} has no lines called {line.Path}.", line.Path));
        return
        [
            .. line.Paths.Append(line.KeyPath).Distinct().Select(path => known.Paths.FirstOrDefault(rule => rule.Path == path)
                ?? (path.StartsWith("x_", StringComparison.Ordinal)
                    ? new PathRule(path, ValueKind.Text, path)
                    : throw new ConnectorException(system, OdooFaults.Broken($"{of.Label} has no path {line.Path}.{path}.", $"{line.Path}.{path}")))),
        ];
    }

    private static bool Equal(JsonNode? value, JsonNode wanted) =>
        string.Equals(value?.ToString(), wanted.ToString(), StringComparison.OrdinalIgnoreCase)
        || (OdooValues.Number(value) is { } number && value is JsonValue own && own.GetValueKind() == System.Text.Json.JsonValueKind.Number && number == OdooValues.Number(wanted));

    /// <summary>Without what was read only to compare it.</summary>
    private static RawRecord Only(RawRecord record, OdooReading asked) => record with
    {
        Values = record.Values.Where(value => asked.Rules.Any(rule => rule.Path == value.Key)).ToDictionary(),
    };
}
