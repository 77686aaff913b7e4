using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Cycles;

/// <summary>Reads a flow's sources without moving a cursor, and takes what it finds through the pass up to the writes.</summary>
public sealed class FlowPreview(Integration integration, Flow flow)
{
    private readonly EntityMatrix _matrix = integration.Matrix.Entities[flow.Entity];

    /// <summary>Field by field what a cycle would do with what has changed since the cursors.</summary>
    public async Task<IReadOnlyList<PlanLine>> PreviewAsync(int most, CancellationToken ct)
    {
        var work = new List<NewWork>();
        foreach (var source in _matrix.Sources)
        {
            var key = new SourcePoller(integration, flow, source);
            work.AddRange(await key.PeekAsync(most, ct));
        }

        var items = work.DistinctBy(one => one.Subject).Take(most).Select((one, index) => ToItem(one, index)).ToList();
        var lines = new List<PlanLine>();
        foreach (var batch in items.Chunk(integration.Options.BatchSize))
        {
            lines.AddRange((await new SyncPass(integration, flow).PreviewAsync(batch, ct)).SelectMany(Lines));
        }

        return lines;
    }

    private WorkItem ToItem(NewWork work, int index) => new(
        -1 - index, integration.Id, work.Flow, work.Side, work.Subject, work.Version, work.ChangedAt, work.Payload, ItemState.Pending, 0, null, null, null, null,
        work.Trigger, integration.Now, integration.Now);

    private IEnumerable<PlanLine> Lines(PassItem item)
    {
        if (item.End is { State: not ItemState.Unchanged and not ItemState.Skipped } end)
        {
            yield return new PlanLine(flow.Name, item.Lead.Subject, end.State.ToString().ToLowerInvariant(), null, null, null, end.Reason);
        }

        foreach (var write in item.Writes)
        {
            foreach (var change in item.Plan?.Decisions.Where(decision => decision.Target == write.Target) ?? [])
            {
                yield return new PlanLine(
                    flow.Name, item.Lead.Subject, $"{(write.Request.IsCreate ? "create" : "update")} {write.Request.ObjectType}", change.Field,
                    change.Pii ? "(personal)" : change.Before?.ToString(), change.Pii ? "(personal)" : change.After?.ToString(), change.Rule);
            }

            if (item.Plan is null)
            {
                yield return new PlanLine(flow.Name, item.Lead.Subject, $"update {write.Request.ObjectType}", string.Join(", ", write.Request.Values.Keys), null, null, "rolled up");
            }
        }
    }
}

/// <summary>One field that would change, or one record that would stop.</summary>
public sealed record PlanLine(string Flow, RecordRef Record, string Action, string? Field, string? Before, string? After, string Why)
{
    public override string ToString() => Field is null
        ? $"{Flow}  {Record}  {Action}: {Why}"
        : $"{Flow}  {Record}  {Action}  {Field}: {Before ?? "(empty)"} -> {After ?? "(empty)"}  ({Why})";

    public JsonNode ToJson() => new JsonObject
    {
        ["flow"] = Flow, ["record"] = Record.Id, ["system"] = Record.System, ["action"] = Action, ["field"] = Field, ["before"] = Before, ["after"] = After, ["why"] = Why,
    };
}
