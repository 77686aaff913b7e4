using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Host.Commands;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Host.Demo;

/// <summary>
/// The fewest calls that an act can take, from what the act had to do and what the vendors' APIs carry in one call.
/// It counts: the login and the metadata; one poll for each source and cycle; for records without a link one look-up a
/// batch, because nothing is created unmatched; the lines of won opportunities and what the ERP alone knows of new
/// orders, one read a batch; the records behind a roll-up, one read a batch and object; and the writes, at the vendor's
/// batch size. Retries, re-reads and smaller batches are what is above it.
/// </summary>
internal sealed class CallFloor
{
    private readonly List<Act> _acts = [];
    private Integration? _integration;

    public IReadOnlyList<Act> Acts => _acts;

    public int Taken(SystemRole side) => _acts.Sum(act => act.Took.GetValueOrDefault(side));

    public int Total(SystemRole side) => _acts.Sum(act => act.Calls(side));

    public void Start(Integration integration)
    {
        _integration = integration;
        Begin("Metadata");
        var entities = integration.Matrix.Entities.Values;
        Add(SystemRole.Crm, "describe", 1);
        Add(SystemRole.Erp, "describe", entities.Select(entity => entity.ErpObject).Distinct().Count());
    }

    public void Begin(string title) => _acts.Add(new Act(title));

    /// <summary>What the act took in fact, by the simulators' own count.</summary>
    public void Took(SystemRole side, int calls) => _acts[^1].Took[side] = calls;

    public void Cycle()
    {
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            Add(side, "polls", _integration!.Matrix.Entities.Values.Sum(entity => entity.Sources.Count(source => source.Side == side)));
        }
    }

    public void Count(CycleProgress progress)
    {
        var flow = _integration!.Flows.First(one => one.Name == progress.Flow);
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            var writes = progress.Items.SelectMany(item => item.Writes).Distinct().Count(write => write.Target == side && write.Succeeded);
            Add(side, $"{flow.Name} writes", Batches(writes, _integration.Connector(side).WriteBatchSize));
            var unlinked = progress.Items.Count(item => item.Link is null && item.Lead.Side == side.Other() && (item.LinkedHow is not null || item.Creates is not null));
            Add(side, $"{flow.Name} look-ups", Batches(unlinked, 200));
            Add(side, $"{flow.Name} reads", flow.RollsUp ? RollupReads(progress, side) : PairReads(progress, flow, side));
        }
    }

    public void Notes(int calls) => Add(SystemRole.Crm, "status notes", calls);

    public IEnumerable<string> Lines() => TextTable.Lines(
        ["act", "CRM calls", "floor", "ERP calls", "floor"],
        [.. _acts.Select(act => (IReadOnlyList<string>)
        [
            act.Title, $"{act.Took.GetValueOrDefault(SystemRole.Crm)}", $"{act.Calls(SystemRole.Crm)}", $"{act.Took.GetValueOrDefault(SystemRole.Erp)}", $"{act.Calls(SystemRole.Erp)}",
        ])]);

    public JsonArray ToJson() => [.. _acts.Select(act => (JsonNode)new JsonObject
    {
        ["act"] = act.Title,
        ["crm"] = new JsonObject { ["calls"] = act.Took.GetValueOrDefault(SystemRole.Crm), ["floor"] = act.Calls(SystemRole.Crm), ["made_of"] = Parts(act, SystemRole.Crm) },
        ["erp"] = new JsonObject { ["calls"] = act.Took.GetValueOrDefault(SystemRole.Erp), ["floor"] = act.Calls(SystemRole.Erp), ["made_of"] = Parts(act, SystemRole.Erp) },
    })];

    private static JsonObject Parts(Act act, SystemRole side) => new(act.Parts.Where(part => part.Key.Side == side)
        .Select(part => KeyValuePair.Create<string, JsonNode?>(part.Key.What, part.Value)));

    private int PairReads(CycleProgress progress, Flow flow, SystemRole side)
    {
        var entity = _integration!.Matrix.Entities[flow.Entity];
        var lines = entity.Lines?.PathIn(side) is not null;
        var reads = progress.Items.Count(item => item.On(side) is { } read && (
            (lines && read.Lines is not null && item.Lead.Trigger == WorkTrigger.Poll && item.LinkedHow is null)
            || item.Lead.Trigger != WorkTrigger.Poll
            || (item.Link is not null && item.Lead.Side != side)));
        return Batches(reads, 200);
    }

    private static int RollupReads(CycleProgress progress, SystemRole side) => side == SystemRole.Erp
        ? Batches(progress.Items.Count(item => item.Erp is not null), 200)
        : Batches(progress.Items.SelectMany(item => item.Writes).Distinct().Count(), 200)
            * progress.Items.SelectMany(item => item.Writes).Select(write => write.Request.ObjectType).Distinct().Count();

    private void Add(SystemRole side, string what, int calls)
    {
        if (calls > 0)
        {
            var parts = _acts[^1].Parts;
            parts[(side, what)] = parts.GetValueOrDefault((side, what)) + calls;
        }
    }

    private static int Batches(int records, int size) => (records + size - 1) / size;

    internal sealed record Act(string Title)
    {
        public Dictionary<(SystemRole Side, string What), int> Parts { get; } = [];

        public Dictionary<SystemRole, int> Took { get; } = [];

        public int Calls(SystemRole side) => Parts.Where(part => part.Key.Side == side).Sum(part => part.Value);
    }
}
