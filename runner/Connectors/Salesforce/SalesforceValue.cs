using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Connectors.Salesforce;

/// <summary>Values as Salesforce writes them, to and from plain JSON.</summary>
internal static partial class SalesforceValue
{
    public static DateTimeOffset? Stamp(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var stamp) ? stamp.ToUniversalTime() : null;

    public static string Soql(DateTimeOffset stamp) => stamp.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// A copy without ties to the answer. Times lose the offset without colon ("+0000") that no JSON reader binds;
    /// numbers become exact decimals ("1.2345E7").
    /// </summary>
    public static JsonNode? FromVendor(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(VendorTime().IsMatch(text) ? $"{text[..^5]}Z" : text),
        JsonValue value when value.TryGetValue<bool>(out var flag) => JsonValue.Create(flag),
        JsonValue value when value.TryGetValue<decimal>(out var number) => JsonValue.Create(number),
        _ => node.DeepClone(),
    };

    /// <summary>Text is quoted and escaped; numbers and booleans stand bare.</summary>
    public static string Literal(JsonNode value) => value is JsonValue text && text.TryGetValue<string>(out var found) ? Quoted(found) : value.ToJsonString();

    public static string Quoted(string text) => $"'{Escaped(text)}'";

    public static string ContainsPattern(string text) =>
        $"'%{Escaped(text).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%'";

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("'", "\\'", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$")]
    private static partial Regex VendorTime();
}
