using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Ledger;

public sealed record Lease(string Owner, long Epoch, DateTimeOffset Until);

/// <summary>A cursor belongs to a system, a source and a matrix version's selection of it.</summary>
public sealed record CursorKey(string Integration, string System, string Source);

public sealed record ItemFilter(string Integration)
{
    public string? Flow { get; init; }

    public IReadOnlyList<ItemState> States { get; init; } = [];

    public FaultKind? Fault { get; init; }

    public string? RecordId { get; init; }

    public long? ItemId { get; init; }

    public int Most { get; init; } = 200;
}

/// <param name="Counts">Items by flow and state, over the ledger's life.</param>
/// <param name="OldestOpen">The stamp of the oldest change that is pending, waiting or stopped, by flow.</param>
public sealed record LedgerStatus(
    IReadOnlyList<FlowCount> Counts,
    IReadOnlyDictionary<string, DateTimeOffset> OldestOpen,
    int OpenIntents,
    int PendingNotes,
    DateTimeOffset? NextDue);

/// <param name="Next">Where the next page begins; null after the last one.</param>
public sealed record LinkPage(IReadOnlyList<Link> Links, long? Next);

public sealed record ItemVersion(string RecordId, string Version, ItemState State);

public sealed record FlowCount(string Flow, ItemState State, FaultKind? Fault, long Count);

public sealed record RecordHistory(
    IReadOnlyList<Link> Links,
    IReadOnlyList<WorkItem> Items,
    IReadOnlyList<IntentHistory> Intents,
    IReadOnlyList<Decision> Decisions,
    IReadOnlyList<AuditEntry> Audit);

public sealed record IntentHistory(Intent Intent, IntentClosed? Outcome, DateTimeOffset? ClosedAt);

/// <summary>Another runner holds the lease: everything this one still has in hand is refused.</summary>
public sealed class LeaseLostException(string message) : Exception(message);

/// <summary>Another poller moved the cursor: this page is dropped, nothing is lost.</summary>
public sealed class CursorMovedException(CursorKey key) : Exception($"The cursor of {key.System} {key.Source} was moved by another poller.");

/// <summary>The ledger cannot be used as it is; the message says what to do.</summary>
public sealed class LedgerRefusedException : Exception
{
    public LedgerRefusedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
