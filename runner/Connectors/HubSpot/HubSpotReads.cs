using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>Reads from the store: by id or by the value of a unique property, a hundred in a call, lines and associations along.</summary>
internal sealed class HubSpotReads(
    string system, HubSpotPaths paths, IHubSpotClient client, HubSpotCalls calls, HubSpotAssociations associations, HubSpotPrices prices)
{
    public const int InputsInCall = 100;

    private readonly HubSpotRecords records = new(system);

    public async Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var asked = ids.Distinct().ToList();
        var rows = await RowsAsync(selection, asked, null, archived: false, ct).ConfigureAwait(false);
        var found = Records(selection, rows);
        var known = found.Select(record => record.Ref.Id).ToHashSet();

        // An id that was merged away is answered with the survivor under another id.
        var former = rows.SelectMany(row => HubSpotRecords.MergedInto(row.Row).Intersect(asked).Where(id => !known.Contains(id)).Select(id => (row.Row, Id: id)))
            .DistinctBy(pair => pair.Id)
            .Select(pair => HubSpotRecords.Former(found.First(record => record.Ref.Id == pair.Row.Text("id")), pair.Id))
            .ToList();
        var missing = asked.Where(id => !known.Contains(id) && former.All(record => record.Ref.Id != id)).ToList();
        var archived = missing.Count == 0 ? [] : Records(selection, await RowsAsync(selection, missing, null, archived: true, ct).ConfigureAwait(false));
        return await WholeAsync(selection, [.. found.Where(record => asked.Contains(record.Ref.Id)), .. former, .. archived], ct).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<RawRecord>> ReadByUniqueAsync(Selection selection, string property, IReadOnlyCollection<string> values, CancellationToken ct) =>
        Records(selection, await RowsAsync(selection, [.. values.Distinct(StringComparer.OrdinalIgnoreCase)], property, archived: false, ct).ConfigureAwait(false));

    /// <summary>What the selection asks for beside properties: associations, prices, lines.</summary>
    public async Task<IReadOnlyList<RawRecord>> WholeAsync(Selection selection, IReadOnlyList<RawRecord> found, CancellationToken ct)
    {
        var whole = await associations.AddAsync(selection, found, ct).ConfigureAwait(false);
        foreach (var lines in selection.Lines)
        {
            whole = selection.ObjectType == HubSpotObjects.Products && lines.Path == HubSpotObjects.Prices
                ? await prices.AddAsync(lines, whole, ct).ConfigureAwait(false)
                : await WithLinesAsync(selection, lines, whole, ct).ConfigureAwait(false);
        }

        return whole;
    }

    /// <summary>The rows as they came, each with the time of its answer.</summary>
    public async Task<IReadOnlyList<(JsonObject Row, DateTimeOffset ReadAt)>> RowsAsync(
        Selection selection, IReadOnlyList<string> ids, string? idProperty, bool archived, CancellationToken ct)
    {
        var rows = new List<(JsonObject, DateTimeOffset)>();
        var wanted = await PropertiesAsync(selection, ct).ConfigureAwait(false);
        foreach (var chunk in ids.Chunk(InputsInCall))
        {
            var body = new JsonObject
            {
                ["inputs"] = new JsonArray([.. chunk.Select(id => (JsonNode)new JsonObject { ["id"] = id })]),
                ["properties"] = new JsonArray([.. wanted.Select(name => (JsonNode)name)]),
                ["propertiesWithHistory"] = new JsonArray(),
            };
            if (idProperty is not null)
            {
                body["idProperty"] = idProperty;
            }

            var answer = await calls.ReadAsync(
                token => client.ReadBatch(paths.Objects(selection.ObjectType), archived ? "true" : "false", HubSpotCalls.Json(body), token), ct).ConfigureAwait(false);
            RefuseBroken(answer.Body);
            rows.AddRange(answer.Body.Rows("results").Select(row => (row, answer.ServerTime)));
        }

        return rows;
    }

    public async Task<IReadOnlyList<string>> PropertiesAsync(Selection selection, CancellationToken ct) =>
        selection.ObjectType == HubSpotObjects.Products && selection.Lines.Any(lines => lines.Path == HubSpotObjects.Prices)
            ? [.. HubSpotRecords.Properties(selection), .. await prices.PropertiesAsync(ct).ConfigureAwait(false)]
            : HubSpotRecords.Properties(selection);

    public List<RawRecord> Records(Selection selection, IEnumerable<(JsonObject Row, DateTimeOffset ReadAt)> rows)
    {
        var found = new List<RawRecord>();
        foreach (var (row, readAt) in rows)
        {
            var record = RowReading.Read(system, selection.ObjectType, row.Text("id"), row, readAt, () => records.Read(selection, row, readAt));
            found.Add(HubSpotPrices.Keeps(selection) && record.Unreadable is null ? HubSpotPrices.Remember(record, row) : record);
        }

        return [.. found.DistinctBy(record => record.Ref.Id)];
    }

    // Ids that are not there are no trouble; any other refusal inside the answer is.
    private void RefuseBroken(JsonObject? body)
    {
        if (body.Rows("errors").FirstOrDefault(error => error.Text("category") != "OBJECT_NOT_FOUND") is { } error)
        {
            throw new ConnectorException(system, HubSpotFaults.OfError(error));
        }
    }

    private async Task<IReadOnlyList<RawRecord>> WithLinesAsync(Selection selection, LineSelection lines, IReadOnlyList<RawRecord> owners, CancellationToken ct)
    {
        var kind = HubSpotObjects.Association(selection.ObjectType, lines.Path) ?? throw new ConnectorException(
            system, new Fault(FaultKind.MappingBroken, $"HubSpot's {selection.ObjectType} have no lines of this name.", Fields: [lines.Path]));
        var live = owners.Where(owner => !owner.Deleted && owner.MergedInto is null).Select(owner => owner.Ref.Id).ToList();
        var associated = await associations.ReadAsync(kind, live, ct).ConfigureAwait(false);
        var rows = new Selection(lines.Path, [lines.KeyPath, .. lines.Paths], []);
        var ids = live.SelectMany(id => associated[id]).Distinct().ToList();
        var found = Records(rows, await RowsAsync(rows, ids, null, archived: false, ct).ConfigureAwait(false)).ToDictionary(line => line.Ref.Id);
        return [.. owners.Select(owner => owner.Deleted || owner.MergedInto is not null ? owner : HubSpotRecords.WithVersion(owner with
        {
            Lines = new Dictionary<string, IReadOnlyList<RawLine>>(owner.Lines)
            {
                [lines.Path] = [.. associated[owner.Ref.Id].Where(found.ContainsKey).OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)
                    .Select(id => new RawLine(found[id].Values.GetValueOrDefault(lines.KeyPath)?.ToString() ?? id, found[id].Values))],
            },
        }))];
    }
}
