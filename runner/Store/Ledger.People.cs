using Harness.Store.Queries;
using Harness.Store.Sql;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Store;

/// <summary>What people ask of the ledger and put into it.</summary>
public sealed partial class Ledger
{
    public Task<Overview> ReadOverviewAsync(string integration, DateTimeOffset now, CancellationToken ct) =>
        _database.ReadAsync(session => OverviewQueries.ReadAsync(session.Model, integration, now, ct), ct);

    public Task<IReadOnlyList<DeskPattern>> ReadPatternsAsync(DeskQuery query, CancellationToken ct) =>
        _database.ReadAsync(session => DeskQueries.PatternsAsync(session.Model, query, ct), ct);

    public Task<DeskPage> ReadDeskAsync(DeskQuery query, CancellationToken ct) =>
        _database.ReadAsync(session => DeskQueries.PageAsync(session.Model, query, ct), ct);

    public Task<bool> KeepCaseAsync(long item, CaseFile file, string by, string why, DateTimeOffset at, CancellationToken ct) =>
        _database.WriteAsync(session => CaseWords.KeepAsync(session, item, file, by, why, at, ct), ct);

    public Task<bool> ReopenAsync(long item, string by, string why, DateTimeOffset at, CancellationToken ct) =>
        _database.WriteAsync(session => CaseWords.ReopenAsync(session, item, by, why, at, ct), ct);

    public Task<IReadOnlyList<FoundRecord>> SearchAsync(string integration, string text, int most, CancellationToken ct) =>
        _database.ReadAsync(session => SearchQueries.FindAsync(session.Model, integration, text, most, ct), ct);

    public Task<IReadOnlyList<AuditLine>> ReadAuditAsync(AuditQuery query, CancellationToken ct) =>
        _database.ReadAsync(session => OverviewQueries.AuditAsync(session.Model, query, ct), ct);

    public Task KeepAuditAsync(string integration, AuditEntry entry, CancellationToken ct) => _database.WriteAsync(
        async session =>
        {
            await AuditChain.AppendAsync(session, integration, [entry], ct);
            return true;
        },
        ct);

    public Task NoteRunAsync(RunNote run, CancellationToken ct) => OpenToAllAsync(session => PeopleSql.NoteRunAsync(session, run, ct), ct);

    public Task<IReadOnlyList<Person>> ReadPeopleAsync(CancellationToken ct) =>
        _database.ReadAsync(session => OverviewQueries.PeopleAsync(session.Model, ct), ct);

    public Task KeepPersonAsync(Person person, string by, string why, DateTimeOffset at, CancellationToken ct) =>
        _database.WriteAsync(session => PeopleSql.KeepPersonAsync(session, person, by, why, at, ct), ct);

    public Task<IReadOnlyDictionary<string, string>> ReadChoicesAsync(string integration, CancellationToken ct) =>
        _database.ReadAsync(session => OverviewQueries.ChoicesAsync(session.Model, integration, ct), ct);

    public Task KeepChoiceAsync(string integration, string name, string? value, string by, string why, DateTimeOffset at, CancellationToken ct) =>
        _database.WriteAsync(session => PeopleSql.KeepChoiceAsync(session, integration, name, value, by, why, at, ct), ct);

    public Task<IReadOnlyList<AlertRow>> ListAlertsAsync(string integration, int most, CancellationToken ct) =>
        _database.ReadAsync(session => OverviewQueries.AlertsAsync(session.Model, integration, most, ct), ct);
}
