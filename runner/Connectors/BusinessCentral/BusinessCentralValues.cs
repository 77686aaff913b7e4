using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Connectors.BusinessCentral;

/// <summary>Values as the service writes them: an empty text is "", an empty reference all zeros, an empty date the year 1.</summary>
internal static class BusinessCentralValues
{
    private const string noId = "00000000-0000-0000-0000-000000000000";
    private const string noDate = "0001-01-01";

    public static JsonNode? Read(string property, JsonNode? value) => value switch
    {
        null => null,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>() is var said && IsEmpty(said) ? null : JsonValue.Create(said),
        // Without a limit is a limit of zero here.
        JsonValue number when number.GetValueKind() == JsonValueKind.Number => property == "creditLimit" && Number(number) == 0 ? null : JsonValue.Create(Number(number)),
        var other => other.DeepClone(),
    };

    /// <summary>What clears a property.</summary>
    public static JsonNode Empty(string property) => property switch
    {
        "creditLimit" or "unitPrice" or "quantity" or "discountAmount" => 0,
        _ when property.EndsWith("Id", StringComparison.Ordinal) => noId,
        _ when property.EndsWith("Date", StringComparison.Ordinal) => noDate,
        _ => "",
    };

    public static string Text(this JsonObject row, string property) => row[property]?.ToString() ?? "";

    public static string? TextOrNull(this JsonObject row, string property) => Read(property, row[property])?.ToString();

    public static decimal Number(this JsonObject row, string property) => row[property] is { } value ? Number(value) : 0;

    public static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Plain(number) : null;

    /// <summary>The same number without trailing zeros.</summary>
    public static decimal Plain(decimal number) => number / 1.000000000000000000000000000000000m;

    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Host(string url)
    {
        var host = url.Trim().ToLowerInvariant();
        host = host[(host.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..];
        host = host.Split('/', '?', '#', ':')[0];
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    /// <summary>The percentage with the fewest decimals that explains what was taken off, to the minor unit.</summary>
    public static decimal Percent(decimal taken, decimal of, int decimals)
    {
        var share = of == 0 ? 0 : taken / of * 100;
        var minor = new decimal(1, 0, 0, false, (byte)decimals);
        var places = Enumerable.Range(0, 5).FirstOrDefault(digits => Math.Abs((of * Math.Round(share, digits) / 100) - taken) < minor, 5);
        return Plain(Math.Round(share, places));
    }

    private static bool IsEmpty(string text) => text.Length == 0 || text == noId || text == noDate || text == " ";

    private static decimal Number(JsonNode value) => Plain(decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture));
}
