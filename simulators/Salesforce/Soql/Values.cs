using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Soql;

/// <summary>How values compare: text without case, ids with case, nulls before everything.</summary>
internal static class Values
{
    public static int Compare(FieldDefinition field, object? one, object? other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => IsId(field) ? string.CompareOrdinal(a, b) : string.Compare(a, b, StringComparison.OrdinalIgnoreCase),
        (decimal a, decimal b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        _ => throw new InvalidOperationException($"{one.GetType().Name} and {other.GetType().Name} do not compare."),
    };

    public static StringComparer Comparer(FieldDefinition field) =>
        IsId(field) || field.CaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    public static bool IsId(FieldDefinition field) => field.Type is FieldType.Id or FieldType.Reference;
}
