using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Desk;

public enum Severity
{
    Normal,
    Minor,
    Critical,
}

/// <summary>What people wrote on a record's trouble. It belongs to the record, so it stays when a newer change takes the old one's place.</summary>
/// <param name="KnownIssue">A link or number under which the trouble is known elsewhere.</param>
public sealed record CaseFile(string? Assignee, Severity Severity, IReadOnlyList<string> Tags, string? KnownIssue, string? Note, string? By, DateTimeOffset? At)
{
    public static CaseFile Empty { get; } = new(null, Severity.Normal, [], null, null, null, null);
}

public enum DeskShelf
{
    /// <summary>Stopped: a person is needed.</summary>
    Open,

    /// <summary>Tried again by themselves.</summary>
    Retries,

    /// <summary>Stopped once and settled since, by a person or by themselves.</summary>
    Resolved,
}

public sealed record DeskQuery(string Integration)
{
    public DeskShelf Shelf { get; init; } = DeskShelf.Open;

    public string? Flow { get; init; }

    public FaultClass? Class { get; init; }

    public FaultKind? Fault { get; init; }

    public string? Pattern { get; init; }

    public string? Assignee { get; init; }

    public string? Tag { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>Only what has been open since before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    public long? ItemId { get; init; }

    public int Skip { get; init; }

    public int Most { get; init; } = 50;
}

/// <param name="Title">The record's name as people know it; null where none was read.</param>
/// <param name="FirstSeen">When the record stopped first; null where it never has.</param>
public sealed record DeskItem(WorkItem Item, CaseFile File, string? Title, string? Amount, string? Pattern, DateTimeOffset? FirstSeen, DateTimeOffset ChangedAt);

public sealed record DeskPage(IReadOnlyList<DeskItem> Items, int Total);

/// <summary>All that stopped for one reason.</summary>
public sealed record DeskPattern(string Flow, FaultKind? Fault, string? Pattern, int Count, DateTimeOffset Oldest, DateTimeOffset Newest);

/// <param name="Field">Null: the record's own id.</param>
public sealed record FoundRecord(string Entity, SystemRole Side, string RecordId, string? Title, string? Field, string? Value);

/// <summary>What a record is searched by. A personal value is kept as its hash: it is found by who knows it whole, and shown to nobody.</summary>
public sealed record RecordValue(string Entity, SystemRole Side, string RecordId, string Field, string? Value, string Term);

/// <summary>What one cycle did, kept where it did anything.</summary>
public sealed record RunNote(
    string Integration, DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Found, int Synced, int Stopped, int Waiting, string? Trouble)
{
    public string Result => Trouble is not null ? "failed" : Stopped > 0 ? "with exceptions" : "clean";
}

/// <param name="AtRisk">Amounts of orders that have not arrived, by currency.</param>
/// <param name="CloseToOrder">From the opportunity's change to its order in the ERP, newest first.</param>
public sealed record Overview(
    LedgerStatus Status,
    IReadOnlyList<Money> AtRisk,
    int OrdersAtRisk,
    IReadOnlyList<TimeSpan> CloseToOrder,
    IReadOnlyList<RunNote> Runs,
    IReadOnlyDictionary<DecisionKind, int> OpenQuestions,
    IReadOnlyDictionary<string, long> CallsToday);

public sealed record AuditQuery(string Integration)
{
    public string? Actor { get; init; }

    public string? Action { get; init; }

    public string? RecordId { get; init; }

    public bool PeopleOnly { get; init; }

    /// <summary>Rows older than this one.</summary>
    public long? Before { get; init; }

    public DateTimeOffset? Since { get; init; }

    public int Most { get; init; } = 50;
}

public sealed record AuditLine(long Seq, AuditEntry Entry, string Hash);
