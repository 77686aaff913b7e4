using Harness.Core.Quality;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>
/// Which record a vanished one was merged into: what the vendor says, or, where a vendor reports a merge as a mere deletion
/// (NetSuite), the one live record that answers to the remaining half's match keys without doubt.
/// </summary>
internal sealed class Survivors(Integration integration, Flow flow)
{
    public async Task<IReadOnlyDictionary<PassItem, Survivor>> FindAsync(IReadOnlyList<PassItem> vanished, CancellationToken ct)
    {
        var found = new Dictionary<PassItem, RecordRef>();
        foreach (var item in vanished)
        {
            var gone = item.Crm is { MergedInto: not null } ? item.Crm : item.Erp is { MergedInto: not null } ? item.Erp : null;
            if (gone is not null)
            {
                found[item] = gone.Ref with { Id = gone.MergedInto! };
            }
        }

        await ByKeysAsync([.. vanished.Where(item => !found.ContainsKey(item) && item.Erp is { Deleted: true } && !VanishedRecord.IsGone(item.Crm) && item.Crm is not null)], found, ct);
        var links = new Dictionary<RecordRef, Link>();
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            var ids = found.Values.Where(record => record.System == integration.Connector(side).System).Select(record => record.Id).Distinct(StringComparer.Ordinal).ToList();
            foreach (var link in ids.Count == 0 ? [] : await integration.Ledger.ReadLinksAsync(integration.Id, flow.Entity, side, ids, ct))
            {
                links[new RecordRef(integration.Connector(side).System, vanished[0].Matrix.ObjectIn(side), link.IdOn(side))] = link;
            }
        }

        return found.ToDictionary(pair => pair.Key, pair => new Survivor(pair.Value, links.GetValueOrDefault(pair.Value)));
    }

    private async Task ByKeysAsync(IReadOnlyList<PassItem> items, Dictionary<PassItem, RecordRef> found, CancellationToken ct)
    {
        var matcher = integration.Matcher(flow.Entity);
        var keys = items.SelectMany(item => matcher.FindKeys(item.Crm!, SystemRole.Erp)).ToList();
        if (keys.Count == 0 || integration.RestsWith(SystemRole.Erp, items))
        {
            return;
        }

        try
        {
            var mapping = integration.Mapping(flow.Entity, SystemRole.Erp);
            var raw = await integration.Erp.FindManyAsync(mapping.Selection, keys, ct);
            var live = await new References(integration, mapping.Entity).ToCrmAsync([.. raw.Where(record => !record.Deleted).Select(record => RecordReading.Read(flow, mapping, record))], ct);
            foreach (var item in items)
            {
                if (matcher.Judge(item.Crm!, live) is { Outcome: not MatchOutcome.Doubtful, One: { } one })
                {
                    found[item] = one.Ref;
                }
            }
        }
        catch (ConnectorException trouble)
        {
            foreach (var item in items)
            {
                integration.Defer(item, SystemRole.Erp, trouble.Fault, countAttempt: false);
            }
        }
    }
}

/// <param name="Link">The survivor's own link; null where it has none.</param>
internal sealed record Survivor(RecordRef Record, Link? Link);
