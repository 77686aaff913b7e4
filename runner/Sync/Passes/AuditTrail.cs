using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Core.Governance;
using Harness.Core.Records;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>What the audit log keeps of a finished item: what was written, by which rule, and why something stopped.</summary>
public static class AuditTrail
{
    public static IEnumerable<AuditEntry> Of(Integration integration, Flow flow, PassItem item, DateTimeOffset at)
    {
        foreach (var write in item.Writes.Where(write => write.Succeeded && write.Intent!.ItemId == item.Lead.Id))
        {
            var changes = item.Plan?.Decisions.Where(decision => decision.Target == write.Target) ?? [];
            yield return new AuditEntry(
                at, "harness", item.IsArchived ? "archived" : write.Request.IsCreate ? "created" : "updated", flow.Name, write.Receipt!.Ref,
                new JsonObject
                {
                    ["item"] = item.Lead.Id,
                    ["source"] = item.Lead.Subject.ToString(),
                    ["matrix"] = integration.Matrix.Version,
                    ["fields"] = new JsonArray([.. changes.Select(Change)]),
                    ["lines"] = write.Lines?.Count,
                }.ToJsonString());
        }

        if (item.LinkedHow is not null)
        {
            yield return new AuditEntry(at, "harness", "linked", flow.Name, item.Lead.Subject, new JsonObject
            {
                ["how"] = item.LinkedHow,
                ["crm"] = item.IdOn(SystemRole.Crm),
                ["erp"] = item.IdOn(SystemRole.Erp),
            }.ToJsonString());
        }

        if (RecordStep.IsChanged(item))
        {
            var (from, to) = item.LinkChange!;
            yield return new AuditEntry(at, "harness", item.LinkChange.Word, flow.Name, item.Lead.Subject, new JsonObject
            {
                ["item"] = item.Lead.Id,
                ["crm"] = from.CrmId,
                ["erp"] = from.ErpId,
                ["to_crm"] = to.CrmId,
                ["to_erp"] = to.ErpId,
                ["why"] = item.End!.Reason,
            }.ToJsonString());
        }

        if (item.End!.State == ItemState.Stopped)
        {
            yield return new AuditEntry(at, "harness", "stopped", flow.Name, item.Lead.Subject, new JsonObject
            {
                ["item"] = item.Lead.Id,
                ["fault"] = item.End.Fault?.ToString(),
            }.ToJsonString());
        }
    }

    private static JsonNode Change(FieldDecision decision)
    {
        var change = new JsonObject { ["field"] = decision.Field, ["rule"] = decision.Rule };
        if (!decision.Pii)
        {
            change["before"] = Text(decision.Before);
            change["after"] = Text(decision.After);
        }

        return change;
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
