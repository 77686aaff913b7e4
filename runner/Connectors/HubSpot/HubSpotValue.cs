using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Connectors.HubSpot;

/// <summary>Values as HubSpot writes them: everything is text, and an empty text clears.</summary>
internal static class HubSpotValue
{
    public static string ToVendor(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToJsonString(),
    };

    public static DateTimeOffset? Stamp(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var stamp) ? stamp.ToUniversalTime() : null;

    public static string Text(DateTimeOffset stamp) => stamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Searches take moments as milliseconds.</summary>
    public static string Milliseconds(DateTimeOffset stamp) => stamp.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
