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
    private readonly EntityMatrix _matrix = integration.Matrix.Entities[flow.Entity];
    private readonly RollupDocuments _documents = new(integration.Matrix, integration.Matrix.Entities[flow.Entity]);
    private Dictionary<RecordRef, IReadOnlyDictionary<string, JsonNode?>> _shown = [];
    private Dictionary<(string Entity, string ErpId), Link> _links = [];

    public override async Task TriggerAsync(PassBatch batch, CancellationToken ct)
    {
        var fresh = batch.Open.Where(item => IsFresh(item.Lead)).ToList();
        var snapshots = await ReadAsync(SystemRole.Erp, [.. fresh.Select(item => RawRecords.FromJson(item.Lead.Payload!))], ct);
        foreach (var (item, snapshot) in fresh.Zip(snapshots))
        {
            item.Set(SystemRole.Erp, snapshot);
            if (RecordReading.BrokenIn(snapshot) is { } broken)
            {
                item.Stop(broken);
            }
            else if (snapshot.Deleted)
            {
                await new DeletedDocument(Integration, Flow).SettleAsync(item, batch.IsPreview, ct);
            }
        }
    }

    /// <summary>The changed documents, then every document of the same orders and customers, then what customers have paid beyond them.</summary>
    public override async Task LoadAsync(PassBatch batch, CancellationToken ct)
    {
        _documents.Clear();
        var selection = Mapping(SystemRole.Erp).Selection;
        var ids = batch.Open.Where(_documents.IsDocument).Select(item => item.Lead.Subject.Id).Distinct(StringComparer.Ordinal).ToList();
        var changed = ids.Count == 0 ? [] : await TryReadAsync(SystemRole.Erp, batch.Open, connector => connector.ReadManyAsync(selection, ids, ct));
        if (changed is null || changed.Count + batch.Open.Count == 0)
        {
            return;
        }

        var keys = _documents.Keys(changed, batch.Open);
        var all = keys.Count == 0 ? [] : await TryReadAsync(SystemRole.Erp, batch.Open, connector => connector.FindManyAsync(selection, keys, ct));
        if (all is null)
        {
            return;
        }

        var raw = changed.Concat(all).DistinctBy(one => one.Ref.Id).ToList();
        _documents.Add(raw, await ReadAsync(SystemRole.Erp, raw, ct));
        await LoadCreditsAsync(batch, ct);
        foreach (var item in batch.Open)
        {
            item.Documents = _documents.About(item);
            if (!_documents.IsDocument(item))
            {
                OfTarget(item);
            }
            else if (_documents.Of(item) is { } document)
            {
                item.Set(SystemRole.Erp, document.Snapshot);
            }
            else
            {
                item.Stop(new Fault(FaultKind.RecordGone, $"The {batch.Matrix.ErpObject} is not there any more: it was deleted, or the integration user may not see it."));
            }
        }
    }

    private async Task LoadCreditsAsync(PassBatch batch, CancellationToken ct)
    {
        var keys = _documents.CreditKeys(batch.Open);
        if (keys.Count == 0)
        {
            return;
        }

        var mapping = Integration.Mapping(_matrix.Credits!.Entity, SystemRole.Erp);
        if (await TryReadAsync(SystemRole.Erp, batch.Open, connector => connector.FindManyAsync(mapping.Selection, keys, ct)) is { } raw)
        {
            _documents.AddCredits(raw, await new References(Integration, _matrix.Credits).ToCrmAsync([.. raw.Select(one => RecordReading.Read(Flow, mapping, one))], ct));
        }
    }

    /// <summary>The opportunity of its order and the account of its customer, and what both show at present.</summary>
    public override async Task MatchAsync(PassBatch batch, CancellationToken ct)
    {
        await RememberAsync(batch.Open, ct);
        _links = [];
        foreach (var target in new[] { "sales_order", "account" })
        {
            var ids = _documents.All.Select(document => document.IdOf(target)).OfType<string>()
                .Concat(batch.Open.Where(item => !_documents.IsDocument(item)).SelectMany(item => _documents.Owners(item, target, withOrders: false))).Distinct(StringComparer.Ordinal).ToList();
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

    private List<Snapshot> DocumentsOf(RollupTarget target) => [.. _documents.Of(target).Select(document => document.Snapshot)];

    private IEnumerable<(string? Currency, string Path, decimal Shown, decimal Computed)> Sums(EntityMatrix matrix, RollupTarget target) =>
        _shown.TryGetValue(target.Record, out var shown)
            ? Rows(matrix, target.Entity).Where(row => row.Aggregate == Aggregate.Sum).Select(row => (
                target.Currency, row.Path, Rollups.Amount(shown.GetValueOrDefault(row.Path)), Rollups.Amount(Rollups.Condense(row, DocumentsOf(target), target.Currency))))
            : [];

    /// <summary>A comparison looks at every order and every customer in its own turn.</summary>
    private IEnumerable<RollupTarget> Targets(PassBatch batch, PassItem item)
    {
        foreach (var entity in batch.Matrix.Rollups.Select(row => row.Target).Distinct())
        {
            foreach (var erpId in _documents.Owners(item, entity, withOrders: !batch.IsPreview))
            {
                if (_links.TryGetValue((entity, erpId), out var link))
                {
                    var objectType = Integration.Matrix.Entities[entity].CrmObject;
                    yield return new RollupTarget(entity, erpId, new RecordRef(Integration.Crm.System, objectType, link.CrmId), Rollups.CurrencyOf(link));
                }
            }
        }
    }

    private void OfTarget(PassItem item)
    {
        if (item.Documents is [var any, ..])
        {
            item.Set(SystemRole.Erp, any);
        }
        else if (item.Lead.Trigger == WorkTrigger.FollowUp)
        {
            item.Skip($"It has no {_matrix.ErpObject} yet.");
        }
    }

    private static IEnumerable<RollupRow> Rows(EntityMatrix matrix, string target) => matrix.Rollups.Where(row => row.Target == target);
}
