using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Records;

/// <summary>Between the vendor's JSON and the stored values.</summary>
internal static class FieldValues
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'+0000'";

    public static string ToText(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        decimal number => Plain(number).ToString(CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd"),
        DateTimeOffset moment => Moment(moment),
        _ => throw new InvalidOperationException($"No text for a {value.GetType().Name}."),
    };

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString(MomentFormat);

    public static JsonNode? ToJson(FieldType type, object? value) => value switch
    {
        null => null,
        JsonNode node => node,
        decimal number => JsonValue.Create(type == FieldType.Int ? decimal.Truncate(number) : Doubled(number)),
        bool flag => JsonValue.Create(flag),
        _ => JsonValue.Create(ToText(value)),
    };

    /// <summary>The stored value of what was sent. Blank text is stored as null; surrounding blanks are dropped.</summary>
    public static object? FromJson(FieldDefinition field, JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not JsonValue sent)
        {
            throw Unreadable(field, node.GetValueKind() == JsonValueKind.Object ? "START_OBJECT" : "START_ARRAY", "");
        }

        return field.Type switch
        {
            FieldType.Boolean => ReadFlag(field, sent),
            FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent => ReadNumber(field, sent),
            FieldType.Date => ReadDate(field, sent),
            FieldType.DateTime => ReadMoment(field, sent),
            FieldType.Id or FieldType.Reference => ReadId(field, ReadText(sent)),
            _ => ReadText(sent),
        };
    }

    public static DateTimeOffset? ParseMoment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : null;

    private static string? ReadText(JsonValue sent)
    {
        var text = sent.GetValueKind() == JsonValueKind.String ? sent.GetValue<string>() : sent.ToJsonString();
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        return text.Length == 0 ? null : text;
    }

    private static bool ReadFlag(FieldDefinition field, JsonValue sent) => ReadText(sent) switch
    {
        null => false,
        "true" or "TRUE" or "True" or "1" => true,
        "false" or "FALSE" or "False" or "0" => false,
        var text => throw Unreadable(field, Token(sent), text),
    };

    private static decimal? ReadNumber(FieldDefinition field, JsonValue sent)
    {
        var text = ReadText(sent);
        if (text is null)
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw Unreadable(field, Token(sent), text);
        }

        return field.Type == FieldType.Int && number != decimal.Truncate(number) ? throw Unreadable(field, Token(sent), text) : number;
    }

    private static DateOnly? ReadDate(FieldDefinition field, JsonValue sent)
    {
        var text = ReadText(sent);
        if (text is null)
        {
            return null;
        }

        return DateOnly.TryParseExact(text.Length > 10 && text[10] == 'T' ? text[..10] : text, "yyyy-MM-dd", out var date)
            ? date
            : throw Unreadable(field, Token(sent), text);
    }

    private static DateTimeOffset? ReadMoment(FieldDefinition field, JsonValue sent)
    {
        var text = ReadText(sent);
        if (text is null)
        {
            return null;
        }

        var moment = ParseMoment(text) ?? throw Unreadable(field, Token(sent), text);
        return new DateTimeOffset(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    private static string? ReadId(FieldDefinition field, string? text) => text is null
        ? null
        : RecordIds.Normalise(text)
            ?? throw new VendorRuleException("MALFORMED_ID", $"{field.Label}: id value of incorrect type: {text}", field.Name);

    private static string Token(JsonValue sent) => sent.GetValueKind() switch
    {
        JsonValueKind.String => "VALUE_STRING",
        JsonValueKind.True => "VALUE_TRUE",
        JsonValueKind.False => "VALUE_FALSE",
        _ => "VALUE_NUMBER",
    };

    private static VendorRuleException Unreadable(FieldDefinition field, string token, string value) => new(
        "JSON_PARSER_ERROR",
        $"Cannot deserialize instance of {field.Type.SoapType()["xsd:".Length..]} from {token} value {value} or request may be missing a required field at [line:1, column:1]");

    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    // The vendor prints whole doubles as 5.0.
    private static decimal Doubled(decimal number)
    {
        var plain = Plain(number);
        return plain == decimal.Truncate(plain) ? decimal.Truncate(plain) * 1.0m : plain;
    }
}
