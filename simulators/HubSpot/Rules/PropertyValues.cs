using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.HubSpot.Catalog;

namespace Harness.Simulators.HubSpot.Rules;

/// <summary>What clients may send for a property, and the text that is stored.</summary>
internal static class PropertyValues
{
    private const int LongestText = 65_536;

    /// <summary>Null clears the property; an empty text is the documented way to say so.</summary>
    public static string? Read(PropertyDefinition property, JsonNode? sent, List<PropertyProblem> problems)
    {
        var text = sent?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "",
            JsonValueKind.String => sent.GetValue<string>(),
            _ => sent.ToJsonString(),
        };
        if (text.Length == 0)
        {
            return null;
        }

        var (stored, code) = property.Type switch
        {
            "number" => (Number(text), "INVALID_INTEGER"),
            "bool" => (text is "true" or "false" ? text : null, "INVALID_OPTION"),
            "date" => (Day(text), "INVALID_DATE"),
            "datetime" => (HsTime.Read(text) is { } moment ? HsTime.Text(moment) : null, "INVALID_DATE"),
            "enumeration" => (Option(property, text), "INVALID_OPTION"),
            _ when property.Name == "email" => (text.Contains('@', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal) ? text.ToLowerInvariant() : null, "INVALID_EMAIL"),
            _ => (text.Length <= LongestText ? text : null, "INVALID_STRING"),
        };
        if (stored is null)
        {
            problems.Add(new PropertyProblem(property.Name, code, $"{text} was not one of the allowed values or not of the form that {property.Name} ({property.Type}) needs"));
        }

        return stored;
    }

    private static string? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : null;

    /// <summary>A day, or the milliseconds of its midnight in UTC.</summary>
    private static string? Day(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return HsTime.Read(text) is { } moment && moment.TimeOfDay == TimeSpan.Zero ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }

    // Pipelines, stages and owners are options that live elsewhere; their own rules look at them.
    private static string? Option(PropertyDefinition property, string text) => property.Options.Count == 0
        || (property.IsMultiple ? text.Split(';', StringSplitOptions.RemoveEmptyEntries) : [text]).All(value => property.Options.Any(option => option.Value == value))
            ? text
            : null;
}
