using System.Text.Json;
using Harness.Port;
using Harness.Store.Model;
using Harness.Store.Sql;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store.Queries;

/// <summary>What people write on a record's trouble, and taking a closed one up again.</summary>
internal static class CaseWords
{
    public static async Task<bool> KeepAsync(SqlSession session, long id, CaseFile file, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        if (await session.Model.WorkItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } item)
        {
            return false;
        }

        var before = (await session.Model.CaseFiles.AsNoTracking().SingleOrDefaultAsync(
            c => c.Integration == item.Integration && c.Flow == item.Flow && c.ObjectType == item.ObjectType && c.RecordId == item.RecordId, ct))?.ToFile() ?? CaseFile.Empty;
        await session.ExecuteAsync(
            """
            INSERT INTO case_file (integration, flow, object_type, record_id, assignee, severity, tags, known_issue, note, written_by, at)
            VALUES (@integration, @flow, @object, @record, @assignee, @severity, @tags, @issue, @note, @by, @at)
            ON CONFLICT (integration, flow, object_type, record_id) DO UPDATE SET assignee = excluded.assignee, severity = excluded.severity,
                tags = excluded.tags, known_issue = excluded.known_issue, note = excluded.note, written_by = excluded.written_by, at = excluded.at
            """,
            [
                ("@integration", item.Integration), ("@flow", item.Flow), ("@object", item.ObjectType), ("@record", item.RecordId), ("@assignee", file.Assignee),
                ("@severity", $"{file.Severity}"), ("@tags", CaseFileRow.Join(file.Tags)), ("@issue", file.KnownIssue), ("@note", file.Note), ("@by", by), ("@at", at.UtcTicks),
            ],
            ct);
        await AuditAsync(session, item, by, "filed", new { item = id, before = Words(before), after = Words(file), why }, at, ct);
        return true;
    }

    public static async Task<bool> ReopenAsync(SqlSession session, long id, string by, string why, DateTimeOffset at, CancellationToken ct)
    {
        var item = await session.Model.WorkItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.State == ItemState.Skipped, ct);
        if (item is null || await session.Model.WorkItems.AnyAsync(
            i => i.Integration == item.Integration && i.Flow == item.Flow && i.Side == item.Side && i.ObjectType == item.ObjectType && i.RecordId == item.RecordId && i.Id > id, ct))
        {
            return false;
        }

        await session.Model.WorkItems.Where(i => i.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.State, ItemState.Pending).SetProperty(i => i.Reason, (string?)null).SetProperty(i => i.Attempts, 0)
                .SetProperty(i => i.TriggeredBy, WorkTrigger.Retry).SetProperty(i => i.UpdatedAt, at),
            ct);
        await AuditAsync(session, item, by, "reopened", new { item = id, why }, at, ct);
        return true;
    }

    private static object Words(CaseFile file) => new { file.Assignee, severity = $"{file.Severity}", file.Tags, file.KnownIssue, file.Note };

    private static Task AuditAsync(SqlSession session, WorkItemRow item, string by, string action, object details, DateTimeOffset at, CancellationToken ct) =>
        AuditChain.AppendAsync(
            session, item.Integration,
            [new AuditEntry(at, by, action, item.Flow, new RecordRef(item.System, item.ObjectType, item.RecordId), JsonSerializer.Serialize(details))], ct);
}
