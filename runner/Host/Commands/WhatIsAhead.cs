using System.Text.Json.Nodes;
using Harness.Host.Building;
using Harness.Host.Running;
using Harness.Sync.Cycles;
using Harness.Sync.Pacing;
using Harness.Sync.Schema;

namespace Harness.Host.Commands;

/// <summary>Which systems are left alone and until when, and how far the backfills are.</summary>
internal sealed record WhatIsAhead(
    IReadOnlyList<Pause> Pauses, IReadOnlyList<(string Source, BackfillState State)> Backfills, IReadOnlyDictionary<string, string> Halted)
{
    public JsonObject HaltedJson => new(Halted.Select(flow => KeyValuePair.Create<string, JsonNode?>(flow.Key, flow.Value)));

    public JsonArray PausesJson => [.. Pauses.Select(pause => (JsonNode)new JsonObject
    {
        ["system"] = pause.System, ["until"] = pause.Until, ["reason"] = pause.Why.Message, ["won_opportunities_go_on"] = !pause.UrgentToo,
    })];

    public JsonArray BackfillsJson => [.. Backfills.Select(one => (JsonNode)new JsonObject
    {
        ["source"] = one.Source, ["since"] = $"{one.State.Since:yyyy-MM-dd}", ["read"] = one.State.Read, ["done"] = one.State.IsDone,
    })];

    public IEnumerable<string> Lines => Halted.Select(flow => $"{flow.Key} stands still: {flow.Value}").Concat(Pauses
        .Select(pause => $"{pause.System} is left alone until {pause.Until:u}, then it goes on by itself{(pause.UrgentToo ? string.Empty : "; won opportunities go on meanwhile")}: {pause.Why.Message}"))
        .Concat(Backfills.Where(one => !one.State.IsDone).Select(one => $"Backfill of {one.Source} since {one.State.Since:yyyy-MM-dd}: {one.State.Read} records read so far"));

    public static async Task<WhatIsAhead> ReadAsync(ConfiguredRunner runner, string integration, DateTimeOffset now, CancellationToken ct)
    {
        var settings = runner.Folder.Settings.Integrations[integration];
        string[] systems = [settings.Crm, settings.Erp];
        var backfills = new List<(string, BackfillState)>();
        foreach (var (system, source) in runner.SourcesOf(integration))
        {
            if (await runner.Ledger.ReadCursorAsync(Backfill.KeyOf(integration, system, source), ct) is { } text)
            {
                backfills.Add(($"{system} {source}", BackfillState.Parse(text)));
            }
        }

        return new WhatIsAhead(
            await KnownPauses.ReadAsync(runner.Ledger, integration, systems, now, ct), backfills,
            await HaltedFlows.ReadAsync(runner.Ledger, integration, runner.FlowNames(integration), ct));
    }
}
