using System.Text.Json.Nodes;
using Harness.Sync.Ledger;
using Harness.Sync.Reconciling;

namespace Harness.Host.Commands;

/// <summary>The last comparison of both systems, as the audit log has it.</summary>
internal sealed class LastComparison(DateTimeOffset? at, IReadOnlyList<JsonObject> flows, IReadOnlyList<JsonObject> found)
{
    private const int MostFlows = 20, MostFound = 200, MostShown = 10;

    public static async Task<LastComparison> ReadAsync(ILedger ledger, string integration, CancellationToken ct)
    {
        var runs = await ledger.ReadAuditAsync(integration, Reconciliation.RunAction, MostFlows, ct);
        if (runs.Count == 0)
        {
            return new LastComparison(null, [], []);
        }

        var at = runs[0].At;
        var drift = await ledger.ReadAuditAsync(integration, Reconciliation.DriftAction, MostFound, ct);
        return new LastComparison(at, [.. runs.Where(run => run.At == at).Reverse().Select(Details)], [.. drift.Where(one => one.At == at).Reverse().Select(Finding)]);
    }

    public JsonObject? ToJson() => at is null ? null : new JsonObject
    {
        ["at"] = at,
        ["drifted"] = Drifted,
        ["above_limit"] = flows.Any(flow => flow["above_limit"]!.GetValue<bool>()),
        ["flows"] = new JsonArray([.. flows.Select(flow => flow.DeepClone())]),
        ["drift"] = new JsonArray([.. found.Select(one => one.DeepClone())]),
    };

    public IEnumerable<string> Lines()
    {
        if (at is null)
        {
            yield break;
        }

        yield return string.Empty;
        yield return Drifted == 0 ? $"Compared {at:u}: nothing had drifted." : $"Compared {at:u}: {Drifted} had drifted.";
        foreach (var one in found.Take(MostShown))
        {
            yield return $"  {one["flow"]}  {one["kind"]}  {one["record"]}: {one["reason"]}";
        }
    }

    private long Drifted => flows.Sum(flow => flow["missing"]!.GetValue<long>() + flow["extra"]!.GetValue<long>() + flow["differing"]!.GetValue<long>());

    private static JsonObject Details(AuditEntry entry) => JsonNode.Parse(entry.Details)!.AsObject();

    private static JsonObject Finding(AuditEntry entry)
    {
        var finding = Details(entry);
        (finding["flow"], finding["system"], finding["record"]) = (entry.Flow, entry.Subject?.System, entry.Subject?.Id);
        return finding;
    }
}
