namespace Harness.Simulators.NetSuite.SuiteQl;

/// <param name="Value">string, decimal, bool, DateTime in the account's zone, or null.</param>
/// <param name="Display">What BUILTIN.DF shows; null where that is the value.</param>
internal sealed record TableColumn(string Name, Func<object, object?> Value, Func<object, string?>? Display = null)
{
    /// <summary>Another spelling that a filter may use: a status as SalesOrd:B.</summary>
    public Func<object, string>? FilterForm { get; init; }
}

/// <summary>Something to select from: rows of any kind and what its columns read from them.</summary>
internal sealed class Table(string name, Func<IEnumerable<object>> rows, IReadOnlyList<TableColumn> columns)
{
    private readonly Dictionary<string, TableColumn> byName = columns.ToDictionary(c => c.Name);

    public string Name { get; } = name;

    public IReadOnlyList<TableColumn> Columns { get; } = columns;

    /// <summary>Columns through which rows are found without reading all of them.</summary>
    public IReadOnlyDictionary<string, Func<string, IEnumerable<object>>> Indexes { get; init; } =
        new Dictionary<string, Func<string, IEnumerable<object>>>();

    public IEnumerable<object> Rows => rows();

    /// <summary>The same table after an administrator deleted custom fields.</summary>
    public Table Without(ISet<string> removed) => removed.Count == 0
        ? this
        : new Table(Name, rows, [.. Columns.Where(c => !removed.Contains(c.Name))]) { Indexes = Indexes };

    public TableColumn? Column(string columnName) => byName.GetValueOrDefault(columnName);
}
