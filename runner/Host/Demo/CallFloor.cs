using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Port;
using Harness.Host.Building;
using Harness.Host.Commands;
using Harness.Host.Vendors;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Host.Demo;

/// <summary>
/// The fewest calls that an act can take, from what the act had to do and what the vendors' APIs carry in one call.
/// It counts: the login and the metadata; one poll for each source and cycle; for records without a link one look-up a
/// batch, because nothing is created unmatched; the lines of won opportunities and what the ERP alone knows of new
/// orders, one read a batch; the records behind a roll-up, one read a batch and object; and the writes. Batches are as
/// large as the vendor's API takes them (<see cref="CallFacts"/>). Retries, re-reads and smaller batches are what is above it.
/// </summary>
internal sealed class CallFloor
{
    private static readonly SystemRole[] Sides = [SystemRole.Crm, SystemRole.Erp];

    private readonly List<Act> _acts = [];
    private Integration? _integration;

    public IReadOnlyList<Act> Acts => _acts;

    public int Taken(SystemRole side) => _acts.Sum(act => act.Took.GetValueOrDefault(side));

    public int Total(SystemRole side) => _acts.Sum(act => act.Calls(side));

    public void Start(Integration integration)
    {
        _integration = integration;
        Begin("Metadata");
        foreach (var side in Sides)
        {
            Add(side, "describe", FactsOf(side).Describe(ConfiguredRunner.Objects(integration.Matrix, side).Count));
        }
    }

    public void Begin(string title) => _acts.Add(new Act(title));

    /// <summary>What the act took in fact, by the simulators' own count.</summary>
    public void Took(SystemRole side, int calls) => _acts[^1].Took[side] = calls;

    public void Cycle()
    {
        foreach (var side in Sides)
        {
            var sources = _integration!.Matrix.Entities.Values.SelectMany(entity => entity.Sources.Where(source => source.Side == side)).ToList();
            Add(side, "polls", sources.Count);
            Add(side, "polls for deletions", sources.Count(source => source.AboutPath is null) * FactsOf(side).Deletions);
        }
    }

    public void Count(CycleProgress progress)
    {
        var flow = _integration!.Flows.First(one => one.Name == progress.Flow);
        foreach (var side in Sides)
        {
            var writes = progress.Items.SelectMany(item => item.Writes).Distinct().Where(write => write.Target == side && write.Succeeded).ToList();
            AddWrites(flow, side, writes);
            var lookedUp = progress.Items.Count(item => item.Link is null && item.Lead.Side == side.Other() && (item.LinkedHow is not null || item.Creates is not null));
            Add(side, $"{flow.Name} look-ups", lookedUp, FactsOf(side).Find);
            if (FactsOf(side).FindOurs is { } keys)
            {
                Add(side, $"{flow.Name} look-ups of our keys", lookedUp, keys);
            }

            if (FactsOf(side).Prices is { } prices)
            {
                var priced = writes.Count(write => write.Request.Lines.Count > 0);
                Add(side, $"{flow.Name} price entries read", priced, prices);
                Add(side, $"{flow.Name} price entries written", priced, prices);
            }

            if (flow.RollsUp)
            {
                AddRollupReads(flow, side, progress, writes);
            }
            else
            {
                AddReads(flow, side, [.. progress.Items.Where(item => MustBeRead(item, side))]);
            }
        }
    }

    /// <summary>CRM records that were shown their sync state and not by a write of their own.</summary>
    public void Notes(int records) => Add(SystemRole.Crm, "status notes", records, _integration!.Crm.WriteBatchSize);

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

    private static int Batches(int records, int size) => (records + size - 1) / size;

    private static JsonObject Parts(Act act, SystemRole side) => new(act.CallsFor(side).Select(part => KeyValuePair.Create<string, JsonNode?>(part.Key, part.Value)));

