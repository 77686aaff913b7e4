using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Reconciling;

/// <summary>
/// The last word on a suspect is the pass's own: both sides are read again and taken through it up to the writes. What it would
/// write, link, create or stop is drift; what it would leave alone is none.
/// </summary>
internal sealed class DriftCheck(Integration integration, Flow flow, ReconcileOptions options, IReadOnlyDictionary<SystemRole, TimeSpan> clocks)
{
    public async Task JudgeAsync(IReadOnlyList<Suspect> suspects, ComparisonDraft draft, CancellationToken ct)
    {
        foreach (var some in suspects.Chunk(integration.Options.BatchSize))
        {
            foreach (var item in await new SyncPass(integration, flow).PreviewAsync([.. some.Select((one, index) => one.ToItem(integration, flow, index))], ct))
            {
                Judge(item, draft);
            }
        }
    }

    private void Judge(PassItem item, ComparisonDraft draft)
    {
        if (item.End is { State: ItemState.Waiting, DueAt: not null, Fault: { } kind })
        {
            throw new ConnectorException(integration.Connector(item.Lead.Side).System, new Fault(kind, item.End.Reason));
        }

        if (WhatIsWrong(item) is not var (drift, why))
        {
            return;
        }

        if (IsInFlight(item.Crm, SystemRole.Crm) || IsInFlight(item.Erp, SystemRole.Erp))
        {
            draft.Explained++;
            return;
        }

        var fields = item.Plan?.Decisions.Select(decision => decision.Field).Concat(item.Plan.Conflicts.Select(conflict => conflict.Field)).Distinct().ToList() ?? [];
        draft.Add(
            new Drift(flow.Name, drift, item.Lead.Side, item.Lead.Subject, fields, why),
            Suspect.Repair(flow, item.Lead.Side, item.Lead.Subject, integration.Now));
    }

    private bool IsInFlight(Snapshot? read, SystemRole side) => read is not null
        && integration.Now + clocks.GetValueOrDefault(side) - read.ModifiedAt < options.Grace && read.ModifiedAt != DateTimeOffset.MinValue;

    private static (DriftKind Kind, string Why)? WhatIsWrong(PassItem item) => item switch
    {
        { End: { State: ItemState.Stopped, Fault: FaultKind.DuplicateInTarget } end } => (DriftKind.Extra, end.Reason),
        { End: { State: ItemState.Stopped, Fault: FaultKind.RecordGone or FaultKind.RecordMerged } end } => (DriftKind.Missing, end.Reason),
        { End: { State: ItemState.Stopped or ItemState.Waiting } end } => (item.Link is null ? DriftKind.Missing : DriftKind.Differing, end.Reason),
        { End: not null, LinkChange: null } => null,
        { LinkChange: not null } => (DriftKind.Missing, "Its link belongs to another record, or has ended."),
        { Creates: not null } => (DriftKind.Missing, "It has no counterpart, and nothing says why."),
        { Link: null, LinkedHow: not null } => (DriftKind.Missing, "It has a counterpart that it is not linked to."),
        { Writes.Count: > 0 } => (DriftKind.Differing, "Both sides differ, and nothing says why."),
        _ => null,
    };
}
