using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Ledger;

/// <summary>
/// The only memory. Every method is set-wise, and every method that writes is one durable transaction that is refused
/// with <see cref="LeaseLostException"/> when another runner holds the lease. Every row carries the integration's id.
/// </summary>
public partial interface ILedger
{
    /// <summary>Takes the lease for this process. Throws <see cref="LedgerRefusedException"/> when a live runner holds it, or when a newer version wrote the ledger.</summary>
    Task<Lease> TakeLeaseAsync(string owner, TimeSpan holdFor, CancellationToken ct);

    Task RenewLeaseAsync(TimeSpan holdFor, CancellationToken ct);

    Task ReleaseLeaseAsync(CancellationToken ct);

    Task<string?> ReadCursorAsync(CursorKey key, CancellationToken ct);

    /// <summary>
    /// Stores a page's work and the new cursor together. Known versions are dropped; older open items of the same
    /// subject and flow that are not being worked on become superseded. Throws <see cref="CursorMovedException"/> when
    /// the stored cursor is not the expected one, so a person's command may move one without the lease; a runner that has
    /// lost its lease may not. Returns how many items are new.
    /// </summary>
    Task<int> StorePageAsync(CursorKey key, string? expected, string cursor, IReadOnlyList<NewWork> work, DateTimeOffset at, CancellationToken ct);

    /// <summary>
    /// Stores work that no feed brought: a backfill, a prerequisite, a person's request. A prerequisite whose subject has an
    /// open item already is not stored again.
    /// </summary>
    Task<int> EnqueueAsync(string integration, IReadOnlyList<NewWork> work, DateTimeOffset at, CancellationToken ct);

    /// <summary>
    /// The next due items of a flow, at most one for each subject, urgent and old ones first; they are this lease's
    /// until their outcome is recorded. Items claimed under an earlier lease are free again.
    /// </summary>
    Task<IReadOnlyList<WorkItem>> ClaimAsync(string integration, string flow, int most, DateTimeOffset now, CancellationToken ct);

    /// <summary>Gives claimed items back untouched.</summary>
    Task ReturnAsync(IReadOnlyCollection<long> items, CancellationToken ct);

    Task<IReadOnlyList<Link>> ReadLinksAsync(string integration, string entity, SystemRole side, IReadOnlyCollection<string> ids, CancellationToken ct);

    /// <summary>
    /// Claims match keys for a creation. The answer names, for each key, the subject that holds it: the caller's own,
    /// or another's that came first.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> ClaimKeysAsync(string integration, string entity, IReadOnlyDictionary<string, string> subjectByKey, DateTimeOffset at, CancellationToken ct);

    /// <summary>
    /// Intents of these items' subjects that have no outcome yet, of any lease. An intent that an earlier, superseded item
    /// wrote is given as the asked item's, which has to look it up.
    /// </summary>
    Task<IReadOnlyList<Intent>> OpenIntentsAsync(string integration, IReadOnlyCollection<long> items, CancellationToken ct);

    /// <summary>Writes intents ahead of their requests; the answer carries the ids the ledger gave.</summary>
    Task<IReadOnlyList<Intent>> WriteIntentsAsync(IReadOnlyList<Intent> intents, CancellationToken ct);

    Task CommitAsync(PassCommit commit, CancellationToken ct);

    Task<IReadOnlyList<Decision>> ReadDecisionsAsync(string integration, string flow, IReadOnlyCollection<RecordRef> subjects, CancellationToken ct);

    Task<IReadOnlyList<Decision>> ListDecisionsAsync(string integration, DecisionKind kind, Verdict? verdict, CancellationToken ct);

    /// <summary>Decides an open question, audits it and makes the waiting items pending. False: it was decided already.</summary>
    Task<bool> DecideAsync(long decision, Verdict verdict, string? choice, string by, string why, DateTimeOffset at, CancellationToken ct);

    /// <summary>Notes that are due to be shown on CRM records, oldest first.</summary>
    Task<IReadOnlyList<StatusNote>> ReadNotesAsync(string integration, int most, CancellationToken ct);

    /// <summary>Drops notes that were written; one that was replaced meanwhile stays.</summary>
    Task DropNotesAsync(IReadOnlyList<StatusNote> notes, CancellationToken ct);

    Task<IReadOnlyList<WorkItem>> ListItemsAsync(ItemFilter filter, CancellationToken ct);

    /// <summary>A person lets a stopped or waiting item go again, or closes it. Audited. False: it is not open any more.</summary>
    Task<bool> SteerAsync(long item, ItemState to, string by, string why, DateTimeOffset at, CancellationToken ct);

    /// <summary>
    /// A person overrides the rule that stopped an item: an approved decision of kind Override is stored for its subject,
    /// with the fault's name as content hash; the item becomes pending. Audited. False: it is not stopped any more.
    /// </summary>
    Task<bool> OverrideAsync(long item, string by, string why, DateTimeOffset at, CancellationToken ct);

    /// <summary>The next links of an entity in the order in which they were made, from behind a place that an earlier page gave; 0 is the beginning.</summary>
    Task<LinkPage> ReadLinkPageAsync(string integration, string entity, long after, int most, CancellationToken ct);

    /// <summary>Every version of these records that a flow has in the ledger, with what became of it.</summary>
    Task<IReadOnlyList<ItemVersion>> ReadVersionsAsync(string integration, string flow, SystemRole side, IReadOnlyCollection<string> recordIds, CancellationToken ct);

    /// <summary>What a comparison of both systems leaves behind: work, its account in the audit log, alerts. One transaction; no lease is needed.</summary>
    Task KeepRunAsync(
        string integration, IReadOnlyList<NewWork> work, IReadOnlyList<AuditEntry> audit, IReadOnlyList<NewAlert> alerts, DateTimeOffset at, CancellationToken ct);

    /// <summary>The newest entries of the audit log with this action, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(string integration, string action, int most, CancellationToken ct);

    Task<LedgerStatus> ReadStatusAsync(string integration, DateTimeOffset now, CancellationToken ct);

    Task<RecordHistory> ReadHistoryAsync(string integration, string entity, string recordId, CancellationToken ct);

    /// <summary>Adds calls to the day's count of a system account and returns the day's total.</summary>
    Task<long> CountCallsAsync(string system, DateOnly day, long calls, CancellationToken ct);

    Task<IReadOnlyList<AlertRow>> ReadUnsentAlertsAsync(int most, CancellationToken ct);

    Task MarkAlertsSentAsync(IReadOnlyCollection<long> alerts, DateTimeOffset at, CancellationToken ct);

    /// <summary>Raises alerts outside of a pass; a key that is open already is not raised again.</summary>
    Task RaiseAlertsAsync(string integration, IReadOnlyList<NewAlert> alerts, DateTimeOffset at, CancellationToken ct);

    /// <summary>Walks the audit chain. Null: it holds; otherwise the first sequence number that does not fit.</summary>
    Task<long?> VerifyAuditAsync(CancellationToken ct);
}
