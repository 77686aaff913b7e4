using Harness.Sync.Desk;

namespace Harness.Sync.Ledger;

/// <summary>What people ask of the ledger and put into it. None of it needs the lease: a runner may be at work meanwhile.</summary>
public partial interface ILedger
{
    Task<Overview> ReadOverviewAsync(string integration, DateTimeOffset now, CancellationToken ct);

    Task<IReadOnlyList<DeskPattern>> ReadPatternsAsync(DeskQuery query, CancellationToken ct);

    Task<DeskPage> ReadDeskAsync(DeskQuery query, CancellationToken ct);

    /// <summary>Replaces what is written on the item's record, and audits the difference. False: there is no such item.</summary>
    Task<bool> KeepCaseAsync(long item, CaseFile file, string by, string why, DateTimeOffset at, CancellationToken ct);

    /// <summary>A closed item goes again. False: it is not closed, or a newer change of its record has come since.</summary>
    Task<bool> ReopenAsync(long item, string by, string why, DateTimeOffset at, CancellationToken ct);

    /// <summary>Records by an id or by any value they are searched by.</summary>
    Task<IReadOnlyList<FoundRecord>> SearchAsync(string integration, string text, int most, CancellationToken ct);

    Task<IReadOnlyList<AuditLine>> ReadAuditAsync(AuditQuery query, CancellationToken ct);

    /// <summary>One entry of what a person did, on its own.</summary>
    Task KeepAuditAsync(string integration, AuditEntry entry, CancellationToken ct);

    Task NoteRunAsync(RunNote run, CancellationToken ct);

    Task<IReadOnlyList<Person>> ReadPeopleAsync(CancellationToken ct);

    /// <summary>Adds or replaces; the audit log is told unless nothing but the count of failures changed.</summary>
    Task KeepPersonAsync(Person person, string by, string why, DateTimeOffset at, CancellationToken ct);

    /// <summary>What people set from the pages, by name; a flow's pause and pace among them.</summary>
    Task<IReadOnlyDictionary<string, string>> ReadChoicesAsync(string integration, CancellationToken ct);

    /// <summary>Null takes the choice back. Audited with what was before.</summary>
    Task KeepChoiceAsync(string integration, string name, string? value, string by, string why, DateTimeOffset at, CancellationToken ct);

    /// <summary>The newest alerts, newest first.</summary>
    Task<IReadOnlyList<AlertRow>> ListAlertsAsync(string integration, int most, CancellationToken ct);
}
