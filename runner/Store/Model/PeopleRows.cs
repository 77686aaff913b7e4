using Harness.Core.Records;
using Harness.Sync.Desk;

namespace Harness.Store.Model;

internal sealed class CaseFileRow
{
    public required string Integration { get; init; }

    public required string Flow { get; init; }

    public required string ObjectType { get; init; }

    public required string RecordId { get; init; }

    public string? Assignee { get; init; }

    public Severity Severity { get; init; }

    /// <summary>Between commas, so that one is found whole: ",urgent,emea,".</summary>
    public required string Tags { get; init; }

    public string? KnownIssue { get; init; }

    public string? Note { get; init; }

    public required string WrittenBy { get; init; }

    public DateTimeOffset At { get; init; }

    public CaseFile ToFile() => new(Assignee, Severity, [.. Tags.Split(',', StringSplitOptions.RemoveEmptyEntries)], KnownIssue, Note, WrittenBy, At);

    public static string Join(IReadOnlyList<string> tags) => tags.Count == 0 ? string.Empty : $",{string.Join(',', tags)},";
}

internal sealed class RecordValueRow
{
    public required string Integration { get; init; }

    public required string Entity { get; init; }

    public SystemRole Side { get; init; }

    public required string RecordId { get; init; }

    public required string Field { get; init; }

    public string? Value { get; init; }

    public required string Term { get; init; }
}

internal sealed class PersonRow
{
    public required string Name { get; init; }

    public string? Email { get; init; }

    public Role Role { get; init; }

    public string? PasswordHash { get; init; }

    public string? KeyHash { get; init; }

    public required string Stamp { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    public bool IsDisabled { get; init; }

    public Person ToPerson() => new(Name, Email, Role, PasswordHash, KeyHash, Stamp, Failures, LockedUntil, IsDisabled);
}

internal sealed class RunNoteRow
{
    public long Id { get; init; }

    public required string Integration { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset EndedAt { get; init; }

    public int Found { get; init; }

    public int Synced { get; init; }

    public int Stopped { get; init; }

    public int Waiting { get; init; }

    public string? Trouble { get; init; }

    public RunNote ToRun() => new(Integration, StartedAt, EndedAt, Found, Synced, Stopped, Waiting, Trouble);
}

internal sealed class ChoiceRow
{
    public required string Integration { get; init; }

    public required string Name { get; init; }

    public required string Value { get; init; }

    public DateTimeOffset At { get; init; }
}
