using System.Text.Json.Nodes;

namespace Harness.Sync.Reconciling;

/// <summary>A comparison as the audit log keeps it and as commands print it. Sums and counts, no record's values.</summary>
public static class ReconcileJson
{
    public static JsonObject Of(FlowComparison flow, int queued) => new()
    {
        ["flow"] = flow.Flow,
        ["crm"] = flow.Crm,
        ["erp"] = flow.Erp,
        ["compared"] = flow.Compared,
        ["explained"] = flow.Explained,
        ["missing"] = flow.Missing,
        ["extra"] = flow.Extra,
        ["differing"] = flow.Differing,
        ["above_limit"] = flow.IsAbove,
        ["queued"] = queued,
        ["left_out"] = flow.LeftOut,
        ["sums"] = new JsonArray([.. flow.Tallies.Select(line => (JsonNode)new JsonObject
        {
            ["currency"] = line.Currency,
            ["status"] = line.Status,
            ["crm_count"] = line.CrmCount,
            ["crm_sum"] = line.CrmSum,
            ["erp_count"] = line.ErpCount,
            ["erp_sum"] = line.ErpSum,
            ["ties"] = line.Ties,
        })]),
    };

    public static JsonObject Of(ReconcileReport report) => new()
    {
        ["at"] = report.EndedAt,
        ["drifted"] = report.Drifted,
        ["above_limit"] = report.IsAbove,
        ["queued"] = report.Queued,
        ["flows"] = new JsonArray([.. report.Flows.Select(flow => (JsonNode)Of(flow, flow.Repairs.Count == 0 || report.Queued == 0 ? 0 : flow.Repairs.Count))]),
        ["drift"] = new JsonArray([.. report.Flows.SelectMany(flow => flow.Found).Select(drift => (JsonNode)new JsonObject
        {
            ["flow"] = drift.Flow,
            ["kind"] = drift.Kind.ToString().ToLowerInvariant(),
            ["system"] = drift.Record.System,
            ["object"] = drift.Record.ObjectType,
            ["record"] = drift.Record.Id,
            ["fields"] = new JsonArray([.. drift.Fields.Select(field => (JsonNode)field)]),
            ["reason"] = drift.Reason,
        })]),
    };
}
