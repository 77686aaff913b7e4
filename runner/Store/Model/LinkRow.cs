using Harness.Sync.Ledger;

namespace Harness.Store.Model;

internal sealed class LinkRow
{
    public long Id { get; init; }

    public required string Integration { get; init; }

    public required string Entity { get; init; }

    public required string CrmId { get; init; }

    public required string ErpId { get; init; }

    public required string Baseline { get; init; }

    public required string MatrixVersion { get; init; }

    public required string How { get; init; }

    public DateTimeOffset LinkedAt { get; init; }

    public DateTimeOffset SyncedAt { get; init; }

    public Link ToLink() => new(Integration, Entity, CrmId, ErpId, Baseline, MatrixVersion, How, LinkedAt, SyncedAt);
}
