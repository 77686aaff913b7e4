using Harness.Core.Governance;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>Whether a change of one record is anything to act on: what it is linked to, and whether both sides know it already.</summary>
internal sealed class PairTrigger(Integration integration, Flow flow)
{
    public async Task LinkAsync(IReadOnlyList<PassItem> items, SystemRole side, CancellationToken ct)
    {
        var ids = items.Select(item => item.Lead.Subject.Id).Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count == 0)
        {
            return;
        }

        var links = (await integration.Ledger.ReadLinksAsync(integration.Id, flow.Entity, side, ids, ct))
            .ToDictionary(link => side == SystemRole.Crm ? link.CrmId : link.ErpId, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (links.TryGetValue(item.Lead.Subject.Id, out var link))
            {
                item.Link = link;
                (item.Baseline, item.BaselineLines) = Baselines.FromJson(link.Baseline);
            }
        }
    }

    public void Concerns(PassItem item, SystemRole side, Snapshot snapshot)
    {
        if (RecordReading.BrokenIn(snapshot) is { } broken)
        {
            item.Stop(broken);
        }
        else if (snapshot.Deleted || snapshot.MergedInto is not null)
        {
            VanishedRecord.Settle(item);
        }
        else if (item.OpenIntents.Count > 0)
        {
            // What became of an earlier write is looked up first, whatever the record says by now.
        }
        else if (item.Link is { IsEnded: false } && item.Lead.Trigger == WorkTrigger.Poll && !(item.Link.DoubtedSince <= snapshot.ModifiedAt) && EqualsBaseline(item, side, snapshot))
        {
            item.Finish(ItemState.Unchanged, "Nothing that the matrix maps has changed.");
        }
        else if (flow.NotOurs(item) is { } reason)
        {
            item.Skip(reason);
        }
    }

    private bool EqualsBaseline(PassItem item, SystemRole side, Snapshot snapshot) => item.Baseline is { } baseline
        && snapshot.Problems.Count == 0
        && item.Link!.MatrixVersion == integration.Matrix.Version
        && (snapshot.Lines is not null || !LinesMayHaveChanged(item.Matrix, side))
        && BaselineComparison.Holds(item.Matrix, integration.Mapping(flow.Entity, side), side, baseline, snapshot.Fields);

    // Lines that have a stream of their own bring their own work; lines that do not travel from here are not ours to carry.
    private static bool LinesMayHaveChanged(EntityMatrix matrix, SystemRole side) =>
        matrix.Lines is { } lines && lines.PathIn(side) is not null
        && lines.Direction != (side == SystemRole.Crm ? Direction.ErpToCrm : Direction.CrmToErp)
        && !matrix.Sources.Any(source => source.Side == side && source.AboutPath is not null);
}
