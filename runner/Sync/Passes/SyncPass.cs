using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>
/// The one order of steps that every flow runs through. Each step takes the whole batch and works on the items that are
/// still open; an item that stops, waits or is done leaves, and its neighbours go on.
/// </summary>
public sealed class SyncPass(Integration integration, Flow flow)
{
    private readonly PassSteps _steps = flow.RollsUp ? new RollupSteps(integration, flow) : new PairSteps(integration, flow);
    private readonly RecordStep _record = new(integration, flow);

    public async Task<IReadOnlyList<PassItem>> RunAsync(IReadOnlyList<WorkItem> work, CancellationToken ct)
    {
        var batch = new PassBatch(work, integration.Matrix.Entities[flow.Entity]);

        await _steps.TriggerAsync(batch, ct);
        await _steps.LoadAsync(batch, ct);
        await _steps.MatchAsync(batch, ct);
        new GateStep(integration).Apply(batch);
        await new PrerequisiteStep(integration, flow).ApplyAsync(batch, ct);
        _steps.Validate(batch);
        _steps.Merge(batch);
        _steps.Approve(batch);
        await new WriteStep(integration, flow, _record).ApplyAsync(batch, ct);
        await _record.CommitAsync(batch.Uncommitted, ct);

        return batch.All;
    }

    /// <summary>The same steps up to the writes, for a plan or an explanation: nothing is written anywhere.</summary>
    public async Task<IReadOnlyList<PassItem>> PreviewAsync(IReadOnlyList<WorkItem> work, CancellationToken ct)
    {
        var batch = new PassBatch(work, integration.Matrix.Entities[flow.Entity]) { IsPreview = true };

        await _steps.TriggerAsync(batch, ct);
        await _steps.LoadAsync(batch, ct);
        await _steps.MatchAsync(batch, ct);
        new GateStep(integration).Apply(batch);
        await new PrerequisiteStep(integration, flow).ApplyAsync(batch, ct);
        _steps.Validate(batch);
        _steps.Merge(batch);
        _steps.Approve(batch);

        return batch.All;
    }
}
