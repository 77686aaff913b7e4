using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Store.Model;

internal sealed class DecisionRow
{
    public long Id { get; init; }

    public required string Integration { get; init; }

    /// <summary>The item that asked last; it is released together with the subject's own items.</summary>
    public long ItemId { get; init; }

    public required string Flow { get; init; }

    public DecisionKind Kind { get; init; }

    public SystemRole Side { get; init; }

    public required string System { get; init; }

    public required string ObjectType { get; init; }

    public required string RecordId { get; init; }

    public required string ContentHash { get; init; }

    public required string Question { get; init; }

    public required string Evidence { get; init; }

    public Verdict Verdict { get; init; }

    public string? Choice { get; init; }

    public string? DecidedBy { get; init; }

    public string? Why { get; init; }

    /// <summary>The person who wants it; whoever wants it does not decide it.</summary>
    public string? RequestedBy { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public Decision ToDecision() => new(
        Id, Integration, Flow, Kind, Side, new RecordRef(System, ObjectType, RecordId), ContentHash, Question, Evidence,
        Verdict, Choice, DecidedBy, Why, AskedAt, DecidedAt) { RequestedBy = RequestedBy };
}
