using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Connectors.Salesforce;

/// <summary>One HTTP answer, read to its end. The body is null when it was empty or not JSON.</summary>
internal sealed partial record SalesforceAnswer(int Status, JsonNode? Body, DateTimeOffset ServerTime, TimeSpan? RetryAfter, string? LimitInfo)
{
    // A name that occurs twice would throw on first access, far from here.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

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
            Parse(text),
            response.Headers.Date ?? now,
            wait is { } given && given < TimeSpan.Zero ? TimeSpan.Zero : wait,
            response.Headers.TryGetValues("Sforce-Limit-Info", out var limits) ? string.Join(';', limits) : null);
    }

    private static JsonNode? Parse(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(WithoutHalfCharacters(text), documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Half of a surrogate pair parses and then throws when it is read.
    private static string WithoutHalfCharacters(string text) => text.Contains("\\ud", StringComparison.OrdinalIgnoreCase)
        ? Escape().Replace(text, escape => escape.Groups["half"].Success ? "\\ufffd" : escape.Value)
        : text;

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.")]
    private static partial Regex Escape();
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
