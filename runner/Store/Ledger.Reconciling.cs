using Harness.Core.Records;
using Harness.Store.Queries;
using Harness.Store.Sql;
using Harness.Sync.Ledger;

namespace Harness.Store;

/// <summary>What a comparison of both systems reads and leaves behind.</summary>
public sealed partial class Ledger
{
    public Task<LinkPage> ReadLinkPageAsync(string integration, string entity, long after, int most, CancellationToken ct) =>
        _database.ReadAsync(session => ReconcilingQueries.LinksAsync(session.Model, integration, entity, after, most, ct), ct);

    public Task<IReadOnlyList<ItemVersion>> ReadVersionsAsync(
        string integration, string flow, SystemRole side, IReadOnlyCollection<string> recordIds, CancellationToken ct) =>
        _database.ReadAsync(session => ReconcilingQueries.VersionsAsync(session.Model, integration, flow, side, recordIds, ct), ct);

    public Task KeepRunAsync(
        string integration, IReadOnlyList<NewWork> work, IReadOnlyList<AuditEntry> audit, IReadOnlyList<NewAlert> alerts, DateTimeOffset at, CancellationToken ct) =>
        OpenToAllAsync(
            async session =>
            {
                await WorkSql.StoreAsync(session, integration, work, at, ct);
                await AuditChain.AppendAsync(session, integration, audit, ct);
                await AlertSql.RaiseAsync(session, integration, alerts, at, ct);
                return true;
            },
            ct);

    public Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(string integration, string action, int most, CancellationToken ct) =>
        _database.ReadAsync(session => ReconcilingQueries.AuditAsync(session.Model, integration, action, most, ct), ct);
}
