using System.Text.Json.Nodes;
using Harness.Core.Governance;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>
/// ERP documents that condense on CRM records: the invoices of an order on its opportunity, all of a customer's on its
/// account. A changed document makes its targets be computed again from all their documents, so that no order of
/// arrival can leave a different result.
/// </summary>
public sealed class RollupSteps(Integration integration, Flow flow) : PassSteps(integration, flow)
{
    private readonly List<RollupDocument> _documents = [];
    private readonly EntityMatrix _matrix = integration.Matrix.Entities[flow.Entity];
    private Dictionary<RecordRef, IReadOnlyDictionary<string, JsonNode?>> _shown = [];
    private Dictionary<(string Entity, string ErpId), Link> _links = [];

    public override async Task TriggerAsync(PassBatch batch, CancellationToken ct)
    {
        var fresh = batch.Open.Where(item => IsFresh(item.Lead)).ToList();
        var snapshots = await ReadAsync(SystemRole.Erp, [.. fresh.Select(item => RawRecords.FromJson(item.Lead.Payload!))], ct);
        foreach (var (item, snapshot) in fresh.Zip(snapshots))
        {
            item.Set(SystemRole.Erp, snapshot);
            if (snapshot.Deleted)
            {
                await new DeletedDocument(Integration, Flow).SettleAsync(item, batch.IsPreview, ct);
            }
        }
    }

    /// <summary>The changed documents, then every document of the same orders and customers.</summary>
    public override async Task LoadAsync(PassBatch batch, CancellationToken ct)
    {
        _documents.Clear();
        var selection = Mapping(SystemRole.Erp).Selection;
        var ids = batch.Open.Where(IsDocument).Select(item => item.Lead.Subject.Id).Distinct(StringComparer.Ordinal).ToList();
        var changed = ids.Count == 0 ? [] : await TryReadAsync(SystemRole.Erp, batch.Open, connector => connector.ReadManyAsync(selection, ids, ct));
        if (changed is null || changed.Count + batch.Open.Count == 0)
        {
            return;
        }

        var keys = changed.SelectMany(raw => new[] { Key(raw, "sales_order"), Key(raw, "account") }).OfType<FindKey>()
            .Concat(batch.Open.Where(item => !IsDocument(item)).Select(item => new FindKey(PathTo(EntityOf(item)), JsonValue.Create(item.Lead.Subject.Id))))
            .DistinctBy(key => (key.Parts[0].Path, key.Parts[0].Value.ToString())).ToList();
        var all = keys.Count == 0 ? [] : await TryReadAsync(SystemRole.Erp, batch.Open, connector => connector.FindManyAsync(selection, keys, ct));
        if (all is null)
        {
            return;
        }

        var raw = changed.Concat(all).DistinctBy(one => one.Ref.Id).ToList();
        var snapshots = await ReadAsync(SystemRole.Erp, raw, ct);
        _documents.AddRange(raw.Zip(snapshots, (one, snapshot) => new RollupDocument(snapshot, IdIn(one, "sales_order"), IdIn(one, "account")))
            .Where(document => !document.Snapshot.Deleted));

        var byId = _documents.ToDictionary(document => document.Snapshot.Ref.Id, StringComparer.Ordinal);
        foreach (var item in batch.Open)
        {
            item.Documents = [.. _documents.Where(document => IsDocument(item) ? document.Snapshot.Ref.Id == item.Lead.Subject.Id : document.IdOf(EntityOf(item)) == item.Lead.Subject.Id)
                .Select(document => document.Snapshot)];
            if (!IsDocument(item))
            {
                OfTarget(item);
            }
            else if (byId.TryGetValue(item.Lead.Subject.Id, out var document))
            {
                item.Set(SystemRole.Erp, document.Snapshot);
            }
            else
            {
                item.Stop(new Fault(FaultKind.RecordGone, $"The {batch.Matrix.ErpObject} is not there any more, or the integration user may not see it."));
            }
        }
    }

