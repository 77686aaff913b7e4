using Harness.Core.Records;
using Harness.Port;
using Harness.Store.Model;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store.Queries;

/// <summary>What people ask: lists, counts and one record's history.</summary>
internal static class LedgerQueries
{
    private static readonly ItemState[] Open = [ItemState.Pending, ItemState.Waiting, ItemState.Stopped];

    public static async Task<IReadOnlyList<WorkItem>> ItemsAsync(LedgerContext model, ItemFilter filter, CancellationToken ct)
    {
        var items = model.WorkItems.AsNoTracking().Where(i => i.Integration == filter.Integration);
        if (filter.ItemId is { } id)
        {
            items = items.Where(i => i.Id == id);
        }

        if (filter.RecordId is { } record)
        {
            items = items.Where(i => i.RecordId == record);
        }

        if (filter.Flow is { } flow)
        {
            items = items.Where(i => i.Flow == flow);
        }

        if (filter.States.Count > 0)
        {
            ItemState[] states = [.. filter.States];
            items = items.Where(i => states.Contains(i.State));
        }

        if (filter.Fault is { } fault)
        {
            items = items.Where(i => i.Fault == fault);
        }

        var rows = await items.OrderByDescending(i => i.Id).Take(filter.Most).ToListAsync(ct);
        return [.. rows.Select(i => i.ToItem())];
    }

    public static async Task<IReadOnlyList<Decision>> DecisionsAsync(
        LedgerContext model, string integration, string flow, IReadOnlyCollection<RecordRef> subjects, CancellationToken ct)
    {
        string[] ids = [.. subjects.Select(s => s.Id).Distinct()];
        var rows = await model.Decisions.AsNoTracking()
            .Where(d => d.Integration == integration && d.Flow == flow && EF.Parameter(ids).Contains(d.RecordId))
            .OrderBy(d => d.Id)
            .ToListAsync(ct);
        var asked = subjects.ToHashSet();
        return [.. rows.Select(d => d.ToDecision()).Where(d => asked.Contains(d.Subject))];
    }

    public static async Task<IReadOnlyList<Decision>> DecisionsAsync(
        LedgerContext model, string integration, DecisionKind kind, Verdict? verdict, CancellationToken ct)
    {
        var rows = await model.Decisions.AsNoTracking()
            .Where(d => d.Integration == integration && d.Kind == kind && (verdict == null || d.Verdict == verdict))
            .OrderBy(d => d.Id)
            .ToListAsync(ct);
        return [.. rows.Select(d => d.ToDecision())];
    }

    public static async Task<IReadOnlyList<StatusNote>> NotesAsync(LedgerContext model, string integration, int most, CancellationToken ct)
    {
        var rows = await model.Notes.AsNoTracking()
            .Where(n => n.Integration == integration)
            .OrderBy(n => n.At).ThenBy(n => n.RecordId)
            .Take(most)
            .ToListAsync(ct);
        return [.. rows.Select(n => n.ToNote())];
    }

    public static async Task<IReadOnlyList<AlertRow>> UnsentAlertsAsync(LedgerContext model, int most, CancellationToken ct)
    {
        var rows = await model.Alerts.AsNoTracking().Where(a => a.SentAt == null).OrderBy(a => a.Id).Take(most).ToListAsync(ct);
        return [.. rows.Select(a => a.ToAlert())];
    }

    public static async Task<LedgerStatus> StatusAsync(LedgerContext model, string integration, DateTimeOffset now, CancellationToken ct)
    {
        var groups = await model.WorkItems.AsNoTracking()
            .Where(i => i.Integration == integration)
            .GroupBy(i => new { i.State, i.Flow, i.Fault })
            .Select(g => new { g.Key.Flow, g.Key.State, g.Key.Fault, Count = g.LongCount(), Oldest = g.Min(i => i.ChangedAt) })
            .ToListAsync(ct);
        var pending = groups.Any(g => g.State == ItemState.Pending);
        var due = await model.WorkItems.Where(i => i.Integration == integration && i.State == ItemState.Waiting && i.DueAt != null)
            .MinAsync(i => i.DueAt, ct);
        return new LedgerStatus(
            [.. groups.OrderBy(g => g.Flow).ThenBy(g => g.State).ThenBy(g => g.Fault)
                .Select(g => new FlowCount(g.Flow, g.State, g.Fault, g.Count))],
            groups.Where(g => Open.Contains(g.State)).GroupBy(g => g.Flow).ToDictionary(g => g.Key, g => g.Min(x => x.Oldest)),
            await model.Intents.CountAsync(i => i.Integration == integration && i.Outcome == null, ct),
            await model.Notes.CountAsync(n => n.Integration == integration, ct),
            pending ? now : due);
    }

    public static async Task<RecordHistory> HistoryAsync(
        LedgerContext model, string integration, string entity, string recordId, CancellationToken ct)
    {
        var links = await model.Links.AsNoTracking()
            .Where(l => l.Integration == integration && l.Entity == entity && (l.CrmId == recordId || l.ErpId == recordId))
            .OrderBy(l => l.Id)
            .ToListAsync(ct);
        string[] ids = [recordId, .. links.SelectMany(l => new[] { l.CrmId, l.ErpId })];
        var items = await model.WorkItems.AsNoTracking()
            .Where(i => i.Integration == integration && EF.Parameter(ids).Contains(i.RecordId))
            .OrderBy(i => i.Id)
            .ToListAsync(ct);
        long[] itemIds = [.. items.Select(i => i.Id)];
        var intents = await model.Intents.AsNoTracking()
            .Where(i => i.Integration == integration && i.Entity == entity && EF.Parameter(itemIds).Contains(i.ItemId))
            .OrderBy(i => i.Id)
            .ToListAsync(ct);
        var decisions = await model.Decisions.AsNoTracking()
            .Where(d => d.Integration == integration && EF.Parameter(ids).Contains(d.RecordId))
            .OrderBy(d => d.Id)
            .ToListAsync(ct);
        var audit = await model.Audit.AsNoTracking()
            .Where(a => a.Integration == integration && a.RecordId != null && EF.Parameter(ids).Contains(a.RecordId))
            .OrderBy(a => a.Seq)
            .ToListAsync(ct);
        return new RecordHistory(
            [.. links.Select(l => l.ToLink())],
            [.. items.Select(i => i.ToItem())],
            [.. intents.Select(i => i.ToHistory())],
            [.. decisions.Select(d => d.ToDecision())],
            [.. audit.Select(a => a.ToEntry())]);
    }
}
