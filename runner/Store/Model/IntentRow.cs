using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Store.Model;

internal sealed class IntentRow
{
    public long Id { get; init; }

    public required string Integration { get; init; }

    public long ItemId { get; init; }

    public required string Entity { get; init; }

    public SystemRole Target { get; init; }

    public required string ObjectType { get; init; }

    public string? RecordId { get; init; }

    public required string IntentKey { get; init; }

    public string? ExternalKey { get; init; }

    public required string RequestHash { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null while what happened is unknown.</summary>
    public IntentOutcome? Outcome { get; init; }

    public string? OutcomeRecordId { get; init; }

    public FaultKind? Fault { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public IntentHistory ToHistory() => new(
        new Intent(Id, Integration, ItemId, Entity, Target, ObjectType, RecordId, IntentKey, ExternalKey, RequestHash, At),
        Outcome is { } outcome ? new IntentClosed(Id, outcome, OutcomeRecordId, Fault, Message) : null,
        ClosedAt);
}
