using Harness.Load.Scenarios;
using static Harness.Load.Report.Markup;

namespace Harness.Load.Report;

/// <summary>One scenario: what happened, in a sentence, in figures and in charts.</summary>
internal static class ScenarioSection
{
    public static string Html(ScenarioResult result) =>
        $"<h2 id=\"{result.Name}\">{Text(result.Title)}</h2><p>{Text(Sentence(result))}</p>{Notes(result)}{Key(result)}"
        + $"<div class=\"charts\">{Progress(result)}{Distribution(result)}{Calls(result)}{Memory(result)}</div>";

    private static string Sentence(ScenarioResult result)
    {
        var latency = result.CloseToOrder;
        return latency.Orders == 0
            ? "No opportunity became an order."
            : $"{latency.Orders} opportunities became orders. Half of them stood in the ERP within {Seconds(latency.P50)} of being won, 95 of 100 within {Seconds(latency.P95)}, the last after {Seconds(latency.Max)}. {Limits(result)}";
    }

    private static string Limits(ScenarioResult result) =>
        string.Join(" ", result.Calls.Select(system => $"{system.System}: {system.UsedOfLimit * 100:0.##} % of its limit of {system.Limit}."));

    private static string Notes(ScenarioResult result)
    {
        var notes = result.Failures().Select(failure => $"<p class=\"verdict bad\">{Text(failure)}</p>");
        return string.Concat(result.Arrivals.IsValid ? notes : notes.Append(
            $"<p class=\"verdict bad\">The machine that ran this was too busy to keep the schedule (up to {result.Arrivals.LagMaxMilliseconds:0} ms late): the times below are not valid.</p>"));
    }

    private static string Key(ScenarioResult result) => Tiles(
        (Seconds(result.CloseToOrder.P50), "typical time from won to order"),
        (Seconds(result.CloseToOrder.Max), "slowest"),
        ($"{result.OrdersPerSecond:0.0}/s", "orders, from the first close to the last order"),
        ($"{result.RecordsPerSecond:0.0}/s", $"records written, {result.Records} in all"),
        (result.Bound is { } bound ? $"x {bound.Ratio:0.00}" : $"{result.Calls.Max(system => system.Ratio):0.00}", result.Bound is { } limit
            ? $"of the {Seconds(limit.BoundSeconds)} that the ERP's limit allows"
            : "calls for each call that was needed"),
        ($"{result.Memory.PeakMegabytes:0} MB", "memory at most"));

    private static string Progress(ScenarioResult result) => Figure(
        new LineChart("Won, and ordered", "seconds since the first was won", "opportunities",
            [Line("won in the CRM", 0, result), Line("order in the ERP", 1, result)]),
        Table(["second", "won", "ordered"], result.Progress.Select(moment => (IReadOnlyList<string>)[$"{moment.Second:0.0}", $"{moment.Values[0]:0}", $"{moment.Values[1]:0}"])));

    private static LineSeries Line(string name, int series, ScenarioResult result) =>
        new(name, [.. result.Progress.Select(moment => (moment.Second, moment.Values[series]))]);

    private static string Distribution(ScenarioResult result) => Figure(
        new BarChart("From won to order", "seconds", [.. result.CloseToOrder.Distribution.Where(share => share.Percentile > 0).Select(share => new Bar(Words(share.Percentile), share.Seconds, Seconds(share.Seconds)))]),
        Table(["share of the orders", "seconds or less"], result.CloseToOrder.Distribution.Select(share => (IReadOnlyList<string>)[Words(share.Percentile), $"{share.Seconds:0.000}"])));

    private static string Calls(ScenarioResult result) => Figure(
        new BarChart("Calls to the systems", "calls", [.. result.Calls.SelectMany(system => new[]
        {
            new Bar($"{system.System}, made", system.Made, $"{system.Made}"),
            new Bar($"{system.System}, the fewest possible", system.Floor, $"{system.Floor}"),
        })]),
        Table(["system", "calls made", "fewest possible", "ratio", "at most at once", "limit", "used of it"], result.Calls.Select(system => (IReadOnlyList<string>)
            [system.System, $"{system.Made}", $"{system.Floor}", $"{system.Ratio:0.00}", $"{system.MostAtOnce}", system.Limit, $"{system.UsedOfLimit * 100:0.##} %"]))
        + string.Concat(result.Calls.Select(system =>
            Table([$"{system.System}: the fewest, for", "calls"], system.Needed.Select(part => (IReadOnlyList<string>)[part.Key, $"{part.Value}"]))
            + Table([$"{system.System}: made, by operation", "calls"], system.Operations.Select(part => (IReadOnlyList<string>)[part.Key, $"{part.Value}"])))));

    private static string Memory(ScenarioResult result) => Figure(
        new LineChart("Memory of the runner", "seconds since the first was won", "MB", [new LineSeries("working set", [.. result.WorkingSet.Select(moment => (Math.Max(0, moment.Second), moment.Values[0]))])]),
        Table(["second", "MB"], result.WorkingSet.Where((_, number) => number % Math.Max(1, result.WorkingSet.Count / 60) == 0)
            .Select(moment => (IReadOnlyList<string>)[$"{Math.Max(0, moment.Second):0.0}", $"{moment.Values[0]:0}"])));

    private static string Words(double percentile) => percentile switch
    {
        0 => "the quickest",
        50 => "half of them within",
        100 => "all within",
        _ => $"{percentile:0} of 100 within",
    };
}
