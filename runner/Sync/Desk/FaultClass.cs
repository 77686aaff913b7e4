using Harness.Port;

namespace Harness.Sync.Desk;

/// <summary>What sort of trouble it is, as people sort their work.</summary>
public enum FaultClass
{
    Connection,
    RateLimit,
    Access,
    Mapping,
    Value,
    Missing,
    Duplicate,
    Conflict,
    Approval,
    Money,
    Prerequisite,
    Contract,
}

public static class FaultClasses
{
    public static FaultClass Of(FaultKind kind) => kind switch
    {
        FaultKind.Unavailable or FaultKind.RowLocked or FaultKind.OutcomeUnknown or FaultKind.ChangedMeanwhile => FaultClass.Connection,
        FaultKind.Throttled or FaultKind.DailyLimit => FaultClass.RateLimit,
        FaultKind.LoginFailed or FaultKind.PermissionMissing => FaultClass.Access,
        FaultKind.MappingBroken or FaultKind.UnmappedValue => FaultClass.Mapping,
        FaultKind.InvalidData or FaultKind.TooLong => FaultClass.Value,
        FaultKind.RequiredMissing or FaultKind.UnknownProduct or FaultKind.RecordGone => FaultClass.Missing,
        FaultKind.DuplicateInTarget or FaultKind.DoubtfulMatch or FaultKind.RecordMerged => FaultClass.Duplicate,
        FaultKind.Conflict => FaultClass.Conflict,
        FaultKind.NeedsApproval or FaultKind.ApprovalRejected => FaultClass.Approval,
        FaultKind.TotalsDiffer or FaultKind.AlreadyBilled => FaultClass.Money,
        FaultKind.PrerequisiteStopped => FaultClass.Prerequisite,
        FaultKind.UnexpectedAnswer => FaultClass.Contract,
    };

    public static IReadOnlyList<FaultKind> In(FaultClass one) => [.. Enum.GetValues<FaultKind>().Where(kind => Of(kind) == one)];
}
