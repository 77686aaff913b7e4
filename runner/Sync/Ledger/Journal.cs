using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Ledger;

/// <summary>One line of the audit log: who did what to which record, and why. Hash-chained by the ledger, never changed.</summary>
/// <param name="Details">JSON. Values of rows marked PII are left out; their field names stay.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Flow, RecordRef? Subject, string Details);

/// <summary>What the CRM record shall show of its own sync state. One note per record is kept; the newest wins.</summary>
public sealed record StatusNote(string Integration, string Flow, RecordRef CrmRecord, string State, string? Number, string? ErpId, string Message, DateTimeOffset At);

/// <summary>An alert to be delivered once per key.</summary>
public sealed record AlertRow(long Id, string Integration, string Rule, string DedupeKey, string Message, DateTimeOffset At, DateTimeOffset? SentAt)
{
    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
}

public sealed record NewAlert(string Rule, string DedupeKey, string Message);
