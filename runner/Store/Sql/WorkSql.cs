using System.Data.Common;
using System.Text.Json;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

/// <summary>Work items on their way in and out of a pass.</summary>
internal static class WorkSql
{
    public const string Open = "'Pending', 'Waiting', 'Stopped'";

    private const string Columns =
        "id, integration, flow, side, system, object_type, record_id, version, changed_at, payload, state, attempts, "
        + "fault, reason, due_at, waits_on, triggered_by, created_at, updated_at";

    /// <returns>
    /// The ids of the new items. Versions that are known already are dropped, and so is a prerequisite that is in hand or
    /// has stopped: whoever mends it releases what waits.
    /// </returns>
    public static async Task<IReadOnlyList<long>> StoreAsync(
        SqlSession session, string integration, IReadOnlyList<NewWork> work, DateTimeOffset at, CancellationToken ct)
    {
        if (work.Count == 0)
        {
            return [];
        }

        var rows = session.Dialect.Rows(
            "@rows",
            "flow text, side text, system text, object_type text, record_id text, version text, changed_at bigint, "
            + "payload text, content_hash text, triggered_by text, priority bigint");
        var stored = await session.QueryAsync(
            $"""
            WITH v AS MATERIALIZED ({rows})
            INSERT INTO work_item (integration, flow, side, system, object_type, record_id, version, changed_at, payload,
                content_hash, state, attempts, triggered_by, priority, created_at, updated_at)
            SELECT @integration, flow, side, system, object_type, record_id, version, changed_at, payload,
                content_hash, 'Pending', 0, triggered_by, priority, @at, @at
            FROM v WHERE v.triggered_by <> 'Prerequisite' OR NOT EXISTS (SELECT 1 FROM work_item o
                WHERE o.integration = @integration AND o.flow = v.flow AND o.side = v.side AND o.object_type = v.object_type
                AND o.record_id = v.record_id AND o.state IN ({Open}))
            ORDER BY ordinal
            ON CONFLICT (integration, flow, side, object_type, record_id, version) DO NOTHING
            RETURNING id
            """,
            [("@rows", JsonRows.Of(work, Write)), ("@integration", integration), ("@at", at.UtcTicks)],
            reader => reader.GetInt64(0),
            ct);
        if (work.Any(one => one.ContentHash is not null))
        {
            await SupersedeSameContentAsync(session, stored, at, ct);
        }

        await SupersedeAsync(session, stored, at, ct);
        return stored;
    }

    /// <summary>
    /// Of the subjects of these items only the newest open item stays, and what is in hand. So there is at most one
    /// open item of a subject and flow, besides one that is being worked on.
    /// </summary>
    public static async Task SupersedeAsync(SqlSession session, IReadOnlyCollection<long> items, DateTimeOffset at, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return;
        }

