using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>What holds for a value whatever record it stands on: length, range, picklist, e-mail.</summary>
internal static partial class FieldRules
{
    private const int MostMinorUnits = 3;

    public static object? Check(ObjectDefinition type, FieldDefinition field, object? value) => value switch
    {
        string text => CheckText(type, field, text),
        decimal number => CheckNumber(field, number),
        _ => value,
    };

    private static string CheckText(ObjectDefinition type, FieldDefinition field, string text)
    {
        if (field.RestrictedPicklist && !IsAddressCode(field) && !field.Values.Any(value => value.Active && value.Value == text))
        {
            throw new VendorRuleException(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{field.Label}: bad value for restricted picklist field: {text}", field.Name);
        }

        if (field.Length > 0 && text.Length > field.Length)
        {
            throw new VendorRuleException(
                "STRING_TOO_LONG", $"{Labelled(type, field)}: data value too large: {text} (max length={field.Length})", field.Name);
        }

        return field.Type == FieldType.Email && !Address().IsMatch(text)
            ? throw new VendorRuleException("INVALID_EMAIL_ADDRESS", $"{field.Label}: invalid email address: {text}", field.Name)
            : text;
    }

    private static decimal CheckNumber(FieldDefinition field, decimal number)
    {
        var whole = field.Precision - field.Scale;
        var limit = 1m;
        for (var digit = 0; digit < whole; digit++)
        {
            limit *= 10m;
        }

        return field.Precision > 0 && Math.Abs(number) >= limit
            ? throw new VendorRuleException(
                "NUMBER_OUTSIDE_VALID_RANGE",
                $"{field.Label}: value outside of valid range on numeric field: {number.ToString(CultureInfo.InvariantCulture)}",
                field.Name)
            : decimal.Round(number, Decimals(field), MidpointRounding.AwayFromZero);
    }

    // In a multi-currency org an amount has the decimals of its record's currency, of which the dinar has three.
    private static int Decimals(FieldDefinition field) => field.Type == FieldType.Currency ? Math.Max(field.Scale, MostMinorUnits) : field.Scale;

    private static string Labelled(ObjectDefinition type, FieldDefinition field) =>
        field.NameField && !field.Label.StartsWith(type.Label, StringComparison.Ordinal) ? $"{type.Label} {field.Label}" : field.Label;

    private static bool IsAddressCode(FieldDefinition field) =>
        field.CompoundFieldName?.EndsWith("Address", StringComparison.Ordinal) == true;

    [GeneratedRegex(@"^[^@\s<>,;]+@[^@\s.<>,;]+(\.[^@\s.<>,;]+)+$")]
    private static partial Regex Address();
}
