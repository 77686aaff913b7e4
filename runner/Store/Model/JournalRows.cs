using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Store.Model;

internal sealed class AuditRow
{
    /// <summary>Without gaps: a missing number is a removed row.</summary>
    public long Seq { get; init; }

    public required string Integration { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public required string Flow { get; init; }

    public string? System { get; init; }

    public string? ObjectType { get; init; }

    public string? RecordId { get; init; }

    public required string Details { get; init; }

    public required string Hash { get; init; }

    public AuditEntry ToEntry() => new(
        At, Actor, Action, Flow,
        System is null || ObjectType is null || RecordId is null ? null : new RecordRef(System, ObjectType, RecordId),
        Details);
}

/// <summary>The last link of the audit chain, so that a cut tail is found too. One row.</summary>
internal sealed class AuditHeadRow
{
    public int Id { get; init; }

    public long Seq { get; init; }

    public required string Hash { get; init; }
}

internal sealed class StatusNoteRow
{
    public required string Integration { get; init; }

    public required string System { get; init; }

    public required string ObjectType { get; init; }

    public required string RecordId { get; init; }

    public required string Flow { get; init; }

    public required string State { get; init; }

    public string? Number { get; init; }

    public string? ErpId { get; init; }

    public required string Message { get; init; }

    public DateTimeOffset At { get; init; }

    public StatusNote ToNote() => new(Integration, Flow, new RecordRef(System, ObjectType, RecordId), State, Number, ErpId, Message, At);
}

/// <summary>What one channel has to do for one alert. A row is there before the first try.</summary>
internal sealed class AlertDeliveryRow
{
    public long AlertId { get; init; }

    public required string Channel { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public string? Trouble { get; init; }
}

internal sealed class RaisedAlertRow
{
    public long Id { get; init; }

    public required string Integration { get; init; }

    public required string Rule { get; init; }

    public required string DedupeKey { get; init; }

    public required string Message { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public AlertRow ToAlert() => new(Id, Integration, Rule, DedupeKey, Message, At, SentAt) { AcknowledgedBy = AcknowledgedBy, AcknowledgedAt = AcknowledgedAt };
}
