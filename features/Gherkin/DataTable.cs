namespace Reqnroll;

/// <summary>The table under a step; its first row names the columns.</summary>
public class Table(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
{
    public IReadOnlyList<string> Header { get; } = header;

    public IReadOnlyList<DataTableRow> Rows { get; } = [.. rows.Select(cells => new DataTableRow(header, cells))];

    public int RowCount => Rows.Count;
}

public sealed class DataTable(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows) : Table(header, rows);

public sealed class DataTableRow(IReadOnlyList<string> header, IReadOnlyList<string> cells)
{
    public IReadOnlyList<string> Keys => header;

    public IReadOnlyList<string> Values => cells;

    public string this[int column] => cells[column];

    public string this[string column] => TryGetValue(column, out var value)
        ? value
        : throw new KeyNotFoundException($"The table has no column '{column}'; it has {string.Join(", ", header)}.");

    public bool ContainsKey(string column) => header.Contains(column);

    public bool TryGetValue(string column, out string value)
    {
        var at = header.ToList().IndexOf(column);
        value = at < 0 ? "" : cells[at];
        return at >= 0;
    }
}
