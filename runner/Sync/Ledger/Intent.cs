using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Ledger;

/// <summary>The row written before a vendor write. Without an outcome, what happened is unknown until it is looked up.</summary>
/// <param name="Key">Deterministic: the same business effect has the same key in every attempt.</param>
/// <param name="ExternalKey">The vendor key under which a creation can be found again; null for an update by id.</param>
/// <param name="RequestHash">SHA-256 of what was sent, so that a changed request is never taken for the same one.</param>
public sealed record Intent(
    long Id,
    string Integration,
    long ItemId,
    string Entity,
    SystemRole Target,
    string ObjectType,
    string? RecordId,
    string Key,
    string? ExternalKey,
    string RequestHash,
    DateTimeOffset At);

public enum IntentOutcome
{
    Written,
    Refused,

    /// <summary>It never left.</summary>
    NotSent,

    /// <summary>Looked up after an unknown answer: it had happened.</summary>
    Adopted,

    /// <summary>Looked up after an unknown answer: it had not happened.</summary>
    Absent,
}

public sealed record IntentClosed(long IntentId, IntentOutcome Outcome, string? RecordId, FaultKind? Fault, string? Message);
