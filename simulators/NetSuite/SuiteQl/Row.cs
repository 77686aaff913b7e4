namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>One row of each source, in the order of the sources; null where a left join found none.</summary>
internal sealed class Row(object?[] parts)
{
    public object?[] Parts { get; } = parts;

    /// <summary>Of a group: what its aggregates came to.</summary>
    public object?[] Aggregates { get; set; } = [];

    /// <summary>ROWNUM: counted before sorting, as in the vendor's database.</summary>
    public decimal Number { get; set; }

    public Row With(int source, object? part)
    {
        var copy = (object?[])Parts.Clone();
        copy[source] = part;
        return new Row(copy);
    }
}
