using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>One HTTP answer, read to its end. The body is null when it was empty or not JSON: gateways answer in HTML.</summary>
internal sealed record HubSpotAnswer(int Status, JsonObject? Body, DateTimeOffset ServerTime, TimeSpan? RetryAfter, long? DailyLimit, long? DailyLeft)
{
    public bool Succeeded => Status is >= 200 and < 300;

    public string? Policy => Body.Text("policyName");

    /// <summary>Worth asking again. A daily limit is not: it ends at midnight. 530 is a token that the edge cannot read.</summary>
    public bool IsTransient => Status switch
    {
        429 => Policy != "DAILY",
        423 => true,
        477 or 530 => false,
        >= 500 => true,
        200 => Body is null,
        _ => false,
    };

    public static async Task<HubSpotAnswer> ReadAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken ct)
    {
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false)).TrimStart('\uFEFF');
        var now = clock.GetUtcNow();
        var retryAfter = response.Headers.RetryAfter;
        var wait = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - (response.Headers.Date ?? now) : null);
        return new HubSpotAnswer(
            (int)response.StatusCode, JsonText.Parse(text) as JsonObject, response.Headers.Date ?? now, wait is { } given && given < TimeSpan.Zero ? TimeSpan.Zero : wait,
            Count(response, "X-HubSpot-RateLimit-Daily"), Count(response, "X-HubSpot-RateLimit-Daily-Remaining"));
    }

    private static long? Count(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}

internal static class JsonReading
{
    /// <summary>Text, or the digits of a number: the vendor shows ids both ways.</summary>
    public static string? Text(this JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var value) && value is JsonValue plain
            ? plain.GetValueKind() switch
            {
                JsonValueKind.String => plain.GetValue<string>(),
                JsonValueKind.Number => plain.ToJsonString(),
                _ => null,
            }
            : null;

    public static bool Flag(this JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var value) && value?.ToString() is "true" or "True";

    public static IEnumerable<JsonObject> Rows(this JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var value) && value is JsonArray list ? list.OfType<JsonObject>() : [];

    public static IEnumerable<string> Texts(this JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var value) && value is JsonArray list
            ? list.OfType<JsonValue>().Select(one => one.ToString())
            : [];

    public static JsonObject? Part(this JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var value) ? value as JsonObject : null;
}
