using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>GET of a collection: ids and links only, filtered by q.</summary>
internal sealed class CollectionEndpoint(RecordStore store, CollectionFilter filter)
{
    private const int Most = 1000;

    public VendorResponse Get(VendorRequest request)
    {
        var call = new RecordCall(request);
        var type = call.Type;
        var (limit, offset) = (call.Number("limit", Most, Most), call.Number("offset", 0, int.MaxValue));
        if (limit == 0 || offset % limit != 0)
        {
            throw NsError.Parameter("Invalid value for the query parameter offset: it must be divisible by limit.", "offset");
        }

        var holds = filter.Parse(type, call.Query("q"));
        var found = store.All(type.Name).Where(holds).ToList();
        var place = $"{call.Host}{RecordReader.Root}/{type.Name}";
        var page = found.Skip(offset).Take(limit)
            .Select(record => (JsonNode)new JsonObject { ["links"] = RecordReader.Links($"{place}/{record.Id}"), ["id"] = record.Id }).ToArray();
        var hasMore = offset + page.Length < found.Count;
        var links = RecordReader.Links($"{place}?limit={limit}&offset={offset}");
        if (hasMore)
        {
            links.Insert(0, new JsonObject { ["rel"] = "next", ["href"] = $"{place}?limit={limit}&offset={offset + limit}{Again(call)}" });
        }

        return VendorResponse.Json(200, new JsonObject
        {
            ["links"] = links,
            ["count"] = page.Length,
            ["hasMore"] = hasMore,
            ["items"] = new JsonArray(page),
            ["offset"] = offset,
            ["totalResults"] = found.Count,
        });
    }

    private static string Again(RecordCall call) => call.Query("q") is { } q ? $"&q={Uri.EscapeDataString(q)}" : "";
}
