using System.Text.Json.Nodes;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;

namespace Harness.Sync.Reconciling;

/// <summary>
/// Compares both systems flow by flow and queues what drifted as ordinary work, as long as it is little; otherwise it repairs
/// nothing and raises an alert. It never writes to a vendor itself, and needs no lease: a runner may be at work meanwhile.
/// </summary>
public sealed class Reconciliation(Integration integration, ReconcileOptions options)
{
    public const string RunAction = "reconciled", DriftAction = "drift";

    private const int BehindEverything = 9;

    /// <exception cref="Port.ConnectorException">A system could not be read: the run is dropped as a whole.</exception>
    public async Task<ReconcileReport> RunAsync(bool repairs, CancellationToken ct)
    {
        using var urgency = CallPriority.Use(BehindEverything);
        var began = integration.Now;
        var flows = new List<FlowComparison>();
        foreach (var flow in integration.Flows.Where(flow => !integration.Halted.ContainsKey(flow.Name)).OrderBy(flow => flow.Rank))
        {
            flows.Add(flow.RollsUp
                ? await new RollupComparison(integration, flow, options).RunAsync(ct)
                : await new PairComparison(integration, flow, options).RunAsync(ct));
        }

        var isAbove = flows.Any(flow => flow.IsAbove);
        var work = repairs && !isAbove ? flows.SelectMany(flow => flow.Repairs).ToList() : [];
        var report = new ReconcileReport(began, integration.Now, flows, work.Count);
        await integration.Ledger.KeepRunAsync(integration.Id, work, [.. Audit(report)], [.. Alerts(report)], report.EndedAt, ct);
        return report;
    }

    private static IEnumerable<AuditEntry> Audit(ReconcileReport report)
    {
        foreach (var flow in report.Flows)
        {
            yield return new AuditEntry(report.EndedAt, "harness", RunAction, flow.Flow, null, ReconcileJson.Of(flow, report.Queued).ToJsonString());
            foreach (var drift in flow.Found)
            {
                yield return new AuditEntry(report.EndedAt, "harness", DriftAction, flow.Flow, drift.Record, new JsonObject
                {
                    ["kind"] = drift.Kind.ToString().ToLowerInvariant(),
                    ["fields"] = new JsonArray([.. drift.Fields.Select(field => (JsonNode)field)]),
                    ["reason"] = drift.Reason,
                }.ToJsonString());
            }
        }
    }

    private static IEnumerable<NewAlert> Alerts(ReconcileReport report) => report.Flows.Where(flow => flow.IsAbove).Select(flow => new NewAlert(
        "drift", $"drift:{flow.Flow}",
        $"{flow.Drifted} of {flow.Compared} {flow.Flow.Replace('_', ' ')} differ between the systems and nothing explains it ({flow.Missing} missing, {flow.Extra} extra, {flow.Differing} differing). Nothing was repaired: look at \"harness status\", then reconcile with a higher limit or put it right by hand."));
}
