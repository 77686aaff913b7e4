using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Catalog;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>The envelope of every batch call. The older generation says 207 where some inputs failed, the dated one its ordinary status.</summary>
internal sealed class BatchAnswer(DateTimeOffset now)
{
    private const int PartlyDone = 207;

    private readonly List<JsonObject> _results = [];
    private readonly List<JsonObject> _errors = [];

    public void Add(JsonObject result) => _results.Add(result);

    public void Fail(JsonObject error, string context, IEnumerable<string> of)
    {
        var told = error["context"] as JsonObject ?? [];
        told[context] = new JsonArray([.. of.Select(one => (JsonNode)one)]);
        error.Remove("correlationId");
        error["context"] = told;
        error["links"] = new JsonObject();
        _errors.Add(error);
    }

    public VendorResponse ToResponse(int status, bool isLegacy)
    {
        var body = new JsonObject
        {
            ["status"] = "COMPLETE",
            ["results"] = new JsonArray([.. Enumerable.Reverse(_results)]),
            ["startedAt"] = HsTime.Text(now),
            ["completedAt"] = HsTime.Text(now),
        };
        if (_errors.Count > 0)
        {
            body["numErrors"] = _errors.Count;
            body["errors"] = new JsonArray([.. _errors]);
        }

        return VendorResponse.Json(_errors.Count > 0 && isLegacy ? PartlyDone : status, body);
    }
}
