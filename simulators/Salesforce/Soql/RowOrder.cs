using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Soql;

internal static class RowOrder
{
    public static IComparer<object?> Comparer(Ordering ordering, FieldDefinition field) =>
        Comparer<object?>.Create((one, other) => (one, other) switch
        {
            (null, null) => 0,
            (null, _) => ordering.NullsLast ? 1 : -1,
            (_, null) => ordering.NullsLast ? -1 : 1,
            _ => ordering.IsDescending ? Values.Compare(field, other, one) : Values.Compare(field, one, other),
        });
}
