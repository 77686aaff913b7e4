using System.Globalization;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Soql;

/// <summary>The value that a literal has for a field; a literal of another type is refused in the vendor's words.</summary>
internal static class LiteralReader
{
    public static object? Read(FieldDefinition field, string name, Literal literal)
    {
        if (literal is { Kind: TokenKind.Word, Text: "NULL" })
        {
            return null;
        }

        return field.Type switch
        {
            FieldType.Boolean => ReadFlag(name, literal),
            FieldType.Date => literal.Kind == TokenKind.Moment && DateOnly.TryParseExact(literal.Text, "yyyy-MM-dd", out var date)
                ? date
                : throw Mismatch(name, literal, "date", quoted: false),
            FieldType.DateTime => literal.Kind == TokenKind.Moment && literal.Text.Length > 10 && FieldValues.ParseMoment(literal.Text) is { } moment
                ? moment
                : throw Mismatch(name, literal, "dateTime", quoted: false),
            _ when field.Type.IsNumber() => literal.Kind == TokenKind.Number &&
                decimal.TryParse(literal.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Mismatch(name, literal, field.Type.Name(), quoted: false),
            FieldType.Id or FieldType.Reference => ReadId(name, literal),
            _ => literal.Kind == TokenKind.Text ? Unescape(literal.Text) : throw Mismatch(name, literal, "string", quoted: true),
        };
    }

    public static string Unescape(string text) =>
        text.Replace("\\_", "_", StringComparison.Ordinal).Replace("\\%", "%", StringComparison.Ordinal);

    private static bool ReadFlag(string name, Literal literal) => literal switch
    {
        { Kind: TokenKind.Word, Text: "TRUE" } => true,
        { Kind: TokenKind.Word, Text: "FALSE" } => false,
        _ => throw Mismatch(name, literal, "boolean", quoted: false),
    };

    private static string? ReadId(string name, Literal literal)
    {
        if (literal.Kind != TokenKind.Text)
        {
            throw Mismatch(name, literal, "string", quoted: true);
        }

        return literal.Text.Length == 0
            ? null
            : RecordIds.Normalise(literal.Text)
                ?? throw new SoqlException("INVALID_QUERY_FILTER_OPERATOR", $"invalid ID field: {literal.Text}", literal.Position);
    }

    private static SoqlException Mismatch(string name, Literal literal, string type, bool quoted) => new(
        "INVALID_FIELD",
        $"value of filter criterion for field '{name}' must be of type {type} and should {(quoted ? "" : "not ")}be enclosed in quotes",
        literal.Position);
}
