using Harness.Store.Sql;

namespace Harness.Store.Sqlite;

internal sealed class SqliteDialect : SqlDialect
{
    // SQLite locks the whole file.
    public override string SkipLocked(string table) => "";

    public override string Rows(string parameter, string columns)
    {
        var values = columns.Split(", ").Select((column, place) => $"value ->> {place} AS {column[..column.IndexOf(' ', StringComparison.Ordinal)]}");
        return $"SELECT {string.Join(", ", values)}, key AS ordinal FROM json_each({parameter})";
    }

    public override string Numbers(string parameter) => $"SELECT value AS id FROM json_each({parameter})";

    public override string Texts(string parameter) => $"SELECT value AS text FROM json_each({parameter})";
}