    /// <summary>The opportunity of its order and the account of its customer, and what both show at present.</summary>
    public override async Task MatchAsync(PassBatch batch, CancellationToken ct)
    {
        await RememberAsync(batch.Open, ct);
        _links = [];
        foreach (var target in new[] { "sales_order", "account" })
        {
            var ids = _documents.Select(document => document.IdOf(target)).OfType<string>()
                .Concat(batch.Open.Where(item => !IsDocument(item) && EntityOf(item) == target).Select(item => item.Lead.Subject.Id)).Distinct(StringComparer.Ordinal).ToList();
            foreach (var link in await Integration.Ledger.ReadLinksAsync(Integration.Id, target, SystemRole.Erp, ids, ct))
            {
                _links[(target, link.ErpId)] = link;
            }
        }

        foreach (var item in batch.Open.Where(item => !Targets(batch, item).Any()))
        {
            item.Skip("Neither its order nor its customer is linked to the CRM.");
        }

        var shown = await TryReadAsync(SystemRole.Crm, batch.Open, connector => connector.ReadManyAsync(ShownOn(batch), ct)) ?? [];
        _shown = shown.Where(record => !record.Deleted).ToDictionary(record => record.Ref, record => record.Values);
        foreach (var item in batch.Open.Where(item => !Targets(batch, item).Any(target => _shown.ContainsKey(target.Record))))
        {
            item.Skip("The CRM records that would show it are not there any more.");
        }
    }

    private List<ReadRequest> ShownOn(PassBatch batch) =>
    [
        .. batch.Open.SelectMany(item => Targets(batch, item)).Distinct().GroupBy(target => target.Entity).Select(targets => new ReadRequest(
            new Selection(targets.First().Record.ObjectType, [.. Rows(batch.Matrix, targets.Key).Select(row => row.Path)]),
            [.. targets.Select(target => target.Record.Id)])),
    ];

    public override void Validate(PassBatch batch)
    {
        RecordReading.Each(batch.Open, item =>
        {
            if ((item.Documents.SelectMany(document => document.Problems).FirstOrDefault() ?? Flow.Check(item)) is { } problem)
            {
                item.Stop(problem);
            }
        });
    }

    public override void Merge(PassBatch batch)
    {
        var planned = new Dictionary<RecordRef, PlannedWrite?>();
        foreach (var item in batch.Open)
        {
            foreach (var target in Targets(batch, item))
            {
                if (!planned.TryGetValue(target.Record, out var write))
                {
                    planned[target.Record] = write = Plan(batch.Matrix, target);
                }

                if (write is not null)
                {
                    item.Writes.Add(write);
                }

                item.Condensed = [.. item.Condensed, .. Sums(batch.Matrix, target)];
            }

            if (item.IsShadow)
            {
                item.Finish(ItemState.Compared, item.Writes.Count == 0 ? "The CRM shows it already." : "Would be shown in the CRM.");
                item.Writes.Clear();
            }
        }

        batch.Writes.AddRange(planned.Values.OfType<PlannedWrite>());
    }

    public override void Approve(PassBatch batch)
    {
    }

    private PlannedWrite? Plan(EntityMatrix matrix, RollupTarget target)
    {
        if (!_shown.TryGetValue(target.Record, out var shown))
        {
            return null;
        }

        var documents = DocumentsOf(target);
        if (documents.Count == 0 && Rows(matrix, target.Entity).All(row => Rollups.IsBlank(shown.GetValueOrDefault(row.Path))))
        {
            return null;
        }

        var values = Rows(matrix, target.Entity)
            .Select(row => (row.Path, Value: Rollups.Condense(row, documents, target.Currency)))
            .Where(pair => !Rollups.Same(shown.GetValueOrDefault(pair.Path), pair.Value))
            .ToDictionary(pair => pair.Path, pair => pair.Value, StringComparer.Ordinal);
        if (values.Count == 0)
        {
            return null;
        }

        var content = ContentHash.Of($"{target.Record}|{string.Join('|', values.Select(pair => $"{pair.Key}={pair.Value?.ToJsonString()}"))}");
        return new PlannedWrite(
            SystemRole.Crm, new WriteRequest(ContentHash.Of($"{Integration.Id}|{Flow.Entity}|{content}"), target.Record.ObjectType, target.Record.Id, null, values, []),
            FieldSet.Empty, null) { RequestHash = content };
    }

