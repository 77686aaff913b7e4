using System.Text.Json;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

/// <summary>How items leave a pass, and how those that wait are let go.</summary>
internal static class OutcomeSql
{
    private const string Release =
        "state = 'Pending', fault = NULL, reason = NULL, due_at = NULL, waits_on = NULL, updated_at = @at";

    public static async Task RecordAsync(
        SqlSession session, string integration, IReadOnlyList<ItemOutcome> outcomes, DateTimeOffset at, CancellationToken ct)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        var rows = session.Dialect.Rows(
            "@rows", "id bigint, state text, reason text, fault text, due_at bigint, waits_on text, counted bigint, pattern text");
        var left = await session.ExecuteAsync(
            $"""
            WITH v AS MATERIALIZED ({rows})
            UPDATE work_item SET state = v.state, reason = v.reason, fault = v.fault, due_at = v.due_at, waits_on = v.waits_on,
                attempts = work_item.attempts + v.counted, claimed_epoch = NULL, updated_at = @at, pattern = v.pattern,
                stopped_at = CASE WHEN v.state = 'Stopped' THEN COALESCE(work_item.stopped_at, @at) ELSE work_item.stopped_at END
            FROM v
            WHERE work_item.id = v.id AND work_item.integration = @integration AND work_item.state IN ({WorkSql.Open})
            """,
            [("@rows", JsonRows.Of(outcomes, Write)), ("@integration", integration), ("@at", at.UtcTicks)],
            ct);
        if (left != outcomes.Count)
        {
            throw new InvalidOperationException(
                $"{outcomes.Count} outcomes met {left} open items: an item is unknown, closed already or named twice among "
                + string.Join(", ", outcomes.Select(o => o.ItemId)) + ".");
        }

        await ReleaseLinkedAsync(session, integration, outcomes, at, ct);
        long[] open = [.. outcomes.Where(o => o.State is ItemState.Pending or ItemState.Waiting or ItemState.Stopped).Select(o => o.ItemId)];
        await WorkSql.SupersedeAsync(session, open, at, ct);
    }

    public static async Task ReleaseAsync(
        SqlSession session, string integration, IReadOnlyCollection<string> recorded, DateTimeOffset at, CancellationToken ct)
    {
        if (recorded.Count == 0)
        {
            return;
        }

        await session.ExecuteAsync(
            $"""
            UPDATE work_item SET {Release}
            WHERE integration = @integration AND state IN ('Waiting', 'Stopped')
            AND waits_on IN (SELECT text FROM ({session.Dialect.Texts("@recorded")}) v)
            """,
            [("@recorded", JsonRows.Of(recorded)), ("@integration", integration), ("@at", at.UtcTicks)],
            ct);
    }

    public static async Task LetGoAsync(SqlSession session, IReadOnlyCollection<long> items, DateTimeOffset at, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return;
        }

        await session.ExecuteAsync(
            $"""
            UPDATE work_item SET {Release}
            WHERE state IN ('Waiting', 'Stopped') AND id IN (SELECT id FROM ({session.Dialect.Numbers("@items")}) v)
            """,
            [("@items", JsonRows.Of(items)), ("@at", at.UtcTicks)],
            ct);
    }

    /// <summary>The record an item waits on may have been recorded while the item was in hand: it would wait for ever.</summary>
    private static async Task ReleaseLinkedAsync(
        SqlSession session, string integration, IReadOnlyList<ItemOutcome> outcomes, DateTimeOffset at, CancellationToken ct)
    {
        (long Item, string[] Parts)[] waiting =
        [
            .. outcomes.Where(o => o is { State: ItemState.Waiting, WaitsOn: not null })
                .Select(o => (o.ItemId, o.WaitsOn!.Split(':', 3)))
                .Where(w => w.Item2.Length == 3),
        ];
        if (waiting.Length == 0)
        {
            return;
        }

        var rows = session.Dialect.Rows("@rows", "id bigint, entity text, side text, record_id text");
        await session.ExecuteAsync(
            $"""
            UPDATE work_item SET {Release}
            WHERE id IN (
                SELECT v.id FROM ({rows}) v
                CROSS JOIN link l
                WHERE v.side = 'crm' AND l.integration = @integration AND l.entity = v.entity AND l.crm_id = v.record_id
                UNION ALL
                SELECT v.id FROM ({rows}) v
                CROSS JOIN link l
                WHERE v.side = 'erp' AND l.integration = @integration AND l.entity = v.entity AND l.erp_id = v.record_id)
            """,
            [
                ("@rows", JsonRows.Of(waiting, (row, w) =>
                {
                    row.WriteNumberValue(w.Item);
                    row.Text(w.Parts[0]);
                    row.Text(w.Parts[1]);
                    row.Text(w.Parts[2]);
                })),
                ("@integration", integration),
                ("@at", at.UtcTicks),
            ],
            ct);
    }

    private static void Write(Utf8JsonWriter row, ItemOutcome outcome)
    {
        row.WriteNumberValue(outcome.ItemId);
        row.Name<ItemState>(outcome.State);
        row.Text(outcome.Reason);
        row.Name(outcome.Fault);
        row.Time(outcome.DueAt);
        row.Text(outcome.WaitsOn);
        row.WriteNumberValue(outcome.CountAttempt ? 1 : 0);
        row.Text(outcome.Fault is null ? null : Pattern.Of(outcome.Reason));
    }
}
