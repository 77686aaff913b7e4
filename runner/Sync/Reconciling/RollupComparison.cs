using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Reconciling;

/// <summary>
/// What CRM records show of ERP documents against the documents themselves, computed anew. The linked orders and customers are
/// walked in the ledger, so it does not matter whether any feed ever reported a change: a payment that was voided, an invoice
/// that was deleted.
/// </summary>
internal sealed class RollupComparison(Integration integration, Flow flow, ReconcileOptions options)
{
    // As many ids as the vendors take in one statement.
    private const int TargetsAtOnce = 900;

    private readonly ComparisonDraft _draft = new(flow, options);
    private readonly Explanations _explanations = new(integration, flow);

    public async Task<FlowComparison> RunAsync(CancellationToken ct)
    {
        foreach (var target in integration.Matrix.Entities[flow.Entity].Rollups.Select(row => row.Target).Distinct())
        {
            await RunAsync(target, ct);
        }

        return _explanations.IsBehind ? _draft.LeftOut("Its feed is far behind; compare again when the runner has caught up.") : _draft.ToComparison();
    }

    private async Task RunAsync(string target, CancellationToken ct)
    {
        var page = new LinkPage([], 0);
        do
        {
            page = await integration.Ledger.ReadLinkPageAsync(integration.Id, target, page.Next ?? 0, TargetsAtOnce, ct);
            var owners = page.Links
                .Select(link => new Suspect(SystemRole.Erp, new RecordRef(integration.Erp.System, integration.Matrix.Entities[target].ErpObject, link.ErpId), null, link.CrmId))
                .Select((owner, index) => owner.ToItem(integration, flow, index)).ToList();
            foreach (var item in owners.Count == 0 ? [] : await new SyncPass(integration, flow).PreviewAsync(owners, ct))
            {
                await JudgeAsync(item, ct);
            }
        }
        while (page.Next is not null && !_explanations.IsBehind);
    }

    private async Task JudgeAsync(PassItem item, CancellationToken ct)
    {
        if (item.End is { State: ItemState.Waiting, DueAt: not null, Fault: { } kind })
        {
            throw new ConnectorException(integration.Erp.System, new Fault(kind, item.End.Reason));
        }

        _draft.Compared++;
        _draft.Read(SystemRole.Crm, 1);
        _draft.Read(SystemRole.Erp, item.Documents.Count);
        foreach (var (currency, path, shown, computed) in item.Condensed)
        {
            _draft.Tally(SystemRole.Crm, new Tallied(currency, path, shown));
            _draft.Tally(SystemRole.Erp, new Tallied(currency, path, computed));
        }

        if (item.Writes.Count == 0)
        {
            return;
        }

        var documents = item.Documents.Where(document => document.Ref.ObjectType == item.Matrix.ErpObject).Select(document => document.Ref.Id).ToList();
        var open = await integration.Ledger.ReadVersionsAsync(integration.Id, flow.Name, SystemRole.Erp, [.. documents, item.Lead.Subject.Id], ct);
        if (open.Any(one => one.State is ItemState.Pending or ItemState.Waiting or ItemState.Stopped) || await _explanations.IsUnreadAsync(SystemRole.Erp, documents, ct))
        {
            _draft.Explained++;
            return;
        }

        _draft.Add(
            new Drift(
                flow.Name, DriftKind.Differing, SystemRole.Crm, new RecordRef(integration.Crm.System, item.Writes[0].Request.ObjectType, item.Writes[0].Request.Id!),
                [.. item.Writes[0].Request.Values.Keys.Order(StringComparer.Ordinal)], "It shows something else than its documents say."),
            Suspect.Repair(flow, SystemRole.Erp, item.Lead.Subject, integration.Now));
    }
}
