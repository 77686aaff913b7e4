using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Reconciling;

/// <summary>A record that looks as if it drifted, until the ledger, the feed and a fresh read of both sides were asked.</summary>
/// <param name="Version">The version that was read; null where the record was not met at all.</param>
/// <param name="Counterpart">The id of its other half, where it is linked.</param>
internal sealed record Suspect(SystemRole Side, RecordRef Record, string? Version, string? Counterpart)
{
    public WorkItem ToItem(Integration integration, Flow flow, int index) => new(
        -1 - index, integration.Id, flow.Name, Side, Record, "reconcile", integration.Now, null, ItemState.Pending, 0, null, null, null, null,
        WorkTrigger.Retry, integration.Now, integration.Now);

    public static NewWork Repair(Flow flow, SystemRole side, RecordRef record, DateTimeOffset at) =>
        new(flow.Name, side, record, $"reconcile:{at.UtcTicks}", at, null, WorkTrigger.Retry, 8);
}
