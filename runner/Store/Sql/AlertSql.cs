using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

internal static class AlertSql
{
    /// <summary>A key is raised once while it is unsent, and once a day.</summary>
    public static async Task<int> RaiseAsync(
        SqlSession session, string integration, IReadOnlyList<NewAlert> alerts, DateTimeOffset at, CancellationToken ct)
    {
        if (alerts.Count == 0)
        {
            return 0;
        }

        NewAlert[] once = [.. alerts.DistinctBy(alert => alert.DedupeKey)];
        return await session.ExecuteAsync(
            $"""
            WITH v AS MATERIALIZED ({session.Dialect.Rows("@rows", "rule text, dedupe_key text, message text")})
            INSERT INTO alert (integration, rule, dedupe_key, message, at)
            SELECT @integration, rule, dedupe_key, message, @at FROM v
            WHERE NOT EXISTS (
                SELECT 1 FROM alert a WHERE a.integration = @integration AND a.dedupe_key = v.dedupe_key
                AND (a.sent_at IS NULL OR a.at >= @today))
            ORDER BY ordinal
            """,
            [
                ("@rows", JsonRows.Of(once, (row, alert) =>
                {
                    row.Text(alert.Rule);
                    row.Text(alert.DedupeKey);
                    row.Text(alert.Message);
                })),
                ("@integration", integration),
                ("@at", at.UtcTicks),
                ("@today", at.UtcDateTime.Date.Ticks),
            ],
            ct);
    }

    public static Task<int> MarkSentAsync(SqlSession session, IReadOnlyCollection<long> alerts, DateTimeOffset at, CancellationToken ct) =>
        session.ExecuteAsync(
            $"UPDATE alert SET sent_at = @at WHERE sent_at IS NULL AND id IN (SELECT id FROM ({session.Dialect.Numbers("@alerts")}) v)",
            [("@alerts", JsonRows.Of(alerts)), ("@at", at.UtcTicks)],
            ct);
}
