using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Harness.Connectors.NetSuite;

/// <summary>SuiteQL's texts as JSON values, and back into literals.</summary>
internal static class NetSuiteValues
{
    private const string moment = "YYYY-MM-DD\"T\"HH24:MI:SS";

    private static readonly Dictionary<string, string> orderStatus = new()
    {
        ["A"] = "Pending Approval", ["B"] = "Pending Fulfillment", ["C"] = "Cancelled", ["D"] = "Partially Fulfilled",
        ["E"] = "Pending Billing/Partially Fulfilled", ["F"] = "Pending Billing", ["G"] = "Billed", ["H"] = "Closed",
    };

    private static readonly Dictionary<string, string> invoiceStatus = new()
    {
        ["A"] = "Open", ["B"] = "Paid In Full", ["D"] = "Pending Approval", ["E"] = "Rejected", ["V"] = "Voided",
    };

    private static readonly Dictionary<string, string> paymentStatus = new()
    {
        ["A"] = "Unapproved Payment", ["B"] = "Not Deposited", ["C"] = "Deposited", ["V"] = "Voided",
    };

    private static readonly Dictionary<string, string> creditStatus = new()
    {
        ["A"] = "Open", ["B"] = "Fully Applied", ["V"] = "Voided",
    };

    /// <summary>Dates come in the user's own format unless they are asked for in ours.</summary>
    public static string Expression(PathRule rule) => rule.Kind switch
    {
        ValueKind.Date => $"TO_CHAR({rule.Sql}, 'YYYY-MM-DD')",
        ValueKind.DateTime => $"TO_CHAR({rule.Sql}, '{moment}')",
        _ => rule.Sql,
    };

    public static string Moment(string expression) => $"TO_CHAR({expression}, '{moment}')";

    public static string Timestamp(DateTimeOffset time) =>
        $"TO_TIMESTAMP('{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}', 'YYYY-MM-DD HH24:MI:SS')";

    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    public static decimal? Number(string? text) =>
        decimal.TryParse(text?.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Plain(number) : null;

    /// <summary>100.00 and 100 are one value.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    public static JsonNode? Read(PathRule rule, string? text, string objectType) => text is null ? null : rule.Kind switch
    {
        ValueKind.Number => Number(text) is { } number ? JsonValue.Create(number) : JsonValue.Create(text),
        ValueKind.Boolean => text switch
        {
            "T" or "true" => JsonValue.Create(true),
            "F" or "false" => JsonValue.Create(false),
            _ => JsonValue.Create(text),
        },
        ValueKind.DateTime => JsonValue.Create(Time(text)?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? text),
        ValueKind.Status => JsonValue.Create(StatusInWords(text, objectType)),
        ValueKind.Host => Host(text) is { } host ? JsonValue.Create(host) : null,
        _ => JsonValue.Create(text),
    };

    public static string? Host(string url)
    {
        var text = url.Trim();
        var start = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var host = text[start..].Split('/', '?', '#')[0];
        host = host[(host.LastIndexOf('@') + 1)..].Split(':')[0].TrimEnd('.').ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return host.Length == 0 ? null : host;
    }

    /// <summary>Two reads with one version hold the same values: the stamp alone is too coarse, it counts whole seconds.</summary>
    public static string Version(string stamp, IEnumerable<KeyValuePair<string, JsonNode?>> values)
    {
        var content = string.Join('\n', values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value?.ToJsonString() ?? "null"}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        return $"{stamp}-{hash[..12]}";
    }

    public static IReadOnlyDictionary<string, string> Statuses(string objectType) => objectType switch
    {
        "salesOrder" => orderStatus,
        "invoice" => invoiceStatus,
        "creditMemo" => creditStatus,
        _ => paymentStatus,
    };

    /// <summary>A letter that is not known stays a letter: what it means is for the value map to refuse.</summary>
    private static string StatusInWords(string text, string objectType)
    {
        var letter = text[(text.LastIndexOf(':') + 1)..];
        return Statuses(objectType).GetValueOrDefault(letter, letter);
    }
}
