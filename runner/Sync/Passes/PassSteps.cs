using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>The steps in which a pair of records and a roll-up of documents differ.</summary>
public abstract class PassSteps(Integration integration, Flow flow)
{
    protected Integration Integration { get; } = integration;

    protected Flow Flow { get; } = flow;

    public abstract Task TriggerAsync(PassBatch batch, CancellationToken ct);

    public abstract Task LoadAsync(PassBatch batch, CancellationToken ct);

    public abstract Task MatchAsync(PassBatch batch, CancellationToken ct);

    public abstract void Validate(PassBatch batch);

    public abstract void Merge(PassBatch batch);

    public abstract void Approve(PassBatch batch);

    /// <summary>What earlier attempts left open and what people have decided about these records.</summary>
    protected async Task RememberAsync(IReadOnlyList<PassItem> items, CancellationToken ct)
    {
        var work = items.SelectMany(item => item.Work).Select(one => one.Id).ToList();
        var intents = (await Integration.Ledger.OpenIntentsAsync(Integration.Id, work, ct)).ToLookup(intent => intent.ItemId);
        var subjects = items.SelectMany(Subjects).Distinct().ToList();
        var decisions = (await Integration.Ledger.ReadDecisionsAsync(Integration.Id, Flow.Name, subjects, ct)).ToLookup(decision => decision.Subject);
        foreach (var item in items)
        {
            item.OpenIntents = [.. item.Work.SelectMany(one => intents[one.Id]).DistinctBy(intent => intent.Id)];
            item.Decisions = [.. Subjects(item).Distinct().SelectMany(subject => decisions[subject])];
        }
    }

    /// <summary>A decision about either record of a pair counts, whichever of the two has changed.</summary>
    private IEnumerable<RecordRef> Subjects(PassItem item)
    {
        var own = item.Work.Select(work => work.Subject);
        return item.Link is not { } link ? own : own.Append(new RecordRef(Integration.Crm.System, item.Matrix.CrmObject, link.CrmId))
            .Append(new RecordRef(Integration.Erp.System, item.Matrix.ErpObject, link.ErpId));
    }

    protected EntityMapping Mapping(SystemRole side) => Integration.Mapping(Flow.Entity, side);

    /// <summary>Fresh from the poll or the pass that brought it and never tried, so that it need not be read again.</summary>
    protected bool IsFresh(WorkItem item) => item is { Trigger: WorkTrigger.Poll or WorkTrigger.FollowUp, State: ItemState.Pending, Attempts: 0, Payload: not null }
        && Integration.Now - item.CreatedAt < Integration.Options.FreshFor;

    /// <summary>Canonical, with what an ERP calls its own ids translated to the CRM's.</summary>
    protected async Task<IReadOnlyList<Snapshot>> ReadAsync(SystemRole side, IReadOnlyList<RawRecord> raw, CancellationToken ct)
    {
        var snapshots = raw.Select(record => RecordReading.Read(Flow, Mapping(side), record)).ToList();
        return side == SystemRole.Crm ? snapshots : await new References(Integration, Integration.Matrix.Entities[Flow.Entity]).ToCrmAsync(snapshots, ct);
    }

    /// <summary>Reads, and lets items whose system cannot be read wait for it. Null: it could not be read.</summary>
    protected async Task<IReadOnlyList<RawRecord>?> TryReadAsync(
        SystemRole side, IEnumerable<PassItem> items, Func<IConnector, Task<IReadOnlyList<RawRecord>>> read)
    {
        if (Integration.RestsWith(side, items))
        {
            return null;
        }

        try
        {
            var records = await read(Integration.Connector(side));
            Integration.Rest.Answered(Integration.Connector(side).System);
            return records;
        }
        catch (ConnectorException trouble)
        {
            foreach (var item in items.Where(item => item.IsOpen).ToList())
            {
                Integration.Defer(item, side, trouble.Fault, countAttempt: false);
            }

            return null;
        }
    }
}
