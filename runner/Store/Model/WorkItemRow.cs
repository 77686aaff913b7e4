using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Store.Model;

internal sealed class WorkItemRow
{
    public long Id { get; init; }

    public required string Integration { get; init; }

    public required string Flow { get; init; }

    public SystemRole Side { get; init; }

    public required string System { get; init; }

    public required string ObjectType { get; init; }

    public required string RecordId { get; init; }

    public required string Version { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public string? Payload { get; init; }

    public string? ContentHash { get; init; }

    public ItemState State { get; init; }

    public int Attempts { get; init; }

    public FaultKind? Fault { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string? WaitsOn { get; init; }

    public WorkTrigger TriggeredBy { get; init; }

    public int Priority { get; init; }

    /// <summary>The lease that has the item in hand; the claim of an earlier lease counts for nothing.</summary>
    public long? ClaimedEpoch { get; init; }

    /// <summary>When it stopped first; stays when it goes again.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The reason without what is the record's own.</summary>
    public string? Pattern { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public WorkItem ToItem() => new(
        Id, Integration, Flow, Side, new RecordRef(System, ObjectType, RecordId), Version, ChangedAt, Payload, State,
        Attempts, Fault, Reason, DueAt, WaitsOn, TriggeredBy, CreatedAt, UpdatedAt);
}
