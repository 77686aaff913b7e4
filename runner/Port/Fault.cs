namespace Harness.Port;

/// <summary>Why a record stopped. The list is closed: every switch over it decides for each kind.</summary>
public enum FaultKind
{
    // The way to the vendor. They heal by themselves; none of them is the record's fault.
    Throttled,
    DailyLimit,
    Unavailable,
    RowLocked,
    OutcomeUnknown,
    ChangedMeanwhile,

    // Somebody must act on the connection or the configuration.
    LoginFailed,
    PermissionMissing,
    MappingBroken,

    // Somebody must act on the record.
    InvalidData,
    RequiredMissing,
    UnmappedValue,
    TooLong,
    DuplicateInTarget,
    DoubtfulMatch,
    RecordGone,
    RecordMerged,
    UnknownProduct,
    TotalsDiffer,
    NeedsApproval,
    ApprovalRejected,
    Conflict,
    PrerequisiteStopped,
    AlreadyBilled,
    UnexpectedAnswer,
}

/// <param name="Message">One sentence for the steward: what is wrong and what to do. No secret, no personal value.</param>
/// <param name="RetryAfter">Set only when the vendor said how long to wait.</param>
/// <param name="Fields">Vendor paths or canonical fields that are the cause.</param>
/// <param name="VendorCode">The vendor's own code, for its support.</param>
public sealed record Fault(
    FaultKind Kind, string Message, TimeSpan? RetryAfter = null, IReadOnlyList<string>? Fields = null, string? VendorCode = null)
{
    /// <summary>It heals by itself: the record waits and is tried again. Everything else stops for a person.</summary>
    public bool IsPassing => Kind switch
    {
        FaultKind.Throttled or FaultKind.DailyLimit or FaultKind.Unavailable or FaultKind.RowLocked
            or FaultKind.OutcomeUnknown or FaultKind.ChangedMeanwhile or FaultKind.LoginFailed => true,
        FaultKind.PermissionMissing or FaultKind.MappingBroken or FaultKind.InvalidData or FaultKind.RequiredMissing
            or FaultKind.UnmappedValue or FaultKind.TooLong or FaultKind.DuplicateInTarget or FaultKind.DoubtfulMatch
            or FaultKind.RecordGone or FaultKind.RecordMerged or FaultKind.UnknownProduct or FaultKind.TotalsDiffer
            or FaultKind.NeedsApproval or FaultKind.ApprovalRejected or FaultKind.Conflict
            or FaultKind.PrerequisiteStopped or FaultKind.AlreadyBilled or FaultKind.UnexpectedAnswer => false,
    };

    /// <summary>The whole system is in trouble, not this record: no attempt is counted, and the system rests.</summary>
    public bool IsSystemWide => Kind is FaultKind.Throttled or FaultKind.DailyLimit or FaultKind.Unavailable or FaultKind.LoginFailed;
}

/// <summary>A whole call failed, so there is no record to pin the fault to. The only exception that connectors throw for vendor trouble.</summary>
public sealed class ConnectorException : Exception
{
    public ConnectorException(string system, Fault fault, Exception? inner = null)
        : base($"{system}: {fault.Message}", inner)
    {
        System = system;
        Fault = fault;
    }

    public string System { get; }

    public Fault Fault { get; }
}
