using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Reconciling;

public enum DriftKind
{
    /// <summary>A record that should have a counterpart has none: never made, not linked, or deleted.</summary>
    Missing,

    /// <summary>A second record of what is linked already.</summary>
    Extra,

    /// <summary>The pair does not agree, and nothing in the ledger says why.</summary>
    Differing,
}

/// <summary>One record on which both systems differ without an explanation in the ledger.</summary>
/// <param name="Side">Where <paramref name="Record"/> lives.</param>
/// <param name="Fields">What differs, by canonical field or vendor path; never a value.</param>
public sealed record Drift(string Flow, DriftKind Kind, SystemRole Side, RecordRef Record, IReadOnlyList<string> Fields, string Reason);

/// <summary>What one record counts for in the sums of its flow.</summary>
/// <param name="Status">What the record says of itself, where the flow sums by status.</param>
public sealed record Tallied(string? Currency, string? Status, decimal Amount)
{
    public static readonly Tallied One = new(null, null, 0);
}

/// <summary>Count and sum of the linked records of one currency and status, on either side.</summary>
public sealed record TallyLine(string? Currency, string? Status, long CrmCount, decimal CrmSum, long ErpCount, decimal ErpSum)
{
    public bool Ties => CrmCount == ErpCount && CrmSum == ErpSum;
}
