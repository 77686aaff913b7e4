using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>Translates references between the two systems' ids, with one look-up in the ledger for each entity referred to.</summary>
public sealed class References(Integration integration, EntityMatrix matrix)
{
    /// <summary>What the ERP said, in the CRM's ids.</summary>
    public async Task<IReadOnlyList<Snapshot>> ToCrmAsync(IReadOnlyList<Snapshot> snapshots, CancellationToken ct)
    {
        var links = await LinksAsync(SystemRole.Erp, snapshots.SelectMany(one => ReferenceFields.In(matrix, one.Fields, one.Lines)), ct);
        return links.Count == 0 && snapshots.All(one => !ReferenceFields.In(matrix, one.Fields, one.Lines).Any())
            ? snapshots
            : [.. snapshots.Select(one => one with
            {
                Fields = ReferenceFields.Translate(matrix.Rows, one.Fields, Find),
                Lines = ReferenceFields.Translate(matrix.Lines, one.Lines, Find),
            })];

        string? Find(string entity, string id) => links.GetValueOrDefault((entity, id))?.CrmId;
    }

    /// <summary>Links of the records that these references name by their CRM ids.</summary>
    public Task<IReadOnlyDictionary<(string Entity, string Id), Link>> ByCrmIdAsync(IEnumerable<(string Entity, string Id)> references, CancellationToken ct) =>
        LinksAsync(SystemRole.Crm, references, ct);

    private async Task<IReadOnlyDictionary<(string Entity, string Id), Link>> LinksAsync(
        SystemRole side, IEnumerable<(string Entity, string Id)> references, CancellationToken ct)
    {
        var found = new Dictionary<(string, string), Link>();
        foreach (var entity in references.Distinct().GroupBy(reference => reference.Entity))
        {
            var ids = entity.Select(reference => reference.Id).ToList();
            foreach (var link in await integration.Ledger.ReadLinksAsync(integration.Id, entity.Key, side, ids, ct))
            {
                found[(entity.Key, side == SystemRole.Crm ? link.CrmId : link.ErpId)] = link;
            }
        }

        return found;
    }
}
