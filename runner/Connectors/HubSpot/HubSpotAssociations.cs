using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>Which records belong to which, a thousand asked in one call. Of several the primary one counts, never the first.</summary>
internal sealed class HubSpotAssociations(HubSpotPaths paths, IHubSpotClient client, HubSpotCalls calls)
{
    private const int InputsInCall = 1_000;
    private const int WritesInCall = 2_000;

    /// <summary>The associated ids of each record, the primary one first, others in the vendor's order.</summary>
    public async Task<ILookup<string, string>> ReadAsync(AssociationKind kind, IEnumerable<string> ids, CancellationToken ct)
    {
        var found = new List<(string From, string To, bool IsPrimary)>();
        var waiting = new Queue<JsonObject>(ids.Distinct().Select(id => new JsonObject { ["id"] = id }));
        while (waiting.Count > 0)
        {
            var inputs = new JsonArray();
            while (inputs.Count < InputsInCall && waiting.TryDequeue(out var input))
            {
                inputs.Add(input);
            }

            var body = new JsonObject { ["inputs"] = inputs };
            var answer = await calls.ReadAsync(
                token => client.ReadAssociations(paths.Associations(kind.From, kind.To), HubSpotCalls.Json(body), token), ct).ConfigureAwait(false);
            foreach (var result in answer.Body.Rows("results"))
            {
                var from = result.Part("from").Text("id") ?? throw calls.Unexpected("the question for associations");
                found.AddRange(result.Rows("to").Select(to => (
                    from, to.Text("toObjectId") ?? throw calls.Unexpected("the question for associations"),
                    to.Rows("associationTypes").Any(type => type.Text("typeId") == kind.Primary?.ToString()))));

                // Pages are per record: one with many lines is asked again for the rest.
                if (result.Part("paging").Part("next").Text("after") is { } after)
                {
                    waiting.Enqueue(new JsonObject { ["id"] = from, ["after"] = after });
                }
            }
        }

        return found.OrderByDescending(one => one.IsPrimary).ToLookup(one => one.From, one => one.To);
    }

    /// <summary>The records with what their association paths name.</summary>
    public async Task<IReadOnlyList<RawRecord>> AddAsync(Selection selection, IReadOnlyList<RawRecord> records, CancellationToken ct)
    {
        foreach (var kind in selection.Paths.Select(path => HubSpotPath.AssociationOf(selection.ObjectType, path)).OfType<AssociationKind>().Distinct())
        {
            var live = records.Where(record => !record.Deleted && record.MergedInto is null).Select(record => record.Ref.Id).ToList();
            var associated = await ReadAsync(kind, live, ct).ConfigureAwait(false);
            records = [.. records.Select(record => record.Deleted || record.MergedInto is not null ? record : HubSpotRecords.WithVersion(record with
            {
                Values = new Dictionary<string, JsonNode?>(record.Values) { [kind.Path] = Value(kind, associated[record.Ref.Id]) },
            }))];
        }

        return records;
    }

    /// <summary>Null where all went well; otherwise what became of each pair that did not.</summary>
    public async Task<IReadOnlyDictionary<string, (WriteStatus Status, Fault Fault)>> SetPrimaryAsync(AssociationKind kind, IReadOnlyList<(string From, string To)> pairs)
    {
        var failures = new Dictionary<string, (WriteStatus, Fault)>();
        foreach (var call in pairs.Chunk(WritesInCall))
        {
            var body = new JsonObject
            {
                ["inputs"] = new JsonArray([.. call.Select(pair => (JsonNode)new JsonObject
                {
                    ["from"] = new JsonObject { ["id"] = pair.From },
                    ["to"] = new JsonObject { ["id"] = pair.To },
                    ["types"] = new JsonArray(new JsonObject { ["associationCategory"] = "HUBSPOT_DEFINED", ["associationTypeId"] = kind.Primary }),
                })]),
            };
            var sent = await calls.WriteAsync(ct => client.CreateAssociations(paths.Associations(kind.From, kind.To), HubSpotCalls.Json(body), ct)).ConfigureAwait(false);
            var refused = sent.Body.Rows("errors").SelectMany(error => error.Part("context").Texts("fromObjectId").Select(id => (Id: id, error))).ToLookup(pair => pair.Id, pair => pair.error);
            foreach (var (from, _) in call)
            {
                if (sent.Fault is { } fault)
                {
                    failures[from] = (sent.Status, fault);
                }
                else if (refused[from].FirstOrDefault() is { } error)
                {
                    failures[from] = (WriteStatus.Refused, HubSpotFaults.OfError(error));
                }
            }
        }

        return failures;
    }

    private static JsonNode? Value(AssociationKind kind, IEnumerable<string> ids) => kind.Primary is null
        ? new JsonArray([.. ids.Select(id => (JsonNode)id)])
        : ids.FirstOrDefault() is { } id ? JsonValue.Create(id) : null;
}
