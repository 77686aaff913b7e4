using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Connectors.Odoo;

/// <summary>Odoo's values: false is empty, a many2one is a pair of id and label, amounts are floats, times are UTC without a zone.</summary>
internal static class OdooValues
{
    private const string moment = "yyyy-MM-dd HH:mm:ss";

    public static JsonNode Id(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(id);

    public static IReadOnlyList<string> Ids(IEnumerable<string> ids) =>
        [.. ids.Where(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0).Distinct()];

    public static JsonArray Numbers(IEnumerable<string> ids) => new([.. ids.Select(id => Id(id))]);

    public static bool IsEmpty(JsonNode? node) => node is null || node.GetValueKind() is JsonValueKind.False or JsonValueKind.Null
        || (node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0);

    public static string? Text(JsonNode? node) => IsEmpty(node) ? null : node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node!.ToJsonString();

    /// <summary>The id of a many2one.</summary>
    public static string? Reference(JsonNode? node) => node is JsonArray { Count: > 0 } pair ? pair[0]!.ToJsonString() : null;

    /// <summary>What a many2one is called.</summary>
    public static string? Label(JsonNode? node) => node is JsonArray { Count: > 1 } pair ? Text(pair[1]) : null;

    /// <summary>Floats are told with the noise of their sums: ten decimals are more than any column keeps.</summary>
    public static decimal? Number(JsonNode? node)
    {
        var text = node?.GetValueKind() switch
        {
            JsonValueKind.Number => node.ToJsonString(),
            JsonValueKind.String => node.GetValue<string>(),
            _ => null,
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Plain(Math.Round(number, 10)) : null;
    }

    /// <summary>100.00 and 100 are one value.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    public static string Cell(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString(moment, CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Host(string url)
    {
        var text = url.Trim();
        var start = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var host = text[start..].Split('/', '?', '#')[0];
        host = host[(host.LastIndexOf('@') + 1)..].Split(':')[0].TrimEnd('.').ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return host.Length == 0 ? null : host;
    }

    /// <summary>For "=ilike", where % and _ stand for anything.</summary>
    public static string Literally(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>Two reads with one version hold the same values: write_date shows whole seconds only.</summary>
    public static string Version(string stamp, IEnumerable<KeyValuePair<string, JsonNode?>> values)
    {
        var content = string.Join('\n', values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value?.ToJsonString() ?? "null"}"));
        return $"{stamp}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12]}";
    }
}
