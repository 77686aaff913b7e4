using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>
/// The one order of steps that every flow runs through. Each step takes the whole batch and works on the items that are
/// still open; an item that stops, waits or is done leaves, and its neighbours go on.
/// </summary>
/// <param name="stepTook">Told how long each step took; record runs within write as well, and is told for itself.</param>
public sealed class SyncPass(Integration integration, Flow flow, Action<string, TimeSpan>? stepTook = null)
{
    private readonly PassSteps _steps = flow.RollsUp ? new RollupSteps(integration, flow) : new PairSteps(integration, flow);
    private readonly RecordStep _record = new(integration, flow, stepTook);

    public async Task<IReadOnlyList<PassItem>> RunAsync(IReadOnlyList<WorkItem> work, CancellationToken ct)
    {
        var batch = new PassBatch(work, integration.Matrix.Entities[flow.Entity]);

        await DecideAsync(batch, ct);
        await StepAsync("write", () => new WriteStep(integration, flow, _record).ApplyAsync(batch, ct));
        await _record.CommitAsync(batch.Uncommitted, ct);

        return batch.All;
    }

    /// <summary>The same steps up to the writes, for a plan or an explanation: nothing is written anywhere.</summary>
    public async Task<IReadOnlyList<PassItem>> PreviewAsync(IReadOnlyList<WorkItem> work, CancellationToken ct)
    {
        var batch = new PassBatch(work, integration.Matrix.Entities[flow.Entity]) { IsPreview = true };

        await DecideAsync(batch, ct);

        return batch.All;
    }

    private async Task DecideAsync(PassBatch batch, CancellationToken ct)
    {
        await StepAsync("trigger", () => _steps.TriggerAsync(batch, ct));
        await StepAsync("load", () => _steps.LoadAsync(batch, ct));
        await StepAsync("match", () => _steps.MatchAsync(batch, ct));
        Step("gate", () => new GateStep(integration).Apply(batch));
        await StepAsync("prerequisite", () => new PrerequisiteStep(integration, flow).ApplyAsync(batch, ct));
        Step("validate", () => _steps.Validate(batch));
        Step("merge", () => _steps.Merge(batch));
        Step("approve", () => _steps.Approve(batch));
    }

    private async Task StepAsync(string name, Func<Task> step)
    {
        var began = integration.Clock.GetTimestamp();
        await step();
        stepTook?.Invoke(name, integration.Clock.GetElapsedTime(began));
    }

    private void Step(string name, Action step)
    {
        var began = integration.Clock.GetTimestamp();
        step();
        stepTook?.Invoke(name, integration.Clock.GetElapsedTime(began));
    }
}
