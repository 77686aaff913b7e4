using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

/// <summary>
/// The audit log as a chain: every row carries the hash of its own content and of the row before it, and the head keeps
/// the last one, so that a changed, removed or inserted row does not fit.
/// </summary>
internal static class AuditChain
{
    private const string Start = "";

    public static async Task AppendAsync(SqlSession session, string integration, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var (seq, hash) = await ReadHeadAsync(session, ct);
        var rows = new List<Row>(entries.Count);
        foreach (var entry in entries)
        {
            var row = Row.Of(++seq, integration, entry);
            hash = row.HashAfter(hash);
            rows.Add(row with { Hash = hash });
        }

        var columns = session.Dialect.Rows(
            "@rows",
            "seq bigint, integration text, at bigint, actor text, action text, flow text, system text, object_type text, "
            + "record_id text, details text, hash text");
        await session.ExecuteAsync(
            $"""
            WITH v AS MATERIALIZED ({columns})
            INSERT INTO audit (seq, integration, at, actor, action, flow, system, object_type, record_id, details, hash)
            SELECT seq, integration, at, actor, action, flow, system, object_type, record_id, details, hash FROM v ORDER BY ordinal
            """,
            [("@rows", JsonRows.Of(rows, (json, row) =>
            {
                row.WriteContent(json);
                json.WriteStringValue(row.Hash);
            }))],
            ct);
        await session.ExecuteAsync(
            """
            INSERT INTO audit_head (id, seq, hash) VALUES (1, @seq, @hash)
            ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
            """,
            [("@seq", seq), ("@hash", hash)],
            ct);
    }

    public static async Task<long?> VerifyAsync(SqlSession session, CancellationToken ct)
    {
        const int Page = 1000;
        var (last, hash) = (0L, Start);
        List<Row> rows;
        do
        {
            rows = await session.QueryAsync(
                """
                SELECT seq, integration, at, actor, action, flow, system, object_type, record_id, details, hash
                FROM audit WHERE seq > @after ORDER BY seq LIMIT @page
                """,
                [("@after", last), ("@page", Page)],
                reader => new Row(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    reader.GetInt64(2),
                    reader.GetString(3),
                    reader.GetString(4),
                    reader.GetString(5),
                    reader.TextAt(6),
                    reader.TextAt(7),
                    reader.TextAt(8),
                    reader.GetString(9),
                    reader.GetString(10)),
                ct);
            foreach (var row in rows)
            {
                if (row.Seq != last + 1 || row.Hash != row.HashAfter(hash))
                {
                    return last + 1;
                }

                (last, hash) = (row.Seq, row.Hash);
            }
        }
        while (rows.Count == Page);

        var head = await ReadHeadAsync(session, ct);
        return head == (last, hash) ? null : Math.Min(head.Seq, last) + 1;
    }

    private static async Task<(long Seq, string Hash)> ReadHeadAsync(SqlSession session, CancellationToken ct)
    {
        var head = await session.QueryAsync(
            "SELECT seq, hash FROM audit_head WHERE id = 1", [], reader => (reader.GetInt64(0), reader.GetString(1)), ct);
        return head.Count == 0 ? (0, Start) : head[0];
    }

    private sealed record Row(
        long Seq,
        string Integration,
        long At,
        string Actor,
        string Action,
        string Flow,
        string? System,
        string? ObjectType,
        string? RecordId,
        string Details,
        string Hash)
    {
        public static Row Of(long seq, string integration, AuditEntry entry) => new(
            seq, integration, entry.At.UtcTicks, entry.Actor, entry.Action, entry.Flow,
            entry.Subject?.System, entry.Subject?.ObjectType, entry.Subject?.Id, entry.Details, "");

        public string HashAfter(string previous)
        {
            var canonical = new ArrayBufferWriter<byte>();
            canonical.Write(Encoding.UTF8.GetBytes(previous));
            using (var json = new Utf8JsonWriter(canonical))
            {
                json.WriteStartArray();
                WriteContent(json);
                json.WriteEndArray();
            }

            return Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan));
        }

        public void WriteContent(Utf8JsonWriter json)
        {
            json.WriteNumberValue(Seq);
            json.Text(Integration);
            json.WriteNumberValue(At);
            json.Text(Actor);
            json.Text(Action);
            json.Text(Flow);
            json.Text(System);
            json.Text(ObjectType);
            json.Text(RecordId);
            json.Text(Details);
        }
    }
}
