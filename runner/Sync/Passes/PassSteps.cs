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
        var intents = (await Integration.Ledger.OpenIntentsAsync(Integration.Id, [.. items.SelectMany(item => item.Work).Select(work => work.Id)], ct))
            .ToLookup(intent => intent.ItemId);
        var decisions = (await Integration.Ledger.ReadDecisionsAsync(Integration.Id, Flow.Name, [.. items.SelectMany(item => item.Work).Select(work => work.Subject).Distinct()], ct))
            .ToLookup(decision => decision.Subject);
        foreach (var item in items)
        {
            item.OpenIntents = [.. item.Work.SelectMany(work => intents[work.Id]).DistinctBy(intent => intent.Id)];
            item.Decisions = [.. item.Work.Select(work => work.Subject).Distinct().SelectMany(subject => decisions[subject])];
        }
    }

    protected EntityMapping Mapping(SystemRole side) => Integration.Mapping(Flow.Entity, side);

    /// <summary>Fresh from the poll that brought it, so that it need not be read again.</summary>
    protected bool IsFresh(WorkItem item) => item.Trigger == WorkTrigger.Poll && item.Attempts == 0 && item.Payload is not null
        && Integration.Now - item.CreatedAt < Integration.Options.FreshFor;

    /// <summary>Canonical, with what an ERP calls its own ids translated to the CRM's.</summary>
    protected async Task<IReadOnlyList<Snapshot>> ReadAsync(SystemRole side, IReadOnlyList<RawRecord> raw, CancellationToken ct)
    {
        var snapshots = raw.Select(record => Flow.Derive(Mapping(side).Read(record), side)).ToList();
        return side == SystemRole.Crm ? snapshots : await new References(Integration, Integration.Matrix.Entities[Flow.Entity]).ToCrmAsync(snapshots, ct);
    }

    /// <summary>Reads, and lets items whose system cannot be read wait for it. Null: it could not be read.</summary>
    protected async Task<IReadOnlyList<RawRecord>?> TryReadAsync(
        SystemRole side, IEnumerable<PassItem> items, Func<IConnector, Task<IReadOnlyList<RawRecord>>> read)
    {
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
