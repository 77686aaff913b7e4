using System.Text;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>One HTTP answer, read to its end. The body is null when it was empty or not JSON.</summary>
internal sealed record SalesforceAnswer(int Status, JsonNode? Body, DateTimeOffset ServerTime, TimeSpan? RetryAfter, string? LimitInfo)
{
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>Worth asking again: 406 and 420 come with an empty body while an instance is moved; a 200 without JSON is a proxy's.</summary>
    public bool IsTransient => Status is 406 or 420 or 429 or >= 500 || (Status == 200 && Body is null);

    public static async Task<SalesforceAnswer> ReadAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken ct)
    {
        // JSON is UTF-8 whatever the content type claims.
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false)).TrimStart('\uFEFF');
        var now = clock.GetUtcNow();
        var retryAfter = response.Headers.RetryAfter;
        var wait = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - (response.Headers.Date ?? now) : null);
        return new SalesforceAnswer(
            (int)response.StatusCode,
            JsonText.Parse(text),
            response.Headers.Date ?? now,
            wait is { } given && given < TimeSpan.Zero ? TimeSpan.Zero : wait,
            response.Headers.TryGetValues("Sforce-Limit-Info", out var limits) ? string.Join(';', limits) : null);
    }
}

internal static class JsonReading
{
    public static string? Text(this JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var value) && value is JsonValue text
        && text.TryGetValue<string>(out var found)
            ? found
            : null;

    public static bool Flag(this JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var value) && value is JsonValue flag
        && flag.TryGetValue<bool>(out var found) && found;

    public static int? Whole(this JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var value) && value is JsonValue number
        && number.TryGetValue<int>(out var found)
            ? found
            : null;

    public static JsonArray? List(this JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var value) ? value as JsonArray : null;
}
