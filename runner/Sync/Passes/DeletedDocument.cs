using Harness.Core.Mapping;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>A document that the ERP deleted says no longer whose it was; what the ledger keeps of its last reading does.</summary>
internal sealed class DeletedDocument(Integration integration, Flow flow)
{
    /// <summary>What shows it is computed again without it.</summary>
    public async Task SettleAsync(PassItem item, bool isPreview, CancellationToken ct)
    {
        var matrix = integration.Matrix.Entities[flow.Entity];
        var earlier = (await integration.Ledger.ListItemsAsync(new ItemFilter(integration.Id) { Flow = flow.Name, RecordId = item.Lead.Subject.Id }, ct))
            .Where(work => work.Payload is not null && work.Id != item.Lead.Id).Select(work => RawRecords.FromJson(work.Payload!)).FirstOrDefault(raw => !raw.Deleted);
        var owners = earlier is null ? [] : matrix.Rollups.Select(row => row.Target).Distinct()
            .Select(target => (Entity: integration.Matrix.Entities[target], Id: earlier.Values.GetValueOrDefault(PathTo(matrix, target))?.ToString()))
            .Where(owner => !string.IsNullOrEmpty(owner.Id)).ToList();
        if (owners.Count == 0)
        {
            item.Stop(new Fault(FaultKind.RecordGone, "The document was deleted in the ERP, and it is not known whose it was; check what the opportunity and the account show."));
            return;
        }

        item.Finish(ItemState.Synced, "Deleted in the ERP: what showed it is computed again.");
        if (!isPreview)
        {
            await integration.Ledger.EnqueueAsync(
                integration.Id,
                [.. owners.Select(owner => new NewWork(
                    flow.Name, item.Lead.Side, new RecordRef(integration.Erp.System, owner.Entity.ErpObject, owner.Id!), $"without:{item.Lead.Subject.Id}@{integration.Now.UtcTicks}",
                    item.Lead.ChangedAt, null, WorkTrigger.Retry, flow.Rank))],
                integration.Now, ct);
        }
    }

    private static string PathTo(EntityMatrix matrix, string target) => matrix.ErpPathOf(target == "sales_order" ? "order" : target);
}
