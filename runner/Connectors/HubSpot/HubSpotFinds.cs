using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// Finds records by keys. A unique property is asked of the store itself. For any other the vendor offers a search index,
/// which lags, and lists, which do not: up to a size all records are read through. Beyond it the index is asked, its hits
/// are read again from the store, and what this process wrote lately is looked at whatever the index says.
/// </summary>
internal sealed class HubSpotFinds(
    HubSpotPaths paths, IHubSpotClient client, HubSpotCalls calls, HubSpotReads reads, HubSpotMetadata metadata, HubSpotRecent recent, int mostListed)
{
    private const int ListSize = 100;
    private const int ValuesInFilter = 100;
    private const int LongestQuery = 2_800;
    private const int MostGroups = 5;
    private const int MostFilters = 18;

    private readonly ConcurrentDictionary<string, bool> isLarge = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct)
    {
        var wanted = selection with { Paths = [.. selection.Paths.Concat(keys.SelectMany(key => key.Parts.Select(part => part.Path))).Distinct(StringComparer.Ordinal)] };
        var properties = await metadata.PropertiesAsync(selection.ObjectType, ct).ConfigureAwait(false);
        RefuseUnknown(selection.ObjectType, keys, properties);
        var byUnique = keys.Select(key => (Key: key, Unique: key.Parts.FirstOrDefault(part => IsUnique(properties, part.Path)))).ToList();
        var found = new List<RawRecord>();
        foreach (var group in byUnique.Where(pair => pair.Unique is not null).GroupBy(pair => pair.Unique!.Path))
        {
            found.AddRange(await reads.ReadByUniqueAsync(wanted, group.Key, [.. group.Select(pair => pair.Unique!.Value.ToString())], ct).ConfigureAwait(false));
        }

        var rest = byUnique.Where(pair => pair.Unique is null).Select(pair => pair.Key).ToList();
        if (rest.Count > 0)
        {
            found.AddRange(await ListAsync(wanted, ct).ConfigureAwait(false) ?? await AskIndexAsync(wanted, rest, ct).ConfigureAwait(false));
        }

        var hits = found.Where(record => !record.Deleted && keys.Any(key => Equals(record, key))).DistinctBy(record => record.Ref.Id).ToList();
        return await reads.WholeAsync(selection, hits, ct).ConfigureAwait(false);
    }

    /// <summary>Every record lacks a property that there is none of: nothing would be found, and all would be made again.</summary>
    private static void RefuseUnknown(string type, IEnumerable<FindKey> keys, IReadOnlyDictionary<string, JsonObject> properties)
    {
        if (keys.SelectMany(key => key.Parts).FirstOrDefault(part => HubSpotPath.AssociationOf(type, part.Path) is null
            && !HubSpotPath.PropertiesOf(type, part.Path).Any(properties.ContainsKey)) is { } unknown)
        {
            throw new ConnectorException(
                "hubspot", new Fault(FaultKind.MappingBroken, $"HubSpot's {type} have no property of this name. Correct the matrix, or run check --fix.", Fields: [unknown.Path]));
        }
    }

    private static bool IsUnique(IReadOnlyDictionary<string, JsonObject> properties, string path) =>
        properties.TryGetValue(path, out var property) && property.Flag("hasUniqueValue");

    private static bool Equals(RawRecord record, FindKey key) => key.Parts.All(part =>
        record.Values.GetValueOrDefault(part.Path)?.ToString() is { } value && value.Trim().Equals(part.Value.ToString().Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>All records of the object from the store; null where there are more than may be listed.</summary>
    private async Task<IReadOnlyList<RawRecord>?> ListAsync(Selection selection, CancellationToken ct)
    {
        if (isLarge.ContainsKey(selection.ObjectType))
        {
            return null;
        }

        var rows = new List<(JsonObject, DateTimeOffset)>();
        var properties = string.Join(',', await reads.PropertiesAsync(selection, ct).ConfigureAwait(false));
        string? after = null;
        do
        {
            if (rows.Count + ListSize > mostListed)
            {
                isLarge[selection.ObjectType] = true;
                return null;
            }

            var answer = await calls.ReadAsync(token => client.List(paths.Objects(selection.ObjectType), ListSize, properties, "false", after, token), ct).ConfigureAwait(false);
            rows.AddRange(answer.Body.Rows("results").Select(row => (row, answer.ServerTime)));
            after = answer.Body.Part("paging").Part("next").Text("after");
        }
        while (after is not null);
        return reads.Records(selection, rows);
    }

    private async Task<IReadOnlyList<RawRecord>> AskIndexAsync(Selection selection, IReadOnlyList<FindKey> keys, CancellationToken ct)
    {
        var ids = new HashSet<string>(recent.Of(selection.ObjectType), StringComparer.Ordinal);
        foreach (var groups in Queries(keys))
        {
            var last = "0";
            while (last is not null)
            {
                var query = Query(groups, last);
                var answer = await calls.ReadAsync(token => client.Search(paths.Objects(selection.ObjectType), HubSpotCalls.Json(query), token), ct).ConfigureAwait(false);
                var hits = answer.Body.Rows("results").Select(row => row.Text("id")).OfType<string>().ToList();
                ids.UnionWith(hits);
                last = hits.Count >= HubSpotChanges.PageSize ? hits[^1] : null;
            }
        }

        return reads.Records(selection, await reads.RowsAsync(selection, [.. ids], null, archived: false, ct).ConfigureAwait(false));
    }

    // Each alternative carries the keyset too, so that no page beyond the first is asked for.
    private static JsonObject Query(IReadOnlyList<IReadOnlyList<JsonObject>> groups, string after) => new()
    {
        ["filterGroups"] = new JsonArray([.. groups.Select(filters => (JsonNode)new JsonObject
        {
            ["filters"] = new JsonArray([.. filters.Select(filter => filter.DeepClone()), new JsonObject { ["propertyName"] = "hs_object_id", ["operator"] = "GT", ["value"] = after }]),
        })]),
        ["sorts"] = new JsonArray(new JsonObject { ["propertyName"] = "hs_object_id", ["direction"] = "ASCENDING" }),
        ["properties"] = new JsonArray("hs_object_id"),
        ["limit"] = HubSpotChanges.PageSize,
    };

    private static IEnumerable<IReadOnlyList<IReadOnlyList<JsonObject>>> Queries(IReadOnlyList<FindKey> keys)
    {
        var groups = new List<IReadOnlyList<JsonObject>>();
        foreach (var filters in Lists(keys).Concat(keys.Where(key => key.Parts.Count > 1).Select(Exact)))
        {
            groups.Add(filters);
            if (groups.Count > 1 && (groups.Count > MostGroups || groups.Sum(group => group.Count + 1) > MostFilters || Query(groups, "0").ToJsonString().Length > LongestQuery))
            {
                yield return [.. groups[..^1]];
                groups = [filters];
            }
        }

        if (groups.Count > 0)
        {
            yield return groups;
        }
    }

    // Members of a list must be in lower case.
    private static IEnumerable<IReadOnlyList<JsonObject>> Lists(IReadOnlyList<FindKey> keys)
    {
        foreach (var group in keys.Where(key => key.Parts.Count == 1).SelectMany(key => Asked(key.Parts[0])).GroupBy(part => part.Path))
        {
            var values = new List<string>();
            var length = 0;
            foreach (var value in group.Select(part => part.Value.ToString().ToLowerInvariant()).Distinct())
            {
                var size = JsonValue.Create(value).ToJsonString().Length + 1;
                if (values.Count > 0 && (values.Count >= ValuesInFilter || length + size > LongestQuery - 400))
                {
                    yield return [In(group.Key, values)];
                    values.Clear();
                    length = 0;
                }

                values.Add(value);
                length += size;
            }

            yield return [In(group.Key, values)];
        }
    }

    /// <summary>A derived path as the properties that it may stand in.</summary>
    private static IEnumerable<KeyPart> Asked(KeyPart part) => part.Path == HubSpotPath.Domain
        ? HubSpotPath.AddressesOf(part.Value.ToString()).Select(address => new KeyPart("website", JsonValue.Create(address))).Prepend(part with { Path = "domain" })
        : [part];

    private static JsonObject In(string property, IEnumerable<string> values) =>
        new() { ["propertyName"] = property, ["operator"] = "IN", ["values"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    private static IReadOnlyList<JsonObject> Exact(FindKey key) =>
        [.. key.Parts.Select(part => new JsonObject { ["propertyName"] = part.Path, ["operator"] = "EQ", ["value"] = part.Value.ToString() })];
}
