using Harness.Sync.Ledger;

namespace Harness.Store.Sql;

internal static class NoteSql
{
    public static async Task KeepAsync(SqlSession session, IReadOnlyList<StatusNote> notes, CancellationToken ct)
    {
        if (notes.Count == 0)
        {
            return;
        }

        StatusNote[] newest = [.. notes.GroupBy(n => (n.Integration, n.CrmRecord)).Select(g => g.OrderBy(n => n.At).Last())];
        var rows = session.Dialect.Rows(
            "@rows",
            "integration text, system text, object_type text, record_id text, flow text, state text, number text, erp_id text, "
            + "message text, at bigint");
        await session.ExecuteAsync(
            $"""
            WITH v AS MATERIALIZED ({rows})
            INSERT INTO status_note (integration, system, object_type, record_id, flow, state, number, erp_id, message, at)
            SELECT integration, system, object_type, record_id, flow, state, number, erp_id, message, at FROM v WHERE true
            ON CONFLICT (integration, system, object_type, record_id) DO UPDATE
            SET flow = excluded.flow, state = excluded.state, number = excluded.number, erp_id = excluded.erp_id,
                message = excluded.message, at = excluded.at
            WHERE excluded.at >= status_note.at
            """,
            [("@rows", JsonRows.Of(newest, (row, note) =>
            {
                row.Text(note.Integration);
                row.Text(note.CrmRecord.System);
                row.Text(note.CrmRecord.ObjectType);
                row.Text(note.CrmRecord.Id);
                row.Text(note.Flow);
                row.Text(note.State);
                row.Text(note.Number);
                row.Text(note.ErpId);
                row.Text(note.Message);
                row.Time(note.At);
            }))],
            ct);
    }

    /// <summary>A note that says something else by now stays.</summary>
    public static async Task DropAsync(SqlSession session, IReadOnlyList<StatusNote> notes, CancellationToken ct)
    {
        if (notes.Count == 0)
        {
            return;
        }

        var rows = session.Dialect.Rows(
            "@rows", "integration text, system text, object_type text, record_id text, state text, message text, at bigint");
        await session.ExecuteAsync(
            $"""
            DELETE FROM status_note WHERE EXISTS (
                SELECT 1 FROM ({rows}) v
                WHERE v.integration = status_note.integration AND v.system = status_note.system
                AND v.object_type = status_note.object_type AND v.record_id = status_note.record_id
                AND v.state = status_note.state AND v.message = status_note.message AND v.at = status_note.at)
            """,
            [("@rows", JsonRows.Of(notes, (row, note) =>
            {
                row.Text(note.Integration);
                row.Text(note.CrmRecord.System);
                row.Text(note.CrmRecord.ObjectType);
                row.Text(note.CrmRecord.Id);
                row.Text(note.State);
                row.Text(note.Message);
                row.Time(note.At);
            }))],
            ct);
    }
}
