using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Ledger;

public enum Verdict
{
    Open,
    Approved,
    Rejected,
}

/// <summary>A question to a person about one record, and the answer.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="ContentHash">The answer holds for this content only; changed content asks again.</param>
/// <param name="Question">One sentence for the person who decides.</param>
/// <param name="Evidence">JSON: lines and discount of an order, candidates of a match.</param>
/// <param name="Choice">For a match: the id that was confirmed, or null for "none of them, it is a new record".</param>
public sealed record Decision(
    long Id,
    string Integration,
    string Flow,
    DecisionKind Kind,
    SystemRole Side,
    RecordRef Subject,
    string ContentHash,
    string Question,
    string Evidence,
    Verdict Verdict,
    string? Choice,
    string? DecidedBy,
    string? Why,
    DateTimeOffset AskedAt,
    DateTimeOffset? DecidedAt)
{
    /// <summary>The person who wants it; whoever wants it does not decide it. Null: the sync asks.</summary>
    public string? RequestedBy { get; init; }
}

public enum DecisionKind
{
    /// <summary>An order beyond the discount policy.</summary>
    Discount,

    /// <summary>A doubtful match.</summary>
    Match,

    /// <summary>Values that a person gives to fields of one record: of a conflict, or in place of what was wrong.</summary>
    Ruling,

    /// <summary>A validation overridden for one record, with a reason.</summary>
    Override,
}

public sealed record NewQuestion(
    long ItemId, string Flow, DecisionKind Kind, SystemRole Side, RecordRef Subject, string ContentHash, string Question, string Evidence);
