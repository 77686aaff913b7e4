using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>Reads by id and by key, always in searches over many records.</summary>
internal sealed class OdooRecords(string system, OdooQuery query, OdooLookups lookups, OdooDocuments documents, OdooSchemas schemas, OdooOptions options)
{
    private const int idsPerCall = 1000;
    private const int keysPerCall = 2000;

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
            var (own, parent) = (new JsonArray(new JsonArray("id", "in", OdooValues.Numbers(chunk))), new JsonArray("parent_id", "in", OdooValues.Numbers(chunk)));
            records.AddRange(await WithAddressesAsync(reading, OdooQuery.And(reading.Object.Domain(), own), parent, ct).ConfigureAwait(false) is { } read
                ? (await AssembleAsync(reading, read, ct).ConfigureAwait(false)).Where(record => chunk.Contains(record.Ref.Id))
                : await ReadWhereAsync(reading, own, ct).ConfigureAwait(false));
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
        var compared = usable.SelectMany(key => key.Parts).Select(part => part.Path).Where(path => path != OdooCatalogue.ExternalId);
        var reading = await PrepareAsync(selection, compared, ct).ConfigureAwait(false);
        var found = new Dictionary<string, RawRecord>();
        foreach (var chunk in usable.Chunk(keysPerCall))
        {
            var ours = await OursAsync(reading, chunk, ct).ConfigureAwait(false);
            if (Conditions(reading, chunk, ours) is not { Count: > 0 } conditions)
            {
                continue;
            }

            foreach (var record in await ReadWhereAsync(reading, OdooQuery.Or(conditions), ct).ConfigureAwait(false))
            {
                if (chunk.Any(key => key.Parts.All(part => part.Path == OdooCatalogue.ExternalId
                    ? ours.GetValueOrDefault(part.Value.ToString()) == record.Ref.Id
                    : Equal(record.Values.GetValueOrDefault(part.Path), part.Value))))
                {
                    found.TryAdd(record.Ref.Id, Only(record, asked));
                }
            }
        }

        return [.. found.Values];
    }

    public async Task<IReadOnlyList<RawRecord>> AssembleAsync(OdooReading reading, OdooRead read, CancellationToken ct)
    {
        var beside = await OdooBeside.ReadAsync(reading, read, query, lookups, documents, options, ct).ConfigureAwait(false);
        return
        [
            .. read.Lost.Select(row => RowReading.Read(system, reading.Object.Name, null, row, read.At, () => null)),
            .. read.Rows.Select(row => RowReading.Read(system, reading.Object.Name, row.Id, row.Fields, read.At, () => reading.Record(row, beside, read.At))),
        ];
    }

    /// <summary>
    /// Companies and the addresses below them are partners, so one search brings both. Null where no addresses are asked
    /// for, and where a page does not hold them all.
    /// </summary>
    /// <param name="parent">The same companies, as a term on the parent of an address.</param>
    public async Task<OdooRead?> WithAddressesAsync(OdooReading reading, JsonArray companies, JsonArray parent, CancellationToken ct)
    {
        if (!reading.Needs(ValueKind.Address))
        {
            return null;
        }

        var page = await query.PageAsync(
            reading.Object.Model, OdooQuery.Or([companies, OdooAddresses.Below(parent)]), [.. reading.Fields, .. OdooAddresses.RowFields, "is_company"], ct).ConfigureAwait(false);
        var own = page.Rows.Where(row => row["is_company"]?.GetValueKind() == System.Text.Json.JsonValueKind.True).ToList();
        return page.HasMore ? null : new OdooRead(own, page.ReadAt, OdooAddresses.Of(page.Rows, own.Select(row => row.Id))) { Lost = page.Lost };
    }

    /// <summary>The records behind external identifiers of ours, by key.</summary>
    private async Task<IReadOnlyDictionary<string, string>> OursAsync(OdooReading reading, IEnumerable<FindKey> keys, CancellationToken ct)
    {
        var ours = keys.SelectMany(key => key.Parts).Where(part => part.Path == OdooCatalogue.ExternalId).Select(part => part.Value.ToString()).Distinct().ToList();
        return ours.Count == 0 ? new Dictionary<string, string>()
            : (await OdooExternalIds.FindAsync(query, options.Module, reading.Object.Model, ours, ct).ConfigureAwait(false)).ToDictionary(pair => pair.Key, pair => pair.Id);
    }

    /// <summary>The search finds candidates; that all parts are equal is decided by the record's own values.</summary>
    private static List<JsonArray> Conditions(OdooReading reading, IReadOnlyList<FindKey> keys, IReadOnlyDictionary<string, string> ours)
    {
        var conditions = keys.Where(key => key.Parts is not [{ Path: OdooCatalogue.ExternalId }]).Select(key => FindCondition.Of(reading, key)).OfType<JsonArray>().ToList();
        if (ours.Count > 0)
        {
            conditions.Add(new JsonArray(new JsonArray("id", "in", OdooValues.Numbers(ours.Values))));
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
            records.AddRange(await AssembleAsync(reading, OdooRead.Of(page), ct).ConfigureAwait(false));
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
