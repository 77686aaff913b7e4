using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.BusinessCentral.Api;

/// <summary>$batch in JSON: every request runs by itself, and each counts towards the limits.</summary>
internal sealed class BatchEndpoint(BusinessCentralOptions options, Func<ApiCall, VendorResponse> answer, Action<int> count, Func<bool> breaksHalfway)
{
    public static bool OnlyReads(VendorRequest request)
    {
        try
        {
            return (JsonNode.Parse(request.Body)?["requests"] as JsonArray)?.All(one => one?["method"]?.ToString() == "GET") == true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public VendorResponse Answer(ApiCall call)
    {
        var requests = call.Json()["requests"] as JsonArray ?? throw BcError.Bad("The batch request must have a 'requests' array.");
        if (requests.Count > options.BatchLimit)
        {
            throw BcError.Bad($"The number of operations in the batch exceeds the limit of {options.BatchLimit}.");
        }

        count(requests.Count - 1);
        var goesOn = (call.Header("Prefer") ?? "").Contains("continue-on-error", StringComparison.OrdinalIgnoreCase);
        var breaks = breaksHalfway();
        var answers = new JsonArray();
        foreach (var request in requests.OfType<JsonObject>())
        {
            var isLost = breaks && answers.Count == requests.Count / 2 && request["method"]?.ToString() != "GET";
            var one = isLost ? BcError.Locked("Sales Header").ToResponse() : One(call, request);
            answers.Add(ToJson(request, one));
            if (one.Status >= 400 && !goesOn)
            {
                break;
            }
        }

        return VendorResponse.Json(200, new JsonObject { ["responses"] = answers });
    }

    private VendorResponse One(ApiCall call, JsonObject request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request["headers"] as JsonObject ?? [])
        {
            headers[name] = value?.ToString() ?? "";
        }

        try
        {
            var method = request["method"]?.ToString() ?? throw BcError.Bad("A request of the batch has no method.");
            var url = request["url"]?.ToString() ?? throw BcError.Bad("A request of the batch has no url.");
            return answer(call.Inner(method, url, headers, request["body"]?.ToJsonString() ?? ""));
        }
        catch (BcError refused)
        {
            return refused.ToResponse();
        }
    }

    private static JsonObject ToJson(JsonObject request, VendorResponse answer)
    {
        var headers = new JsonObject { ["content-type"] = "application/json; odata.metadata=minimal; odata.streaming=true", ["odata-version"] = "4.0" };
        foreach (var (name, value) in answer.Headers)
        {
            headers[name.ToLowerInvariant()] = value;
        }

        var json = new JsonObject { ["id"] = request["id"]?.DeepClone(), ["status"] = answer.Status, ["headers"] = headers };
        if (answer.Body is not null)
        {
            json["body"] = JsonNode.Parse(answer.Body);
        }

        return json;
    }
}
