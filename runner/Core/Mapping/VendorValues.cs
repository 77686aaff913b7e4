using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Core.Records;

namespace Harness.Core.Mapping;

/// <summary>Between JSON scalars as vendors send them and canonical values. Numbers are decimals and never pass through a double.</summary>
public static class VendorValues
{
    /// <summary>The JSON of a canonical value. Of money only the amount: the currency is a field of its own.</summary>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        decimal number => JsonValue.Create(Plain(number)),
        Money money => JsonValue.Create(WithMinorUnits(money)),
        DateOnly date => JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => JsonValue.Create(Instant(instant)),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is not a canonical value."),
    };

    internal static bool IsBlank(JsonNode? node) => node is null || node.GetValueKind() == JsonValueKind.Null
        || (node.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace(node.GetValue<string>()));

    /// <summary>Null where it is an object or an array.</summary>
    internal static string? Text(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => Decimal(node)?.ToString(CultureInfo.InvariantCulture) ?? node.ToJsonString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null => null,
        _ => null,
    };

    /// <summary>A number, or text that holds one; exponents are read ("1.2345E7").</summary>
    internal static decimal? Decimal(JsonNode node)
    {
        var text = node.GetValueKind() switch
        {
            JsonValueKind.Number => node.ToJsonString(),
            JsonValueKind.String => node.GetValue<string>(),
            _ => null,
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Plain(number) : null;
    }

    internal static bool? Boolean(JsonNode node) => Text(node)?.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "T" or "1" or "YES" => true,
        "FALSE" or "F" or "0" or "NO" => false,
        _ => null,
    };

    /// <summary>Only a date alone: an instant needs a zone to become one, and none is guessed.</summary>
    internal static DateOnly? Date(JsonNode node) =>
        DateOnly.TryParseExact(Text(node)?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>With or without a colon in the offset ("+0000"); an instant without an offset is UTC.</summary>
    internal static DateTimeOffset? DateTime(JsonNode node)
    {
        var text = Text(node)?.Trim();
        return text is { Length: >= 16 } && text[10] is 'T' or ' '
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
                ? instant
                : null;
    }

    internal static string Instant(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return utc.ToString(utc.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>The same number without trailing zeros: 10.00 and 10 are written alike.</summary>
    internal static decimal Plain(decimal number) => number / 1.000000000000000000000000000000000m;

    internal static int Decimals(decimal number) => Plain(number).Scale;

    /// <summary>12.50 EUR and 12 JPY: a vendor's API, and its connector, can read the currency's precision off the number.</summary>
    private static decimal WithMinorUnits(Money money) => Plain(money.Amount) + new decimal(0, 0, 0, false, (byte)Currencies.MinorUnits(money.Currency));
}