    private List<Snapshot> DocumentsOf(RollupTarget target) =>
        [.. _documents.Where(document => document.IdOf(target.Entity) == target.ErpId).Select(document => document.Snapshot)];

    private IEnumerable<(string? Currency, string Path, decimal Shown, decimal Computed)> Sums(EntityMatrix matrix, RollupTarget target) =>
        _shown.TryGetValue(target.Record, out var shown)
            ? Rows(matrix, target.Entity).Where(row => row.Aggregate == Aggregate.Sum).Select(row => (
                target.Currency, row.Path, Rollups.Amount(shown.GetValueOrDefault(row.Path)), Rollups.Amount(Rollups.Condense(row, DocumentsOf(target), target.Currency))))
            : [];

    private IEnumerable<RollupTarget> Targets(PassBatch batch, PassItem item)
    {
        var document = IsDocument(item) ? _documents.FirstOrDefault(one => one.Snapshot.Ref.Id == item.Lead.Subject.Id) : null;
        foreach (var entity in batch.Matrix.Rollups.Select(row => row.Target).Distinct())
        {
            var owner = IsDocument(item) ? document?.IdOf(entity) : entity == EntityOf(item) ? item.Lead.Subject.Id : null;
            if (owner is { } erpId && _links.TryGetValue((entity, erpId), out var link))
            {
                var objectType = Integration.Matrix.Entities[entity].CrmObject;
                yield return new RollupTarget(entity, erpId, new RecordRef(Integration.Crm.System, objectType, link.CrmId), Rollups.CurrencyOf(link));
            }
        }
    }

    /// <summary>False: an order or a customer that was linked just now, whose documents came by before it.</summary>
    private bool IsDocument(PassItem item) => item.Lead.Subject.ObjectType == _matrix.ErpObject;

    private string EntityOf(PassItem item) => _matrix.Rollups.Select(row => row.Target).First(target => Integration.Matrix.Entities[target].ErpObject == item.Lead.Subject.ObjectType);

    private void OfTarget(PassItem item)
    {
        if (_documents.FirstOrDefault(document => document.IdOf(EntityOf(item)) == item.Lead.Subject.Id) is { } any)
        {
            item.Set(SystemRole.Erp, any.Snapshot);
        }
        else if (item.Lead.Trigger == WorkTrigger.FollowUp)
        {
            item.Skip($"It has no {_matrix.ErpObject} yet.");
        }
    }

    private static IEnumerable<RollupRow> Rows(EntityMatrix matrix, string target) => matrix.Rollups.Where(row => row.Target == target);

    private FindKey? Key(RawRecord raw, string entity) => IdIn(raw, entity) is { } id ? new FindKey(PathTo(entity), JsonValue.Create(id)) : null;

    private string? IdIn(RawRecord raw, string entity) => raw.Values.GetValueOrDefault(PathTo(entity)) is JsonValue value ? value.ToString() : null;

    private string PathTo(string entity) => Integration.Matrix.Entities[Flow.Entity].ErpPathOf(entity == "sales_order" ? "order" : entity);

    private sealed record RollupDocument(Snapshot Snapshot, string? OrderId, string? AccountId)
    {
        public string? IdOf(string entity) => entity == "sales_order" ? OrderId : AccountId;
    }

    private sealed record RollupTarget(string Entity, string ErpId, RecordRef Record, string? Currency);
}
