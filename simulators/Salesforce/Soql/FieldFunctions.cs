using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Soql;

internal static class FieldFunctions
{
    /// <summary>The user's currency is the corporate one and labels are values here, so most functions give the field itself.</summary>
    public static Bound<TRow> Wrap<TRow>(string? function, Bound<TRow> bound) => function switch
    {
        "CALENDAR_YEAR" => Derive(bound, FieldType.Int, day => (decimal)day.Year),
        "CALENDAR_MONTH" => Derive(bound, FieldType.Int, day => (decimal)day.Month),
        "DAY_ONLY" => Derive(bound, FieldType.Date, day => day),
        null or "TOLABEL" or "FORMAT" or "CONVERTCURRENCY" => bound,
        _ => throw new SoqlException("MALFORMED_QUERY", $"Grouping function or aggregate not allowed here: {function}"),
    };

    private static Bound<TRow> Derive<TRow>(Bound<TRow> bound, FieldType type, Func<DateOnly, object> derive) =>
        new(bound.Name, new FieldDefinition(bound.Name, bound.Name, type), row => bound.Read(row) switch
        {
            DateOnly date => derive(date),
            DateTimeOffset moment => derive(DateOnly.FromDateTime(moment.UtcDateTime)),
            _ => null,
        });
}
