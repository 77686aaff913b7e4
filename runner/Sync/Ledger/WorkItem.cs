using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Ledger;

public enum ItemState
{
    /// <summary>Read and not yet worked on.</summary>
    Pending,

    /// <summary>Tried, and to be tried again by itself: at a time, when a prerequisite is there, or when a person has approved.</summary>
    Waiting,

    /// <summary>Needs a person; the reason says what for.</summary>
    Stopped,

    /// <summary>The pair agrees, and this change took part in it.</summary>
    Synced,

    /// <summary>Nothing that the matrix maps had changed.</summary>
    Unchanged,

    /// <summary>Not the flow's business; the reason says why.</summary>
    Skipped,

    /// <summary>A newer change of the same record, or the other half of the pair, carries this one.</summary>
    Superseded,

    /// <summary>Shadow: compared and reported, nothing written.</summary>
    Compared,
}

/// <summary>One change of one record on its way through a flow.</summary>
/// <param name="Subject">The record that the work is about; for a line or a payment the document it belongs to.</param>
/// <param name="Version">The vendor's version that was seen; one item is kept for each version of a subject.</param>
/// <param name="ChangedAt">The vendor's stamp of the change.</param>
/// <param name="Payload">The change as it was read, as JSON; null where only the fact of a change is known.</param>
/// <param name="WaitsOn">The record whose recording releases this item: "account:crm:001...".</param>
public sealed record WorkItem(
    long Id,
    string Integration,
    string Flow,
    SystemRole Side,
    RecordRef Subject,
    string Version,
    DateTimeOffset ChangedAt,
    string? Payload,
    ItemState State,
    int Attempts,
    FaultKind? Fault,
    string? Reason,
    DateTimeOffset? DueAt,
    string? WaitsOn,
    WorkTrigger Trigger,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

public enum WorkTrigger
{
    Poll,
    FollowUp,
    Prerequisite,
    Retry,
    Backfill,
}

/// <summary>Work to be stored. Where an item of this subject and version exists already, nothing is stored.</summary>
/// <param name="Priority">Lower goes first.</param>
public sealed record NewWork(
    string Flow,
    SystemRole Side,
    RecordRef Subject,
    string Version,
    DateTimeOffset ChangedAt,
    string? Payload,
    WorkTrigger Trigger,
    int Priority)
{
    /// <summary>
    /// Hash of the mapped values. Where an open item of the subject carries the same content (only the stamp moved, as
    /// after our own status write), that item stays as it is and this one is stored as superseded.
    /// </summary>
    public string? ContentHash { get; init; }
}

/// <summary>How an item leaves a pass.</summary>
/// <param name="CountAttempt">Only a vendor call that was about to start counts; trouble on the way does not.</param>
public sealed record ItemOutcome(
    long ItemId,
    ItemState State,
    string? Reason = null,
    FaultKind? Fault = null,
    DateTimeOffset? DueAt = null,
    string? WaitsOn = null,
    bool CountAttempt = false);
