using System.Data.Common;

namespace Harness.Store.Sql;

internal static class ReaderValues
{
    public static string? TextAt(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static T NameAt<T>(this DbDataReader reader, int column)
        where T : struct, Enum => Enum.Parse<T>(reader.GetString(column));

    public static T? NameOrNullAt<T>(this DbDataReader reader, int column)
        where T : struct, Enum => reader.IsDBNull(column) ? null : reader.NameAt<T>(column);

    public static DateTimeOffset TimeAt(this DbDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? TimeOrNullAt(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.TimeAt(column);
}
