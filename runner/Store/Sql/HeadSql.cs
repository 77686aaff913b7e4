using System.Text.Json;
using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

/// <summary>How far the ledger has come, and whether an old copy of it was taken into use.</summary>
internal sealed record LedgerHead(string Ledger, long Commits, DateTimeOffset At)
{
    public DateTimeOffset? RestoredAt { get; init; }

    public DateTimeOffset? BehindSince { get; init; }
}

internal static class HeadSql
{
    /// <summary>Clocks differ between systems, and a copy may have been made a while after its last transaction was begun.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    public static async Task<LedgerHead> ReadAsync(SqlSession session, CancellationToken ct) => (await session.QueryAsync(
        "SELECT ledger, commits, at, restored_at, behind_since FROM ledger_head WHERE id = 1",
        [],
        reader => new LedgerHead(reader.GetString(0), reader.GetInt64(1), reader.TimeAt(2))
        {
            RestoredAt = reader.TimeOrNullAt(3), BehindSince = reader.TimeOrNullAt(4),
        },
        ct))[0];

    /// <summary>The first statement of every transaction that writes. It locks the row, so the next writer waits for this one's end.</summary>
    public static async Task<LedgerHead> CountAsync(SqlSession session, DateTimeOffset at, CancellationToken ct)
    {
        var head = await session.QueryAsync(
            "UPDATE ledger_head SET commits = commits + 1, at = @at WHERE id = 1 RETURNING ledger, commits",
            [("@at", at.UtcTicks)],
            reader => new LedgerHead(reader.GetString(0), reader.GetInt64(1), at),
            ct);
        return head.Count == 1 ? head[0] : throw new InvalidOperationException("The ledger has lost its head row.");
    }

    /// <summary>From now on the ledger is known to be an older copy: links that it held are in doubt until they are settled.</summary>
    public static async Task<Restoration> RestoreAsync(SqlSession session, LedgerHead found, long? missing, DateTimeOffset at, CancellationToken ct)
    {
        var since = found.Commits == 0 ? DateTimeOffset.UnixEpoch : found.At - Margin;
        await session.ExecuteAsync(
            """
            UPDATE ledger_head SET restored_at = @at,
                behind_since = CASE WHEN behind_since < @since THEN behind_since ELSE @since END
            WHERE id = 1
            """,
            [("@at", at.UtcTicks), ("@since", since.UtcTicks)],
            ct);
        var details = JsonSerializer.Serialize(new { transactions = found.Commits, missing, behind_since = since });
        await AuditChain.AppendAsync(session, "*", [new AuditEntry(at, "runner", "restored", "ledger", null, details)], ct);
        return new Restoration(missing, since);
    }
}