        await MarkRetriesAsync(session, items, ct);
        await session.ExecuteAsync(
            $"""
            UPDATE work_item SET state = 'Superseded', reason = 'a newer change of the record', fault = NULL, due_at = NULL,
                waits_on = NULL, claimed_epoch = NULL, updated_at = @at
            WHERE id IN (
                SELECT o.id FROM ({session.Dialect.Numbers("@items")}) v
                CROSS JOIN work_item i
                CROSS JOIN work_item o
                WHERE i.id = v.id AND {SameSubject("o", "i")} AND o.state IN ({Open})
                AND (o.claimed_epoch IS NULL OR o.claimed_epoch <> COALESCE((SELECT epoch FROM lease WHERE id = 1), 0))
                AND EXISTS (SELECT 1 FROM work_item n WHERE {SameSubject("n", "o")} AND n.id > o.id AND n.state <> 'Superseded'))
            """,
            [("@items", JsonRows.Of(items)), ("@at", at.UtcTicks)],
            ct);
    }

    /// <summary>
    /// A newer change of a record that waits, has stopped or is still owed a follow-up is its next try: it is looked at in
    /// full, and what the CRM shows is put right.
    /// </summary>
    private static Task<int> MarkRetriesAsync(SqlSession session, IReadOnlyCollection<long> items, CancellationToken ct) => session.ExecuteAsync(
        $"""
        UPDATE work_item SET triggered_by = 'Retry'
        WHERE state = 'Pending' AND triggered_by = 'Poll' AND id IN (
            SELECT i.id FROM ({session.Dialect.Numbers("@items")}) v
            CROSS JOIN work_item i
            WHERE i.id = v.id AND EXISTS (SELECT 1 FROM work_item o WHERE {SameSubject("o", "i")} AND o.id < i.id
                AND (o.state IN ('Waiting', 'Stopped') OR (o.state = 'Pending' AND o.triggered_by <> 'Poll'))))
        """,
        [("@items", JsonRows.Of(items))],
        ct);

    public static async Task<IReadOnlyList<WorkItem>> ClaimAsync(
        SqlSession session, string integration, string flow, int most, DateTimeOffset now, long epoch, CancellationToken ct)
    {
        var free =
            $"""
            (i.claimed_epoch IS NULL OR i.claimed_epoch <> @epoch)
            AND NOT EXISTS (SELECT 1 FROM work_item o WHERE {SameSubject("o", "i")} AND o.id <> i.id
                AND (o.claimed_epoch = @epoch OR (o.id > i.id AND o.state IN ({Open}))))
            """;
        var skip = session.Dialect.SkipLocked("i");
        var claimed = await session.QueryAsync(
            $"""
            WITH due AS (
                SELECT id, priority FROM (
                    SELECT i.id, i.priority FROM work_item i
                    WHERE i.integration = @integration AND i.flow = @flow AND i.state = 'Pending' AND {free}
                    ORDER BY i.priority, i.id LIMIT @most {skip}) pending
                UNION ALL
                SELECT id, priority FROM (
                    SELECT i.id, i.priority FROM work_item i
                    WHERE i.integration = @integration AND i.flow = @flow AND i.state = 'Waiting' AND i.due_at <= @now AND {free}
                    ORDER BY i.priority, i.id LIMIT @most {skip}) waiting
                ORDER BY priority, id LIMIT @most)
            UPDATE work_item SET claimed_epoch = @epoch WHERE id IN (SELECT id FROM due)
            RETURNING {Columns}, priority
            """,
            [("@integration", integration), ("@flow", flow), ("@most", most), ("@now", now.UtcTicks), ("@epoch", epoch)],
            reader => (Item: Read(reader), Priority: reader.GetInt32(19)),
            ct);
        return [.. claimed.OrderBy(c => c.Priority).ThenBy(c => c.Item.Id).Select(c => c.Item)];
    }

    public static async Task ReturnAsync(SqlSession session, IReadOnlyCollection<long> items, long epoch, DateTimeOffset at, CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"""
            UPDATE work_item SET claimed_epoch = NULL
            WHERE claimed_epoch = @epoch AND id IN (SELECT id FROM ({session.Dialect.Numbers("@items")}) v)
            """,
            [("@items", JsonRows.Of(items)), ("@epoch", epoch)],
            ct);
        await SupersedeAsync(session, items, at, ct);
    }

    /// <summary>What an earlier lease had in hand is free again, and gives way where a newer change came in meanwhile.</summary>
    public static async Task FreeClaimsAsync(SqlSession session, DateTimeOffset at, CancellationToken ct)
    {
        var freed = await session.QueryAsync(
            "UPDATE work_item SET claimed_epoch = NULL WHERE claimed_epoch IS NOT NULL RETURNING id",
            [],
            reader => reader.GetInt64(0),
            ct);
        await SupersedeAsync(session, freed, at, ct);
    }

    /// <summary>A new item that brings nothing over the open item right before it gives way, and that one stays as it is.</summary>
    // The content that an open item stands for is that of the newest read up to it: work that a line or a person brought carries none.
    private static Task<int> SupersedeSameContentAsync(SqlSession session, IReadOnlyCollection<long> stored, DateTimeOffset at, CancellationToken ct) =>
        session.ExecuteAsync(
            $"""
            UPDATE work_item SET state = 'Superseded', reason = 'the same content is already in hand', updated_at = @at
            WHERE id IN (
                SELECT n.id FROM ({session.Dialect.Numbers("@stored")}) v
                CROSS JOIN work_item n
                WHERE n.id = v.id AND EXISTS (SELECT 1 FROM work_item o WHERE {SameSubject("o", "n")} AND o.id < n.id AND o.state IN ({Open}))
                AND n.content_hash = (SELECT h.content_hash FROM work_item h WHERE {SameSubject("h", "n")} AND h.id < n.id
                    AND h.content_hash IS NOT NULL ORDER BY h.id DESC LIMIT 1))
            """,
            [("@stored", JsonRows.Of(stored)), ("@at", at.UtcTicks)],
            ct);

    public static string SameSubject(string one, string other) =>
        $"{one}.integration = {other}.integration AND {one}.flow = {other}.flow AND {one}.side = {other}.side "
        + $"AND {one}.object_type = {other}.object_type AND {one}.record_id = {other}.record_id";

    private static void Write(Utf8JsonWriter row, NewWork work)
    {
        row.Text(work.Flow);
        row.Name<SystemRole>(work.Side);
        row.Text(work.Subject.System);
        row.Text(work.Subject.ObjectType);
        row.Text(work.Subject.Id);
        row.Text(work.Version);
        row.Time(work.ChangedAt);
        row.Text(work.Payload);
        row.Text(work.ContentHash);
        row.Name<WorkTrigger>(work.Trigger);
        row.WriteNumberValue(work.Priority);
    }

    private static WorkItem Read(DbDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.NameAt<SystemRole>(3),
        new RecordRef(reader.GetString(4), reader.GetString(5), reader.GetString(6)),
        reader.GetString(7),
        reader.TimeAt(8),
        reader.TextAt(9),
        reader.NameAt<ItemState>(10),
        reader.GetInt32(11),
        reader.NameOrNullAt<FaultKind>(12),
        reader.TextAt(13),
        reader.TimeOrNullAt(14),
        reader.TextAt(15),
        reader.NameAt<WorkTrigger>(16),
        reader.TimeAt(17),
        reader.TimeAt(18));
}
