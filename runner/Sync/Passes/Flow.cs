using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Reconciling;

namespace Harness.Sync.Passes;

/// <summary>
/// What makes one entity's sync differ. Everything else is the pass. A flow is a pair of entities and no direction: a
/// change on either side triggers it, the pass reads both sides and writes whichever needs it.
/// </summary>
/// <param name="Name">As people see it: "sales_orders".</param>
/// <param name="Entity">The matrix's entity: "sales_order".</param>
/// <param name="Rank">Order of work within a cycle; what others need goes first.</param>
/// <param name="CallPriority">Which of the vendor's calls go first when they are scarce; 0 is most urgent.</param>
public sealed record Flow(string Name, string Entity, int Rank, int CallPriority)
{
    /// <summary>Why a change is not this flow's business, or null when it is.</summary>
    public Func<PassItem, string?> NotOurs { get; init; } = _ => null;

    /// <summary>Checks beyond the matrix, on what is about to be written and on what both sides hold.</summary>
    public Func<PassItem, Fault?> Check { get; init; } = _ => null;

    /// <summary>What a person must approve before this record is written, or null.</summary>
    public Func<PassItem, ApprovalNeed?> Approval { get; init; } = _ => null;

    /// <summary>Completes what a system said with what follows from it, such as an invoice's status.</summary>
    public Func<Snapshot, SystemRole, Snapshot> Derive { get; init; } = (snapshot, _) => snapshot;

    /// <summary>What a linked record counts for when both systems' sums are compared.</summary>
    public Func<Snapshot, SystemRole, Tallied> Tally { get; init; } = (_, _) => Tallied.One;

    /// <summary>Several ERP documents condense on CRM records instead of pairing one to one.</summary>
    public bool RollsUp { get; init; }

    /// <summary>The CRM record shows that it waits for another one; false where that other one shows the reason beside it.</summary>
    public bool ShowsWaiting { get; init; } = true;

    /// <summary>Days after which documents change their state with no change at the vendor: an invoice falls overdue.</summary>
    public string? AgesByPath { get; init; }
}

/// <param name="ContentHash">The approval holds for this content only.</param>
/// <param name="Evidence">JSON for the person who decides.</param>
public sealed record ApprovalNeed(string Question, string ContentHash, string Evidence);
