using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Flows;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>One record's whole journey.</summary>
internal static class ExplainCommand
{
    public static Command Create(Shell shell)
    {
        var entity = new Argument<string>("entity") { Description = "account, contact, product, sales_order or invoice." };
        entity.AcceptOnlyFromAmong("account", "contact", "product", "sales_order", "invoice");
        var record = new Argument<string>("id") { Description = "The record's id in either system." };
        return shell.Command("explain", "Show what happened to one record, and why.", async (parsed, ct) =>
        {
            var (runner, id) = await shell.LedgerAsync(parsed, ct);
            await using (runner)
            {
                var flows = AllFlows.Create(runner.Folder.Settings.Integrations[id].Policy, shell.Clock).Where(flow => flow.Entity == parsed.GetValue(entity)).Select(flow => flow.Name).ToList();
                var history = OfFlows(flows, await runner.Ledger.ReadHistoryAsync(id, parsed.GetValue(entity)!, parsed.GetValue(record)!, ct));
                var isKnown = history.Items.Count + history.Links.Count > 0;
                if (!isKnown)
                {
                    return await shell.RefuseAsync(parsed, $"Harness has not seen {parsed.GetValue(entity)} {parsed.GetValue(record)}.");
                }

                await shell.ShowAsync(parsed, ToJson(history), Lines(history));
                return ExitCode.Ok;
            }
        }, entity, record);
    }

    /// <summary>Ids are the vendor's: a customer and an invoice may have the same number.</summary>
    private static RecordHistory OfFlows(IReadOnlyCollection<string> flows, RecordHistory history) => history with
    {
        Items = [.. history.Items.Where(item => flows.Contains(item.Flow))],
        Decisions = [.. history.Decisions.Where(decision => flows.Contains(decision.Flow))],
        Audit = [.. history.Audit.Where(entry => flows.Contains(entry.Flow))],
    };

    private static IEnumerable<string> Lines(RecordHistory history)
    {
        foreach (var link in history.Links)
        {
            yield return $"linked     CRM {link.CrmId} = ERP {link.ErpId}, {link.How} at {link.LinkedAt:u}; last in step {link.SyncedAt:u}";
        }

        foreach (var item in history.Items.OrderBy(item => item.Id))
        {
            yield return $"{item.CreatedAt:u}  item {item.Id}  {item.Subject.System} changed {item.ChangedAt:u} ({item.Trigger.ToString().ToLowerInvariant()}): "
                + $"{item.State.ToString().ToLowerInvariant()}{(item.Reason is null ? string.Empty : $", {item.Reason}")}"
                + (item.DueAt is { } due ? $" Next try {due:u}." : string.Empty);
        }

        foreach (var intent in history.Intents.OrderBy(intent => intent.Intent.Id))
        {
            yield return $"{intent.Intent.At:u}  write {intent.Intent.Id}  {(intent.Intent.RecordId is null ? "create" : "update")} {intent.Intent.ObjectType} {intent.Intent.RecordId ?? intent.Intent.ExternalKey}: "
                + (intent.Outcome is { } outcome ? $"{outcome.Outcome.ToString().ToLowerInvariant()}{(outcome.Message is null ? string.Empty : $", {outcome.Message}")}" : "outcome not known yet; it is looked up first");
        }

        foreach (var entry in history.Audit)
        {
            yield return $"{entry.At:u}  {entry.Actor} {entry.Action} {entry.Subject}: {entry.Details}";
        }
    }

    private static JsonObject ToJson(RecordHistory history) => new()
    {
        ["links"] = new JsonArray([.. history.Links.Select(link => (JsonNode)new JsonObject
        {
            ["crm"] = link.CrmId, ["erp"] = link.ErpId, ["how"] = link.How, ["linked_at"] = link.LinkedAt, ["synced_at"] = link.SyncedAt, ["matrix"] = link.MatrixVersion,
        })]),
        ["items"] = new JsonArray([.. history.Items.Select(item => (JsonNode)new JsonObject
        {
            ["item"] = item.Id, ["system"] = item.Subject.System, ["version"] = item.Version, ["trigger"] = item.Trigger.ToString(), ["state"] = item.State.ToString().ToLowerInvariant(),
            ["reason"] = item.Reason, ["attempts"] = item.Attempts, ["created_at"] = item.CreatedAt,
        })]),
        ["writes"] = new JsonArray([.. history.Intents.Select(intent => (JsonNode)new JsonObject
        {
            ["object"] = intent.Intent.ObjectType, ["record"] = intent.Intent.RecordId ?? intent.Outcome?.RecordId, ["key"] = intent.Intent.Key, ["at"] = intent.Intent.At,
            ["outcome"] = intent.Outcome?.Outcome.ToString().ToLowerInvariant() ?? "unknown", ["message"] = intent.Outcome?.Message,
        })]),
        ["decisions"] = new JsonArray([.. history.Decisions.Select(decision => (JsonNode)new JsonObject
        {
            ["kind"] = decision.Kind.ToString(), ["state"] = decision.Verdict.ToString(), ["by"] = decision.DecidedBy, ["why"] = decision.Why, ["question"] = decision.Question,
        })]),
        ["audit"] = new JsonArray([.. history.Audit.Select(entry => (JsonNode)new JsonObject
        {
            ["at"] = entry.At, ["actor"] = entry.Actor, ["action"] = entry.Action, ["details"] = JsonNode.Parse(entry.Details),
        })]),
    };
}
