using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>Searches of the index: late by a moment, without archived records, never beyond the first 10,000 results.</summary>
internal sealed class SearchEndpoint(Portal portal, RecordJson json)
{
    private const int DefaultPage = 10;
    private const int LargestPage = 200;
    private const int Reach = 10_000;
    private const int LongestBody = 3_000;
    private const int MostGroups = 5;
    private const int MostFilters = 18;

    public Operation Operation(Routes routes) =>
        routes.Of("search", "POST", $"{Routes.Objects}/{Routes.Part}/search", OperationKind.Read, "crm.objects.{0}.read", Search);

    private VendorResponse Search(ApiCall call)
    {
        var table = ObjectEndpoints.Table(portal, call.Parts[0]);
        var body = call.Body();
        var limit = Whole(body["limit"], DefaultPage);
        var after = Whole(body["after"], 0);
        var groups = (body["filterGroups"] as JsonArray ?? []).OfType<JsonObject>().Select(group => (group["filters"] as JsonArray ?? []).OfType<JsonObject>().ToList()).ToList();
        Refuse(call.Request.Body.Length > LongestBody, $"The request body is too long: at most {LongestBody} characters");
        Refuse(limit > LargestPage, $"limit must be at most {LargestPage}");
        Refuse(after + limit > Reach, $"There was a problem with the request. A search reaches the first {Reach} results only");
        Refuse(groups.Count > MostGroups || groups.Any(filters => filters.Count > 6) || groups.Sum(filters => filters.Count) > MostFilters, "Too many filters in the request");
        Refuse((body["sorts"] as JsonArray)?.Count > 1, "Only one sort is supported");
        var filters = new SearchFilters(portal, table);
        var compiled = groups.Select(group => group.Select(filters.Compile).ToList()).ToList();
        var now = portal.Clock.GetUtcNow();
        var hits = table.All.Select(record => (Record: record, Values: record.SeenInSearch(now)))
            .Where(hit => hit.Values is not null && (compiled.Count == 0 || compiled.Exists(group => group.TrueForAll(filter => filter(hit.Record, hit.Values)))))
            .ToList();
        var sorted = Sort(table, hits, (body["sorts"] as JsonArray)?.FirstOrDefault());
        var asked = (body["properties"] as JsonArray ?? []).Select(name => name!.ToString()).ToList();
        var answer = new JsonObject
        {
            ["total"] = hits.Count,
            ["results"] = new JsonArray([.. sorted.Skip(after).Take(limit).Select(hit => (JsonNode)json.Of(hit.Record, asked, hit.Values))]),
        };
        if (hits.Count > after + limit)
        {
            answer["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = (after + limit).ToString(CultureInfo.InvariantCulture) } };
        }

        return VendorResponse.Json(200, answer);
    }

    // Equal stamps come in no order that may be relied on: newer records first.
    private static IEnumerable<(CrmRecord Record, IReadOnlyDictionary<string, string>? Values)> Sort(
        CrmTable table, List<(CrmRecord Record, IReadOnlyDictionary<string, string>? Values)> hits, JsonNode? sort)
    {
        var name = sort is JsonObject order ? order["propertyName"]?.ToString() ?? "createdate" : sort?.ToString() ?? "createdate";
        var isDescending = sort is JsonObject direction && direction["direction"]?.ToString() == "DESCENDING";
        var property = table.Type.Find(name) ?? throw new RefusedException("VALIDATION_ERROR", $"There was a problem with the request. {name} cannot be sorted by");
        var byId = hits.OrderByDescending(hit => hit.Record.Number);
        IComparer<string?> comparer = property.Type == "number"
            ? Comparer<string?>.Create((one, other) => Nullable.Compare(LineRules.Number(one), LineRules.Number(other)))
            : StringComparer.Ordinal;
        return isDescending
            ? byId.OrderByDescending(hit => hit.Values!.GetValueOrDefault(name), comparer)
            : byId.OrderBy(hit => hit.Values!.GetValueOrDefault(name), comparer);
    }

    private static int Whole(JsonNode? node, int otherwise) => int.TryParse(node?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new RefusedException("VALIDATION_ERROR", message);
        }
    }
}
