using System.Text.Json.Nodes;
using HdrHistogram;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Load.Scenarios;

/// <summary>The figures of a run, from the simulators' journals and call logs and never from the ledger.</summary>
internal sealed class Measurement(
    Scenario scenario, Arrivals arrivals, IReadOnlyList<OrderSeen> orders, Seen before, Seen after,
    IReadOnlyList<(DateTimeOffset At, double Megabytes)> memory, DateTimeOffset settled)
{
    private static readonly double[] Percentiles = [0, 10, 25, 50, 75, 90, 95, 99, 100];

    private DateTimeOffset FirstWon => arrivals.Start + scenario.Schedule[0];

    private static readonly string[] Judged = ["lost", "doubled", "unexplained", "unwarranted"];

    public ScenarioResult Result(JsonObject verdict, ApiUsage crm, ApiUsage erp)
    {
        var seconds = (settled - FirstWon).TotalSeconds;
        var lastOrder = orders.Count == 0 ? settled : orders[^1].Ordered;
        var records = after.Records - before.Records;
        return new ScenarioResult(
            scenario.Name, scenario.Title, scenario.Latency, scenario.IsBurst, seconds,
            new ArrivalFigures(arrivals.Planned, arrivals.Dropped, arrivals.LagP99Milliseconds, arrivals.LagMaxMilliseconds, arrivals.ServiceP95Milliseconds, arrivals.IsValid),
            Latency(), orders.Count / Math.Max(0.001, (lastOrder - FirstWon).TotalSeconds), records / Math.Max(0.001, seconds), records, after.Cycles - before.Cycles,
            [CallsTo(SystemRole.Crm, crm), CallsTo(SystemRole.Erp, erp)],
            scenario is { IsBurst: true, Latency: "vendor" } && orders.Count > 0
                ? ConcurrencyBound.Of(New(SystemRole.Crm), New(SystemRole.Erp), orders.Min(order => order.Won), lastOrder, LanesOf(SystemRole.Erp, erp))
                : null,
            new MemoryFigures(memory[0].Megabytes, memory.Max(sample => sample.Megabytes), memory[^1].Megabytes),
            new Judgement(Count(verdict, "lost"), Count(verdict, "doubled"), Count(verdict, "unexplained"), Count(verdict, "unwarranted"), verdict["violations"]?.GetValue<int>() ?? 0, Findings(verdict)),
            Progress(),
            [.. memory.Select(sample => new Moment(Second(sample.At), [sample.Megabytes]))]);
    }

    private CloseToOrder Latency()
    {
        var histogram = new LongHistogram(1, (long)TimeSpan.FromHours(1).TotalMilliseconds, 3);
        foreach (var order in orders)
        {
            histogram.RecordValue(Math.Max(1, (long)(order.Seconds * 1000)));
        }

        double At(double percentile) => orders.Count == 0 ? 0 : histogram.GetValueAtPercentile(percentile) / 1000.0;
        return new CloseToOrder(orders.Count, At(50), At(95), At(100), [.. Percentiles.Select(percentile => new Share(percentile, At(percentile)))]);
    }

    /// <summary>Against the vendor's own limit: calls a day where it has one, else calls at once for the account.</summary>
    private SystemCalls CallsTo(SystemRole side, ApiUsage usage)
    {
        var made = New(side);
        var lanes = LanesOf(side, usage);
        var (limit, used) = usage.CallLimit is { } daily and > 0
            ? ($"{daily:#,0} calls a day", made.Sum(call => call["units"]!.GetValue<int>()) / (double)daily)
            : ($"{lanes} calls at once", MostAtOnce(made) / (double)lanes);
        return new SystemCalls(scenario.VendorOf(side).Title, made.Count, MostAtOnce(made), limit, used, Operations(made), Needed(side));
    }

    private int LanesOf(SystemRole side, ApiUsage usage) => usage.ConcurrencyLimit ?? scenario.VendorOf(side).Concurrency.Alone;

    /// <summary>Won and ordered so far, at every second and at the end.</summary>
    private List<Moment> Progress()
    {
        var end = Math.Ceiling(orders.Count == 0 ? Second(settled) : Second(orders[^1].Ordered));
        var won = arrivals.Intended.Values.Select(Second).Order().ToList();
        var ordered = orders.Select(order => Second(order.Ordered)).ToList();
        var step = Math.Max(0.25, end / 60);
        return [.. Enumerable.Range(0, (int)Math.Ceiling(end / step) + 1).Select(number => Math.Min(end, number * step))
            .Select(second => new Moment(second, [won.Count(at => at <= second), ordered.Count(at => at <= second)]))];
    }

    private List<JsonObject> New(SystemRole side) => [.. after.Calls[side].Skip(before.Calls[side].Count)];

    private static Dictionary<string, int> Operations(List<JsonObject> calls) =>
        calls.GroupBy(call => call["operation"]!.ToString()).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count());

    private Dictionary<string, int> Needed(SystemRole side) => after.Floors[side]
        .ToDictionary(part => part.Key, part => part.Value - before.Floors[side].GetValueOrDefault(part.Key))
        .Where(part => part.Value > 0).ToDictionary();

    private static int MostAtOnce(List<JsonObject> calls) => calls.Select(call => call["inFlight"]!.GetValue<int>()).DefaultIfEmpty(0).Max();

    private double Second(DateTimeOffset at) => (at - FirstWon).TotalSeconds;

    private static List<string> Findings(JsonObject verdict) =>
        [.. Judged.SelectMany(kind => (verdict[kind] as JsonArray ?? []).Select(one => $"{kind}: {one?.ToJsonString()}")).Take(20)];

    private static int Count(JsonObject verdict, string kind) => (verdict[kind] as JsonArray)?.Count ?? 0;
}
