using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>
/// Linked pairs of which one half, or both, are gone. The link moves to the survivor of a merge; otherwise it ends, and the
/// matrix's policy says what becomes of the half that is left. An ended link comes back with its record and makes nothing anew.
/// A record that the vendor merely does not show (no permission, purged) is never taken for deleted.
/// </summary>
public sealed class VanishedStep(Integration integration, Flow flow)
{
    public async Task ApplyAsync(PassBatch batch, CancellationToken ct)
    {
        foreach (var item in batch.Open.Where(item => item.Link is { IsEnded: true } && !IsGone(item, SystemRole.Crm) && !IsGone(item, SystemRole.Erp)).ToList())
        {
            item.LinkChange = new LinkChange(item.Link!, item.Link!.Restored());
            item.Link = item.Link.Restored();
        }

        var vanished = batch.Open.Where(item => item.Link is not null && (IsGone(item, SystemRole.Crm) || IsGone(item, SystemRole.Erp))).ToList();
        if (vanished.Count == 0)
        {
            return;
        }

        var survivors = await new Survivors(integration, flow).FindAsync(vanished, ct);
        foreach (var item in vanished.Where(item => item.IsOpen))
        {
            Settle(batch, item, IsGone(item, SystemRole.Crm) ? SystemRole.Crm : SystemRole.Erp, survivors.GetValueOrDefault(item));
        }
    }

    private static bool IsGone(PassItem item, SystemRole side) => VanishedRecord.IsGone(item.On(side));

    private void Settle(PassBatch batch, PassItem item, SystemRole gone, Survivor? survivor)
    {
        var link = item.Link!;
        if (IsGone(item, gone.Other()))
        {
            End(item, gone, "Both halves are gone.");
        }
        else if (survivor is { Link: null or { IsEnded: true } })
        {
            Move(batch, item, gone, survivor.Record);
        }
        else if (link.IsEnded && item.Lead.Trigger != WorkTrigger.Retry)
        {
            item.Skip($"Its counterpart in {Name(gone)} was deleted: nothing is sent there or made there again.");
        }
        else
        {
            Leave(item, gone, survivor);
        }
    }

    private void Move(PassBatch batch, PassItem item, SystemRole gone, RecordRef survivor)
    {
        var to = item.Link!.Restored() with { Baseline = "{}" };
        to = gone == SystemRole.Crm ? to with { CrmId = survivor.Id } : to with { ErpId = survivor.Id };
        item.LinkChange = new LinkChange(item.Link, to);
        item.Finish(ItemState.Synced, $"Merged into {survivor.Id}, which has its counterpart from now on.");
        item.Successor = new NewWork(
            flow.Name, gone, survivor, $"survivor-of:{item.IdOn(gone)}@{integration.Now.UtcTicks}", item.Lead.ChangedAt, null, WorkTrigger.Retry, flow.Rank);

        // Its own change of this batch would find it without a counterpart, and make it one.
        foreach (var own in batch.Open.Where(other => other.Lead.Side == gone && other.Lead.Subject.Id == survivor.Id && other.Link is null).ToList())
        {
            own.Finish(ItemState.Superseded, $"It takes over the counterpart of {item.IdOn(gone)}.");
        }
    }

    private void Leave(PassItem item, SystemRole gone, Survivor? survivor)
    {
        var left = $"{item.Matrix.ObjectIn(gone.Other())} {item.IdOn(gone.Other())} in {Name(gone.Other())}";
        var policy = item.Matrix.WhenDeletedIn(gone);
        switch (policy)
        {
            case DeletePolicy.Unlink:
                End(item, gone, $"It was deleted in {Name(gone)}; {left} stays as it is and is on its own.");
                break;
            case DeletePolicy.Archive:
                Archive(item, gone);
                break;
            case DeletePolicy.Stop:
                item.LinkChange = item.Link!.IsEnded ? null : new LinkChange(item.Link, item.Link.Ended(gone));
                item.Stop(survivor is { Link: { } other }
                    ? new Fault(
                        FaultKind.RecordMerged,
                        $"It was merged in {Name(gone)} into {survivor.Record.Id}, which has the counterpart {other.IdOn(gone.Other())} already; {left} is left over: merge those two as well, or archive it by hand, then resolve this.")
                    : new Fault(FaultKind.RecordGone, $"It was deleted in {Name(gone)}; restore it there, or archive {left} by hand and resolve this."));
                break;
        }
    }

    private static void End(PassItem item, SystemRole gone, string reason)
    {
        item.LinkChange = item.Link!.IsEnded ? null : new LinkChange(item.Link, item.Link.Ended(gone));
        item.Finish(ItemState.Synced, reason);
    }

    private void Archive(PassItem item, SystemRole gone)
    {
        var target = gone.Other();
        var mark = item.Matrix.Archive[target];
        var record = item.On(target)!;
        var values = new Dictionary<string, JsonNode?> { [mark.Path] = mark.Value.DeepClone() };
        var content = ContentHash.Of(JsonSerializer.Serialize(new { record.Ref.ObjectType, record.Ref.Id, values }));
        item.IsArchived = true;
        item.LinkChange = item.Link!.IsEnded ? null : new LinkChange(item.Link, item.Link.Ended(gone));
        item.Writes.Add(new PlannedWrite(
            target,
            new WriteRequest(ContentHash.Of($"{integration.Id}|{flow.Entity}|archive|{record.Ref}"), record.Ref.ObjectType, record.Ref.Id, null, values, [], record.Version),
            FieldSet.Empty, null) { RequestHash = content });
    }

    private string Name(SystemRole side) => integration.Connector(side).System;
}
