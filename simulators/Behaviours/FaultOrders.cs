using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Harness.Simulators.Behaviours;

/// <summary>Reads the body of <c>POST /__sim/faults</c>.</summary>
internal static class FaultOrders
{
    public static FaultOrder Read(JsonObject body)
    {
        var kind = body["kind"]?.GetValue<string>() ?? throw new FormatException("A fault needs a kind.");
        if (!FaultKinds.All.Contains(kind))
        {
            throw new FormatException($"There is no fault kind \"{kind}\": {string.Join(", ", FaultKinds.All)}.");
        }

        var probability = Number(body, "probability");
        return new FaultOrder(
            kind,
            body["operation"]?.GetValue<string>(),
            (int)(Number(body, "after") ?? 0),
            Times(body, hasProbability: probability is not null),
            (double)(probability ?? 1),
            (int)(Number(body, "seed") ?? 0),
            (int?)Number(body, "status"),
            (int?)Number(body, "retryAfter"),
            body["delay"] is { } delay ? Duration(delay) : null,
            body["hold"] is { } hold ? Duration(hold) : null,
            body["html"]?.GetValue<bool>() ?? false,
            body.DeepClone().AsObject())
        {
            RetryAfterAsDate = body["retryAfterAs"]?.GetValue<string>() switch
            {
                null or "seconds" => false,
                "date" => true,
                var other => throw new FormatException($"retryAfterAs is seconds or date, not \"{other}\"."),
            },
        };
    }

    /// <summary>Seconds as a number, or an ISO 8601 duration such as PT1H.</summary>
    public static TimeSpan Duration(JsonNode value) => value.GetValueKind() == JsonValueKind.Number
        ? TimeSpan.FromSeconds((double)value.GetValue<decimal>())
        : XmlConvert.ToTimeSpan(value.GetValue<string>());

    /// <summary>Once where nothing is said; a fault by chance goes on until it is disarmed, as does an explicit null.</summary>
    private static int? Times(JsonObject body, bool hasProbability) =>
        body.ContainsKey("times") || hasProbability ? (int?)Number(body, "times") : 1;

    private static decimal? Number(JsonObject body, string name) => body[name]?.GetValue<decimal>();
}
