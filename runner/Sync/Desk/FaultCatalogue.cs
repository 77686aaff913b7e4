using Harness.Port;

namespace Harness.Sync.Desk;

/// <summary>What each reason for stopping means, whose it is, and what to do next.</summary>
public static class FaultCatalogue
{
    public static FaultPage Of(FaultKind kind) => kind switch
    {
        FaultKind.Throttled => new("the vendor asked to slow down", "nobody", "It is tried again by itself."),
        FaultKind.DailyLimit => new("the day's calls are used up", "RevOps", "It goes on when the vendor's window frees calls; raise the limit if it happens often."),
        FaultKind.Unavailable => new("the system could not be reached", "IT", "It is tried again by itself; look at the vendor's status page if it lasts."),
        FaultKind.RowLocked => new("another user or job held the record", "nobody", "It is tried again by itself."),
        FaultKind.OutcomeUnknown => new("the vendor's answer was lost", "nobody", "The record is looked up before anything is sent again."),
        FaultKind.ChangedMeanwhile => new("the record changed while it was being written", "nobody", "It is read and merged again."),
        FaultKind.LoginFailed => new("the login was refused", "IT", "Check the integration user, its key or certificate, then retry."),
        FaultKind.PermissionMissing => new("the integration user may not do this", "IT", "Give the permission named in the message, then retry."),
        FaultKind.MappingBroken => new("the matrix names something that the system does not have", "RevOps", "Correct the matrix row, run check, then retry."),
        FaultKind.InvalidData => new("the target refuses the data", "data owner", "Correct the field named in the message; it goes on by itself."),
        FaultKind.RequiredMissing => new("a required value is missing", "data owner", "Fill the field named in the message; it goes on by itself."),
        FaultKind.UnmappedValue => new("a value has no counterpart in the value map", "RevOps", "Add it to the value map named in the message, then retry."),
        FaultKind.TooLong => new("a text does not fit the target", "data owner", "Shorten it; nothing is ever cut silently."),
        FaultKind.DuplicateInTarget => new("two records claim one counterpart", "data owner", "Merge the duplicates, or tell them apart, then retry."),
        FaultKind.DoubtfulMatch => new("a likely match needs a person", "data owner", "Use matches confirm or matches reject."),
        FaultKind.RecordGone => new("a linked record is gone", "data owner", "Restore it, or archive its counterpart and resolve."),
        FaultKind.RecordMerged => new("a linked record was merged away", "data owner", "Decide which record its counterpart belongs to."),
        FaultKind.UnknownProduct => new("the ERP does not know the product", "Finance", "Create the item or correct the opportunity's product; it goes on by itself."),
        FaultKind.TotalsDiffer => new("the totals do not tie", "Sales and Finance", "Correct whichever of the two numbers is wrong, then retry."),
        FaultKind.NeedsApproval => new("a discount over policy waits for approval", "approver", "Use approvals approve or approvals reject."),
        FaultKind.ApprovalRejected => new("the discount was rejected", "Sales", "Change the opportunity; changed terms are asked about anew."),
        FaultKind.Conflict => new("both systems changed the same thing", "steward", "Make both sides equal or decide which one stands, then retry."),
        FaultKind.PrerequisiteStopped => new("what it needs has stopped", "data owner", "Mend the record that is named; this one follows by itself."),
        FaultKind.AlreadyBilled => new("the order is billed already", "Finance", "Settle the difference in the ERP, then resolve."),
        FaultKind.UnexpectedAnswer => new("the vendor answered something that its documentation does not know", "IT", "Look at the record in the vendor's screen, then retry."),
    };
}

/// <param name="Owner">Who can end it.</param>
public sealed record FaultPage(string Meaning, string Owner, string NextStep);
