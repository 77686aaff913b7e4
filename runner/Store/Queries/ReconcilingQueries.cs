using Harness.Core.Records;
using Harness.Store.Model;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store.Queries;

/// <summary>Links in pages, versions of many records, runs in the audit log.</summary>
internal static class ReconcilingQueries
{
    public static async Task<LinkPage> LinksAsync(LedgerContext model, string integration, string entity, long after, int most, CancellationToken ct)
    {
        var rows = await model.Links.AsNoTracking()
            .Where(l => l.Integration == integration && l.Entity == entity && l.Id > after)
            .OrderBy(l => l.Id)
            .Take(most)
            .ToListAsync(ct);
        return new LinkPage([.. rows.Select(row => row.ToLink())], rows.Count < most ? null : rows[^1].Id);
    }

    public static async Task<IReadOnlyList<ItemVersion>> VersionsAsync(
        LedgerContext model, string integration, string flow, SystemRole side, IReadOnlyCollection<string> recordIds, CancellationToken ct)
    {
        string[] ids = [.. recordIds];
        return ids.Length == 0 ? [] : await model.WorkItems.AsNoTracking()
            .Where(i => i.Integration == integration && i.Flow == flow && i.Side == side && EF.Parameter(ids).Contains(i.RecordId))
            .Select(i => new ItemVersion(i.RecordId, i.Version, i.State))
            .ToListAsync(ct);
    }

    public static async Task<IReadOnlyList<AuditEntry>> AuditAsync(LedgerContext model, string integration, string action, int most, CancellationToken ct)
    {
        var rows = await model.Audit.AsNoTracking()
            .Where(a => a.Integration == integration && a.Action == action)
            .OrderByDescending(a => a.Seq)
            .Take(most)
            .ToListAsync(ct);
        return [.. rows.Select(row => row.ToEntry())];
    }
}
