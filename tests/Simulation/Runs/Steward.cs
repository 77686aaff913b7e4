using Harness.Port;
using Harness.Simulation.Runner;
using Harness.Sync.Ledger;

namespace Harness.Simulation.Runs;

/// <summary>Who looks after what stopped: once the schema is mended, what had stopped for it is let go again.</summary>
internal sealed class Steward(ILedger ledger, TimeProvider clock)
{
    private static readonly HashSet<FaultKind> Mended = [FaultKind.MappingBroken, FaultKind.PermissionMissing];

    public async Task LetGoWhatWasMendedAsync(CancellationToken ct)
    {
        var stopped = await ledger.ListItemsAsync(new ItemFilter(SimulatedRunner.Id) { States = [ItemState.Stopped], Most = 10_000 }, ct);
        foreach (var item in stopped.Where(item => item.Fault is { } fault && Mended.Contains(fault)))
        {
            await ledger.SteerAsync(item.Id, ItemState.Pending, "steward", "the schema is mended", clock.GetUtcNow(), ct);
        }
    }
}
