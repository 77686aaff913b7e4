namespace Harness.Simulators.NetSuite.SuiteQl;

internal sealed record SortKey(Func<(Row Row, object?[] Cells), object?> Value, bool Descending, bool NullsFirst);

internal sealed class RowOrder(IReadOnlyList<SortKey> keys, Scalars scalars) : IComparer<(Row Row, object?[] Cells)>
{
    public int Compare((Row Row, object?[] Cells) x, (Row Row, object?[] Cells) y)
    {
        foreach (var key in keys)
        {
            var order = (key.Value(x), key.Value(y)) switch
            {
                (null, null) => 0,
                (null, _) => key.NullsFirst ? -1 : 1,
                (_, null) => key.NullsFirst ? 1 : -1,
                ({ } one, { } other) => scalars.Compare(one, other) * (key.Descending ? -1 : 1),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
