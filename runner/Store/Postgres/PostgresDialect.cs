using Harness.Store.Sql;

namespace Harness.Store.Postgres;

internal sealed class PostgresDialect : SqlDialect
{
    public override string SkipLocked(string table) => $"FOR UPDATE OF {table} SKIP LOCKED";

    public override string Rows(string parameter, string columns)
    {
        var values = columns.Split(", ").Select((column, place) =>
        {
            var end = column.IndexOf(' ', StringComparison.Ordinal);
            return $"(value ->> {place})::{column[(end + 1)..]} AS {column[..end]}";
        });
        return $"SELECT {string.Join(", ", values)}, ordinal FROM jsonb_array_elements({parameter}::jsonb) WITH ORDINALITY AS batch (value, ordinal)";
    }

    public override string Numbers(string parameter) =>
        $"SELECT value::bigint AS id FROM jsonb_array_elements_text({parameter}::jsonb) AS batch (value)";

    public override string Texts(string parameter) =>
        $"SELECT value AS text FROM jsonb_array_elements_text({parameter}::jsonb) AS batch (value)";
}
