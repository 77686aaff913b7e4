using System.Text.Json;
using Harness.Core.Records;
using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

/// <summary>Intents: written before their request leaves, closed once with what became of it.</summary>
internal static class IntentSql
{
    public static async Task<IReadOnlyList<Intent>> WriteAsync(SqlSession session, IReadOnlyList<Intent> intents, CancellationToken ct)
    {
        if (intents.Count == 0)
        {
            return [];
        }

        var rows = session.Dialect.Rows(
            "@rows",
            "integration text, item_id bigint, entity text, target text, object_type text, record_id text, "
            + "intent_key text, external_key text, request_hash text, at bigint");
        var ids = await session.QueryAsync(
            $"""
            WITH v AS MATERIALIZED ({rows})
            INSERT INTO intent (integration, item_id, entity, target, object_type, record_id, intent_key, external_key, request_hash, at)
            SELECT integration, item_id, entity, target, object_type, record_id, intent_key, external_key, request_hash, at
            FROM v ORDER BY ordinal
            RETURNING id
            """,
            [("@rows", JsonRows.Of(intents, Write))],
            reader => reader.GetInt64(0),
            ct);

        // The rows are inserted, and so numbered, in the order of the batch; only RETURNING has no order of its own.
        ids.Sort();
        return [.. intents.Zip(ids, (intent, id) => intent with { Id = id })];
    }

    public static Task<List<Intent>> ReadOpenAsync(
        SqlSession session, string integration, IReadOnlyCollection<long> items, CancellationToken ct) => session.QueryAsync(
        $"""
        SELECT DISTINCT t.id, t.integration, i.id, t.entity, t.target, t.object_type, t.record_id, t.intent_key,
            t.external_key, t.request_hash, t.at
        FROM ({session.Dialect.Numbers("@items")}) v
        CROSS JOIN work_item i
        CROSS JOIN work_item o
        CROSS JOIN intent t
        WHERE i.id = v.id AND i.integration = @integration AND {WorkSql.SameSubject("o", "i")}
        AND t.item_id = o.id AND t.outcome IS NULL
        ORDER BY t.id
        """,
        [("@items", JsonRows.Of(items)), ("@integration", integration)],
        reader => new Intent(
            reader.GetInt64(0),
            reader.GetString(1),
            reader.GetInt64(2),
            reader.GetString(3),
            reader.NameAt<SystemRole>(4),
            reader.GetString(5),
            reader.TextAt(6),
            reader.GetString(7),
            reader.TextAt(8),
            reader.GetString(9),
            reader.TimeAt(10)),
        ct);

    public static async Task CloseAsync(
        SqlSession session, string integration, IReadOnlyList<IntentClosed> closed, DateTimeOffset at, CancellationToken ct)
    {
        if (closed.Count == 0)
        {
            return;
        }

        var rows = session.Dialect.Rows("@rows", "id bigint, outcome text, record_id text, fault text, message text");
        var count = await session.ExecuteAsync(
            $"""
            WITH v AS MATERIALIZED ({rows})
            UPDATE intent SET outcome = v.outcome, outcome_record_id = v.record_id, fault = v.fault, message = v.message, closed_at = @at
            FROM v
            WHERE intent.id = v.id AND intent.integration = @integration AND intent.outcome IS NULL
            """,
            [("@rows", JsonRows.Of(closed, Write)), ("@integration", integration), ("@at", at.UtcTicks)],
            ct);
        if (count != closed.Count)
        {
            throw new InvalidOperationException(
                $"{closed.Count} outcomes met {count} open intents: an intent is unknown, closed already or named twice among "
                + string.Join(", ", closed.Select(c => c.IntentId)) + ".");
        }
    }

    private static void Write(Utf8JsonWriter row, Intent intent)
    {
        row.Text(intent.Integration);
        row.WriteNumberValue(intent.ItemId);
        row.Text(intent.Entity);
        row.Name<SystemRole>(intent.Target);
        row.Text(intent.ObjectType);
        row.Text(intent.RecordId);
        row.Text(intent.Key);
        row.Text(intent.ExternalKey);
        row.Text(intent.RequestHash);
        row.Time(intent.At);
    }

    private static void Write(Utf8JsonWriter row, IntentClosed closed)
    {
        row.WriteNumberValue(closed.IntentId);
        row.Name<IntentOutcome>(closed.Outcome);
        row.Text(closed.RecordId);
        row.Name(closed.Fault);
        row.Text(closed.Message);
    }
}
