using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Dashboard.Doors;
using Harness.Port;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Dashboard.Views;

/// <summary>One record's whole journey, and where its other half is.</summary>
public sealed record RecordView(
    string Entity, SystemRole Side, string Id, string? Title, IReadOnlyList<(string Field, string Value)> Known, IReadOnlyList<PairSide> Sides, string? LinkedHow, DateTimeOffset? SyncedAt,
    IReadOnlyList<JourneyStep> Journey, IReadOnlyList<Stage> Stages, IReadOnlyList<Decision> Decisions, WorkItem? Open)
{
    public static Task<RecordView?> ReadAsync(Ask ask) =>
        ReadAsync(ask, ask.Text("entity") ?? string.Empty, ask.Word<SystemRole>("side") ?? SystemRole.Crm, ask.Text("record") ?? string.Empty);

    public static async Task<RecordView?> ReadAsync(Ask ask, string entity, SystemRole side, string id)
    {
        var integration = ask.Integration;
        var flows = integration.Flows.Where(flow => flow.Entity == entity).Select(flow => flow.Name).ToHashSet();
        if (flows.Count == 0 || !integration.Matrix.Entities.TryGetValue(entity, out var matrix))
        {
            return null;
        }

        // Ids are the vendor's: a customer and an invoice may have the same number.
        var all = await ask.Office.Ledger.ReadHistoryAsync(integration.Id, entity, id, ask.Ct);
        var items = all.Items.Where(item => flows.Contains(item.Flow)).ToList();
        var audit = all.Audit.Where(entry => flows.Contains(entry.Flow)).ToList();
        var decisions = all.Decisions.Where(decision => flows.Contains(decision.Flow)).ToList();
        if (items.Count + all.Links.Count == 0)
        {
            return null;
        }

        var known = await ask.Office.Ledger.SearchAsync(integration.Id, id, 20, ask.Ct);
        var link = all.Links.Count > 0 ? all.Links[^1] : null;
        var sides = new[] { SystemRole.Crm, SystemRole.Erp }.Select(one => Half(ask, matrix.ObjectIn(one), one, link is null ? one == side ? id : null : one == SystemRole.Crm ? link.CrmId : link.ErpId)).ToList();
        return new RecordView(
            entity, side, id, known.FirstOrDefault(one => one.Entity == entity)?.Title,
            [.. known.Where(one => one.Entity == entity && one is { Field: not null, Value: not null }).Select(one => (one.Field!, one.Value!))],
            sides, link?.How, link?.SyncedAt, JourneyStep.Of(items, all.Intents, decisions, audit), Stage.Of(items, link, all.Intents), decisions,
            items.LastOrDefault(item => item.State is ItemState.Stopped or ItemState.Waiting or ItemState.Pending));
    }

    private static PairSide Half(Ask ask, string objectType, SystemRole side, string? id)
    {
        var system = side == SystemRole.Crm ? ask.Integration.Crm : ask.Integration.Erp;
        return new PairSide(side, system, objectType, id, id is null ? null : ask.Office.PageOf(new RecordRef(system, objectType, id)));
    }
}

/// <param name="Page">In the vendor's own screens.</param>
public sealed record PairSide(SystemRole Side, string System, string ObjectType, string? Id, Uri? Page);

