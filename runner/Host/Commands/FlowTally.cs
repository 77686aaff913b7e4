using System.Text.Json.Nodes;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>What passed, by flow, as people count it: records, not attempts.</summary>
internal sealed class FlowTally
{
    private static readonly string[] Flows = ["accounts", "contacts", "products", "sales_orders", "invoices"];

    private readonly Dictionary<string, Counts> _flows = Flows.ToDictionary(flow => flow, _ => new Counts());

    public Task CountAsync(CycleProgress progress)
    {
        var counts = _flows[progress.Flow];
        counts.Read += progress.Items.Sum(item => item.Work.Count(work => work.Trigger is WorkTrigger.Poll or WorkTrigger.Backfill && work.Attempts == 0));
        foreach (var write in progress.Items.SelectMany(item => item.Writes).Distinct().Where(write => write.Succeeded))
        {
            _ = write.Request.IsCreate ? counts.Created++ : counts.Updated++;
        }

        foreach (var item in progress.Items)
        {
            var name = $"{item.Lead.Side}:{item.Lead.Subject.Id}";
            _ = item.End!.State == ItemState.Stopped ? counts.Stopped.Add(name) : counts.Stopped.Remove(name);
            counts.Unchanged += item.End.State == ItemState.Unchanged ? 1 : 0;
        }

        return Task.CompletedTask;
    }

    /// <summary>Records written so far, in either system.</summary>
    public int Written => _flows.Values.Sum(flow => flow.Created + flow.Updated);

    public JsonObject ToJson() => new(_flows.Select(flow => KeyValuePair.Create<string, JsonNode?>(flow.Key, new JsonObject
    {
        ["read"] = flow.Value.Read,
        ["created"] = flow.Value.Created,
        ["updated"] = flow.Value.Updated,
        ["unchanged"] = flow.Value.Unchanged,
        ["stopped"] = flow.Value.Stopped.Count,
    })));

    public IEnumerable<string> Lines(int? width = null) => TextTable.Lines(
        ["flow", "read", "created", "updated", "unchanged", "stopped"],
        [.. _flows.Select(flow => (IReadOnlyList<string>)
        [
            flow.Key, flow.Value.Read.ToString(), flow.Value.Created.ToString(), flow.Value.Updated.ToString(), flow.Value.Unchanged.ToString(), flow.Value.Stopped.Count.ToString(),
        ])],
        width);

    private sealed class Counts
    {
        public int Read { get; set; }

        public int Created { get; set; }

        public int Updated { get; set; }

        public int Unchanged { get; set; }

        public HashSet<string> Stopped { get; } = [];
    }
}
