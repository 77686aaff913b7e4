using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Host.Commands;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Host.Demo;

/// <summary>The day's figures. What was lost, doubled or left unexplained comes from the referee, who has never seen the ledger.</summary>
internal sealed class DemoReport(SimulatedCompany company, Screens screens, DemoOptions options, Integration integration, FlowTally tally, CallFloor floor)
{
    private static readonly string[] Judged = ["lost", "doubled", "unexplained", "unwarranted"];

    /// <summary>For each act in which Finance posts: from its first posting until all of it shows in the CRM.</summary>
    public IReadOnlyList<TimeSpan> InvoicesShown { get; init; } = [];

    public JsonObject Json { get; private set; } = [];

    public IReadOnlyList<string> Lines { get; private set; } = [];

    public int ExitCode { get; private set; }

    public async Task<DemoReport> JudgeAsync(DateOnly from, decimal limit, IReadOnlyList<string> approved, CancellationToken ct)
    {
        var verdict = await company.VerdictAsync(from, limit, approved, ct);
        var calls = new Dictionary<string, int> { [options.Crm] = floor.Taken(SystemRole.Crm), [options.Erp] = floor.Taken(SystemRole.Erp) };
        var floors = new Dictionary<string, int> { [options.Crm] = floor.Total(SystemRole.Crm), [options.Erp] = floor.Total(SystemRole.Erp) };
        var seconds = await CloseToOrderAsync(ct);
        var (lost, doubled, unexplained) = (Count(verdict, "lost"), Count(verdict, "doubled"), Count(verdict, "unexplained"));
        var violations = verdict["violations"]?.GetValue<int>() ?? 0;
        var isClean = lost + doubled + unexplained + violations == 0;
        var stopped = await integration.Ledger.ListItemsAsync(new ItemFilter(integration.Id) { States = [ItemState.Stopped, ItemState.Waiting], Most = 1000 }, ct);
        var result = isClean ? stopped.Count == 0 ? "clean" : "with exceptions" : "failed";

        Json = new JsonObject
        {
            ["crm"] = options.Crm,
            ["erp"] = options.Erp,
            ["seed"] = options.Seed,
            ["flows"] = tally.ToJson(),
            ["calls"] = new JsonObject(calls.Select(system => KeyValuePair.Create<string, JsonNode?>(
                system.Key, new JsonObject { ["total"] = system.Value, ["floor"] = floors[system.Key] }))),
            ["acts"] = floor.ToJson(),
            ["lost"] = lost,
            ["doubled"] = doubled,
            ["unexplained"] = unexplained,
            ["violations"] = violations,
            ["close_to_order_seconds"] = new JsonObject { ["p50"] = Percentile(seconds, 0.5), ["p95"] = Percentile(seconds, 0.95), ["max"] = Percentile(seconds, 1) },
            ["invoice_status_seconds"] = new JsonObject { ["max"] = InvoicesShown.Count == 0 ? null : Math.Round(InvoicesShown.Max().TotalSeconds, 3) },
            ["result"] = result,
        };
        Lines = [.. Summary(verdict, calls, floors, seconds, stopped, result)];
        ExitCode = isClean ? Host.ExitCode.Ok : Host.ExitCode.InvariantBroken;
        return this;
    }

    private IEnumerable<string> Summary(
        JsonObject verdict, Dictionary<string, int> calls, Dictionary<string, int> floors, List<double> seconds, IReadOnlyList<WorkItem> stopped, string result)
    {
        yield return string.Empty;
        yield return $"The day in figures: {result}";
        foreach (var line in tally.Lines())
        {
            yield return $"  {line}";
        }

        yield return string.Empty;
        yield return $"  Won to sales order: half within {Percentile(seconds, 0.5):0.0} s, 95 % within {Percentile(seconds, 0.95):0.0} s, the slowest {Percentile(seconds, 1):0.0} s.";
        foreach (var (system, made) in calls)
        {
            yield return $"  Calls to {system}: {made}, the fewest possible for this day {floors[system]}.";
        }

        yield return string.Empty;
        foreach (var line in floor.Lines())
        {
            yield return $"  {line}";
        }

        yield return string.Empty;
        yield return $"  Referee, who compared both systems: lost {Count(verdict, "lost")}, doubled {Count(verdict, "doubled")}, unexplained {Count(verdict, "unexplained")}; limit violations {verdict["violations"]}.";
        foreach (var finding in Judged.SelectMany(kind => (verdict[kind] as JsonArray ?? []).Select(one => $"    {kind}: {one?.ToJsonString()}")).Take(20))
        {
            yield return finding;
        }

        yield return string.Empty;
        yield return stopped.Count == 0 ? "  Nothing waits for a person." : "  What waits for a person, and why:";
        foreach (var group in stopped.GroupBy(item => (item.Flow, item.Fault)).OrderByDescending(group => group.Count()))
        {
            var page = group.Key.Fault is { } fault ? FaultCatalogue.Of(fault) : null;
            yield return $"    {group.Count(),3} {group.Key.Flow}: {page?.Meaning ?? "waits for another record that has stopped"}{(page is null ? string.Empty : $" ({page.Owner})")}";
            yield return $"        e.g. {group.First().Subject.ObjectType} {group.First().Subject.Id}: {group.First().Reason}";
        }
    }

    private async Task<List<double>> CloseToOrderAsync(CancellationToken ct)
    {
        var won = await screens.WonAsync(ct);
        return [.. (await screens.OrderedAsync(integration, ct)).Where(order => won.ContainsKey(order.Opportunity))
            .Select(order => Math.Round((order.At - won[order.Opportunity]).TotalSeconds, 3)).Order()];
    }

    private static int Count(JsonObject verdict, string kind) => (verdict[kind] as JsonArray)?.Count ?? 0;

    private static double? Percentile(List<double> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * share) - 1)];
}
