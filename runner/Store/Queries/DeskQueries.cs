using Harness.Core.Records;
using Harness.Port;
using Harness.Store.Model;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store.Queries;

/// <summary>The error desk: what stopped, by pattern and one by one.</summary>
internal static class DeskQueries
{
    private static readonly string[] Names = ["name", "full_name", "number", "sku", "opportunity"];
    private static readonly string[] Amounts = ["amount", "total", "net_total"];

    public static async Task<IReadOnlyList<DeskPattern>> PatternsAsync(LedgerContext model, DeskQuery query, CancellationToken ct)
    {
        var groups = await Asked(model, query)
            .GroupBy(i => new { i.Flow, i.Fault, i.Pattern })
            .Select(g => new { g.Key.Flow, g.Key.Fault, g.Key.Pattern, Count = g.Count(), Oldest = g.Min(i => i.ChangedAt), Newest = g.Max(i => i.ChangedAt) })
            .ToListAsync(ct);
        return [.. groups.OrderByDescending(g => g.Count).ThenBy(g => g.Oldest).Take(query.Most)
            .Select(g => new DeskPattern(g.Flow, g.Fault, g.Pattern, g.Count, g.Oldest, g.Newest))];
    }

    public static async Task<DeskPage> PageAsync(LedgerContext model, DeskQuery query, CancellationToken ct)
    {
        var asked = Asked(model, query);
        var total = await asked.CountAsync(ct);
        var rows = await asked.OrderByDescending(i => i.Id).Skip(query.Skip).Take(query.Most).ToListAsync(ct);
        string[] ids = [.. rows.Select(row => row.RecordId).Distinct()];
        string[] shown = [.. Names, .. Amounts];
        var values = (await model.RecordValues.AsNoTracking()
            .Where(v => v.Integration == query.Integration && EF.Parameter(ids).Contains(v.RecordId) && EF.Parameter(shown).Contains(v.Field) && v.Value != null)
            .ToListAsync(ct)).ToLookup(v => (v.Side, v.RecordId));
        var files = (await model.CaseFiles.AsNoTracking()
            .Where(c => c.Integration == query.Integration && EF.Parameter(ids).Contains(c.RecordId))
            .ToListAsync(ct)).ToDictionary(c => (c.Flow, c.ObjectType, c.RecordId), c => c.ToFile());
        return new DeskPage([.. rows.Select(row => Item(row, values[(row.Side, row.RecordId)], files))], total);
    }

    private static DeskItem Item(WorkItemRow row, IEnumerable<RecordValueRow> values, Dictionary<(string, string, string), CaseFile> files)
    {
        var own = values.ToList();
        return new DeskItem(
            row.ToItem(), files.GetValueOrDefault((row.Flow, row.ObjectType, row.RecordId), CaseFile.Empty), First(own, Names), First(own, Amounts), row.Pattern, row.StoppedAt, row.ChangedAt);
    }

    private static string? First(List<RecordValueRow> values, string[] fields) =>
        fields.Select(field => values.Find(v => v.Field == field)?.Value).FirstOrDefault(value => value is not null);

    private static IQueryable<WorkItemRow> Asked(LedgerContext model, DeskQuery query)
    {
        var items = model.WorkItems.AsNoTracking().Where(i => i.Integration == query.Integration);
        if (query.ItemId is { } id)
        {
            return items.Where(i => i.Id == id);
        }

        items = query.Shelf switch
        {
            DeskShelf.Open => items.Where(i => i.State == ItemState.Stopped),
            DeskShelf.Retries => items.Where(i => i.State == ItemState.Waiting && i.Fault != FaultKind.NeedsApproval),
            DeskShelf.Resolved => items.Where(i => i.StoppedAt != null && i.State != ItemState.Stopped && i.State != ItemState.Waiting && i.State != ItemState.Pending),
        };
        items = query.Flow is { } flow ? items.Where(i => i.Flow == flow) : items;
        items = query.Fault is { } fault ? items.Where(i => i.Fault == fault) : items;
        items = query.Pattern is { } pattern ? items.Where(i => i.Pattern == pattern) : items;
        items = query.Before is { } before ? items.Where(i => i.ChangedAt < before) : items;
        if (query.Class is { } of)
        {
            FaultKind?[] kinds = [.. FaultClasses.In(of).Select(kind => (FaultKind?)kind)];
            items = items.Where(i => kinds.Contains(i.Fault));
        }

        return OnFile(model, items, query);
    }

    private static IQueryable<WorkItemRow> OnFile(LedgerContext model, IQueryable<WorkItemRow> items, DeskQuery query)
    {
        var (assignee, tag, severity) = (query.Assignee, query.Tag is null ? null : $",{query.Tag},", query.Severity);
        return assignee is null && tag is null && severity is null ? items : items.Where(i => model.CaseFiles.Any(
            c => c.Integration == i.Integration && c.Flow == i.Flow && c.ObjectType == i.ObjectType && c.RecordId == i.RecordId
                && (assignee == null || c.Assignee == assignee) && (tag == null || c.Tags.Contains(tag)) && (severity == null || c.Severity == severity)));
    }
}
