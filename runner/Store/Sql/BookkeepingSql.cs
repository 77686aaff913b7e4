using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

/// <summary>Cursors and counts.</summary>
internal static class BookkeepingSql
{
    public static async Task<string?> ReadCursorAsync(SqlSession session, CursorKey key, CancellationToken ct)
    {
        var found = await session.QueryAsync(
            "SELECT value FROM cursor WHERE integration = @integration AND system = @system AND source = @source",
            [("@integration", key.Integration), ("@system", key.System), ("@source", key.Source)],
            reader => reader.GetString(0),
            ct);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Compare and swap: a second poller of the source cannot move the cursor over work it has not stored.</summary>
    public static async Task MoveCursorAsync(
        SqlSession session, CursorKey key, string? expected, string cursor, DateTimeOffset at, CancellationToken ct)
    {
        var sql = expected is null
            ? """
              INSERT INTO cursor (integration, system, source, value, moved_at)
              VALUES (@integration, @system, @source, @cursor, @at)
              ON CONFLICT (integration, system, source) DO NOTHING
              """
            : """
              UPDATE cursor SET value = @cursor, moved_at = @at
              WHERE integration = @integration AND system = @system AND source = @source AND value = @expected
              """;
        List<(string Name, object? Value)> values =
        [
            ("@integration", key.Integration), ("@system", key.System), ("@source", key.Source), ("@cursor", cursor), ("@at", at.UtcTicks),
        ];
        if (expected is not null)
        {
            values.Add(("@expected", expected));
        }

        if (await session.ExecuteAsync(sql, values, ct) == 0)
        {
            throw new CursorMovedException(key);
        }
    }

    public static async Task<long> CountCallsAsync(SqlSession session, string system, DateOnly day, long calls, CancellationToken ct)
    {
        var total = await session.QueryAsync(
            """
            INSERT INTO call_count (system, day, calls) VALUES (@system, @day, @calls)
            ON CONFLICT (system, day) DO UPDATE SET calls = call_count.calls + excluded.calls
            RETURNING calls
            """,
            [("@system", system), ("@day", day.DayNumber), ("@calls", calls)],
            reader => reader.GetInt64(0),
            ct);
        return total[0];
    }
}