    /// <summary>The lines of what a poll brought, the other half of a linked pair, and what came without having been read.</summary>
    private static bool MustBeRead(PassItem item, SystemRole side) => item.On(side) is not null && (item.Lead.Side == side
        ? item.Lead.Trigger is WorkTrigger.Retry or WorkTrigger.Prerequisite || (item.Lead.Trigger == WorkTrigger.Poll && item.On(side)!.Lines is not null && item.LinkedHow is null)
        : item.Link is not null);

    private void AddWrites(Flow flow, SystemRole side, List<PlannedWrite> writes)
    {
        var (facts, size) = (FactsOf(side), _integration!.Connector(side).WriteBatchSize);
        var created = writes.Where(write => write.Request.IsCreate).ToList();
        foreach (var (objectType, next) in created.GroupBy(write => write.Request.ObjectType).SelectMany(group => facts.AfterCreating(group.Key), (group, next) => (group.Key, next)))
        {
            Add(side, $"{flow.Name} {next}", created.Count(write => write.Request.ObjectType == objectType), size);
        }

        if (!facts.SameFieldsTogether)
        {
            Add(side, $"{flow.Name} writes", writes.Count, size);
            return;
        }

        Add(side, $"{flow.Name} creations", created.Count, size);
        Add(side, $"{flow.Name} changes", writes.Except(created).GroupBy(write => Fields(write.Request)).Sum(group => Batches(group.Count(), size)));
    }

    /// <summary>An address counts as one field: it is written as a whole.</summary>
    private static string Fields(WriteRequest write) => string.Join('|', write.Values.Keys.Concat(write.Lines.Select(lines => lines.Path))
        .Select(path => path.IndexOf(']', StringComparison.Ordinal) is > 0 and var end ? path[..end] : path).Distinct().Order(StringComparer.Ordinal));

    private void AddRollupReads(Flow flow, SystemRole side, CycleProgress progress, List<PlannedWrite> writes)
    {
        if (side == SystemRole.Erp)
        {
            Add(side, $"{flow.Name} reads", progress.Items.Count(item => item.Erp is not null), FactsOf(side).Read);
            Add(side, $"{flow.Name} credits", _integration!.Matrix.Entities[flow.Entity].Credits is null ? 0 : progress.Items.Count(item => item.Erp is not null), FactsOf(side).Read);
            return;
        }

        // Opportunities and accounts are read together.
        Add(side, $"{flow.Name} reads", writes.GroupBy(write => write.Request.ObjectType).Select(shown => shown.Count()).DefaultIfEmpty().Max(), FactsOf(side).Read);
    }

    private void AddReads(Flow flow, SystemRole side, IReadOnlyList<PassItem> read)
    {
        var facts = FactsOf(side);
        Add(side, $"{flow.Name} reads", read.Count, facts.Read);
        var lines = read.Sum(item => item.On(side)!.Lines?.Count ?? 0);
        if (lines > 0 && facts.LineNames is { } names)
        {
            Add(side, $"{flow.Name} lines named", read.Count, names);
        }

        if (facts.LineRead is { } batch)
        {
            Add(side, $"{flow.Name} lines read", lines, batch);
        }
    }

    private CallFacts FactsOf(SystemRole side) => KnownVendors.All[_integration!.Matrix.VendorOf(side)].Calls;

    private void Add(SystemRole side, string what, int records, int size = 1)
    {
        if (records > 0)
        {
            var parts = _acts[^1].Parts;
            parts[(side, what)] = (parts.GetValueOrDefault((side, what)).Records + records, size);
        }
    }

    internal sealed record Act(string Title)
    {
        public Dictionary<(SystemRole Side, string What), (int Records, int Size)> Parts { get; } = [];

        public Dictionary<SystemRole, int> Took { get; } = [];

        public int Calls(SystemRole side) => CallsFor(side).Sum(part => part.Value);

        public IEnumerable<KeyValuePair<string, int>> CallsFor(SystemRole side) => Parts.Where(part => part.Key.Side == side)
            .Select(part => KeyValuePair.Create(part.Key.What, Batches(part.Value.Records, part.Value.Size)));
    }
}