/// <summary>How far the newest change has come.</summary>
public sealed record Stage(string Name, string Mark)
{
    public static IReadOnlyList<Stage> Of(IReadOnlyList<WorkItem> items, Link? link, IReadOnlyList<IntentHistory> intents)
    {
        var last = items.Count > 0 ? items[^1] : null;
        var sent = intents.Where(one => last is not null && one.Intent.ItemId == last.Id).ToList();
        var reached = last switch
        {
            null => 0,
            { State: ItemState.Synced or ItemState.Unchanged or ItemState.Compared } => 6,
            _ when sent.Exists(one => one.Outcome is null) => 5,
            { Fault: FaultKind.DuplicateInTarget or FaultKind.DoubtfulMatch or FaultKind.RecordGone or FaultKind.RecordMerged } => 1,
            { Fault: FaultKind.InvalidData or FaultKind.RequiredMissing or FaultKind.UnmappedValue or FaultKind.TooLong or FaultKind.TotalsDiffer or FaultKind.UnknownProduct } => sent.Count > 0 ? 4 : 2,
            { Fault: FaultKind.Conflict or FaultKind.NeedsApproval or FaultKind.ApprovalRejected or FaultKind.AlreadyBilled } => 3,
            { State: ItemState.Pending } => 1,
            { Fault: null, State: ItemState.Waiting } => 2,
            _ => link is null ? 1 : 4,
        };
        string[] names = ["Received", "Matched", "Validated", "Decided", "Sent", "Verified"];
        return [.. names.Select((name, at) => new Stage(name, at < reached ? "done" : at == reached && last?.State == ItemState.Stopped ? "stopped" : at == reached && last is not null ? "waiting" : "ahead"))];
    }
}

/// <summary>One thing that happened.</summary>
/// <param name="Changes">Fields with what was before, what is after, and the rule that decided.</param>
public sealed record JourneyStep(DateTimeOffset At, string Kind, string Title, string? Detail, string Who, IReadOnlyList<FieldChange> Changes)
{
    public static IReadOnlyList<JourneyStep> Of(IReadOnlyList<WorkItem> items, IReadOnlyList<IntentHistory> intents, IReadOnlyList<Decision> decisions, IReadOnlyList<AuditEntry> audit) =>
    [
        .. items.Select(item => new JourneyStep(
            item.CreatedAt, "received", $"Change received from {Words.System(item.Subject.System)}",
            $"Changed {Words.Full(item.ChangedAt)}. {Words.State(item.State)}{(item.Reason is null ? "." : $": {item.Reason}")}", "harness", []))
        .Concat(intents.Select(one => new JourneyStep(
            one.ClosedAt ?? one.Intent.At, "sent", $"{(one.Intent.RecordId is null ? "Creation" : "Update")} of {one.Intent.ObjectType} {(one.Outcome is null ? "sent, answer not known yet" : Told(one.Outcome.Outcome))}",
            one.Outcome?.Message ?? (one.Intent.RecordId ?? one.Outcome?.RecordId), "harness", [])))
        .Concat(decisions.Select(one => new JourneyStep(one.AskedAt, "asked", "Question asked", one.Question, one.RequestedBy ?? "harness", [])))
        .Concat(audit.Select(Told))
        .OrderByDescending(step => step.At),
    ];

    private static string Told(IntentOutcome outcome) => outcome switch
    {
        IntentOutcome.Written => "accepted",
        IntentOutcome.Refused => "refused",
        IntentOutcome.NotSent => "never left",
        IntentOutcome.Adopted => "had happened",
        IntentOutcome.Absent => "had not happened",
    };

    private static JourneyStep Told(AuditEntry entry)
    {
        var details = JsonNode.Parse(entry.Details) as JsonObject ?? [];
        var changes = (details["fields"] as JsonArray ?? []).OfType<JsonObject>().Select(one => new FieldChange(
            $"{one["field"]}", one.ContainsKey("before") || one.ContainsKey("after") ? $"{one["before"]}" : null, one.ContainsKey("after") ? $"{one["after"]}" : null, $"{one["rule"]}")).ToList();
        var why = details["why"]?.ToString() ?? details["fault"]?.ToString() ?? details["how"]?.ToString();
        return new JourneyStep(entry.At, entry.Actor == "harness" ? "written" : "person", AuditWords.Of(entry.Action, entry.Subject), why, entry.Actor, changes);
    }
}

/// <param name="Before">Null where the value is personal: it is not kept.</param>
public sealed record FieldChange(string Field, string? Before, string? After, string Rule);
