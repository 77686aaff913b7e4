using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Store.Model;
using Harness.Sync.Desk;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store.Queries;

/// <summary>Records by id or by what people know of them; every way in is an index.</summary>
internal static class SearchQueries
{
    public static async Task<IReadOnlyList<FoundRecord>> FindAsync(LedgerContext model, string integration, string text, int most, CancellationToken ct)
    {
        var typed = text.Trim();
        if (SearchTerm.Of(typed).Length == 0)
        {
            return [];
        }

        var found = new List<FoundRecord>();
        foreach (var link in await model.Links.AsNoTracking()
            .Where(l => l.Integration == integration && (l.CrmId == typed || l.ErpId == typed)).Take(most).ToListAsync(ct))
        {
            found.Add(link.CrmId == typed
                ? new FoundRecord(link.Entity, SystemRole.Crm, link.CrmId, null, null, null)
                : new FoundRecord(link.Entity, SystemRole.Erp, link.ErpId, null, null, null));
        }

        var (from, hash) = (SearchTerm.Of(typed), SearchTerm.Hashed(typed));
        var until = from + '\uFFFF';
        var rows = await model.RecordValues.AsNoTracking()
            .Where(v => v.Integration == integration && ((v.Term.CompareTo(from) >= 0 && v.Term.CompareTo(until) < 0) || v.Term == hash))
            .OrderBy(v => v.Term).Take(most).ToListAsync(ct);
        rows.AddRange(await model.RecordValues.AsNoTracking().Where(v => v.Integration == integration && v.RecordId == typed).Take(most).ToListAsync(ct));
        string[] ids = [.. rows.Select(row => row.RecordId).Concat(found.Select(one => one.RecordId)).Distinct()];
        var titles = (await model.RecordValues.AsNoTracking()
            .Where(v => v.Integration == integration && EF.Parameter(ids).Contains(v.RecordId) && v.Value != null && (v.Field == "name" || v.Field == "number" || v.Field == "full_name"))
            .ToListAsync(ct)).ToLookup(v => (v.Entity, v.Side, v.RecordId), v => v.Value);
        return [.. found.Concat(rows.Select(row => new FoundRecord(row.Entity, row.Side, row.RecordId, null, row.RecordId == typed ? null : row.Field, row.Value)))
            .DistinctBy(one => (one.Entity, one.Side, one.RecordId))
            .Select(one => one with { Title = titles[(one.Entity, one.Side, one.RecordId)].FirstOrDefault() })
            .Take(most)];
    }
}
