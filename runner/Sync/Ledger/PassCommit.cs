using Harness.Sync.Desk;

namespace Harness.Sync.Ledger;

/// <summary>All that one group of finished records changes in the ledger: one transaction, refused as a whole when the lease is lost.</summary>
public sealed record PassCommit(string Integration, DateTimeOffset At)
{
    public IReadOnlyList<ItemOutcome> Outcomes { get; init; } = [];

    public IReadOnlyList<IntentClosed> Intents { get; init; } = [];

    /// <summary>Inserted, or baseline, version and stamp replaced where the pair is linked already.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>Before <see cref="Links"/>: an ended link gives way to whatever takes one of its records.</summary>
    public IReadOnlyList<LinkChange> LinkChanges { get; init; } = [];

    public IReadOnlyList<NewWork> FollowUps { get; init; } = [];

    public IReadOnlyList<NewQuestion> Questions { get; init; } = [];

    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];

    public IReadOnlyList<StatusNote> Notes { get; init; } = [];

    /// <summary>What the records are searched by.</summary>
    public IReadOnlyList<RecordValue> Values { get; init; } = [];

    public IReadOnlyList<NewAlert> Alerts { get; init; } = [];

    /// <summary>Items that wait on one of these records become pending, and so do those that stopped for a trouble of the pair that is gone now.</summary>
    public IReadOnlyList<string> Releases { get; init; } = [];
}
