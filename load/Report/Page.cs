using Harness.Load.Scenarios;
using static Harness.Load.Report.Markup;

namespace Harness.Load.Report;

/// <summary>The report as one page that needs nothing else: what a sales manager asks first, then each scenario.</summary>
internal sealed class Page(LoadReport report)
{
    public string Html() =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Harness under load</title>
        <style>
        {Style()}</style>
        </head>
        <body><main>
        <h1>Harness under load</h1>
        <p class="quiet">{report.At.UtcDateTime:d MMMM yyyy, HH:mm} UTC, on simulated systems</p>
        {Overview()}
        {string.Concat(report.Scenarios.Select(ScenarioSection.Html))}
        {EngineSection.Html(report.Engine)}
        {Method()}
        </main></body>
        </html>

        """;

    private string Overview()
    {
        if (report.Scenarios.Count == 0)
        {
            return string.Empty;
        }

        var failures = report.Scenarios.SelectMany(scenario => scenario.Failures()).ToList();
        var (won, orders) = (report.Scenarios.Sum(scenario => scenario.Arrivals.Planned - scenario.Arrivals.Dropped), report.Scenarios.Sum(scenario => scenario.CloseToOrder.Orders));
        var verdict = failures.Count == 0
            ? $"All {won} opportunities that were won became exactly one sales order each. Nothing was lost, nothing was made twice, and no limit of either system was broken."
            : $"{orders} of {won} opportunities that were won became orders. What went wrong is named below.";
        return $"<p class=\"verdict{(failures.Count == 0 ? string.Empty : " bad")}\">{Text(verdict)}</p>"
            + $"<div class=\"charts\">{Figure(new BarChart(
                "From won to order, 95 of 100", "seconds",
                [.. report.Scenarios.Select(scenario => new Bar(Short(scenario), scenario.CloseToOrder.P95, Seconds(scenario.CloseToOrder.P95)))]), Times())}"
            + $"{Figure(new BarChart(
                "Orders a second", "from the first close to the last order",
                [.. report.Scenarios.Select(scenario => new Bar(Short(scenario), scenario.OrdersPerSecond, $"{scenario.OrdersPerSecond:0.0}"))]), Rates())}</div>";
    }

    private string Times() => Table(["scenario", "orders", "half", "95 of 100", "slowest"], report.Scenarios.Select(scenario => (IReadOnlyList<string>)
        [Short(scenario), $"{scenario.CloseToOrder.Orders}", $"{scenario.CloseToOrder.P50:0.00} s", $"{scenario.CloseToOrder.P95:0.00} s", $"{scenario.CloseToOrder.Max:0.00} s"]));

    private string Rates() => Table(["scenario", "orders/s", "records/s", "against the ERP's limit"], report.Scenarios.Select(scenario => (IReadOnlyList<string>)
        [Short(scenario), $"{scenario.OrdersPerSecond:0.0}", $"{scenario.RecordsPerSecond:0.0}", scenario.Bound is { } bound ? $"x {bound.Ratio:0.00}" : "-"]));

    private static string Short(ScenarioResult scenario)
    {
        var speed = scenario.Latency == "vendor" ? "real answering times" : "instant answers";
        var systems = string.Join(" and ", scenario.Calls.Select(system => system.System));
        return scenario.IsBurst ? $"{systems}: {scenario.Arrivals.Planned} at once, {speed}" : $"{systems}: {scenario.Arrivals.Planned} in a steady stream, {speed}";
    }

    private static string Method() =>
        """
        <h2>How this was measured</h2>
        <p>People win the opportunities at times that were set in advance, whether or not the integration keeps up. The time of each runs from the moment at which it should have been won to the order's creation in the ERP's own journal, so that no waiting is hidden. The integration polls for won opportunities every two seconds and for everything else every minute.</p>
        <p>Lost, doubled and unexplained come from a referee that compares what both systems hold with the business rules and has never seen the runner's ledger. The fewest possible calls are one poll for each source and cycle, one look-up and one read for each batch, and the writes at the size that the system's API carries. The time that the ERP's limit allows is the reads that must come first plus all writes spread evenly over the calls that the account may have in flight, both from the systems' call logs.</p>
        <p>Simulated systems show how the integration behaves under its limits; they do not show how fast the account of a particular company is on a particular day.</p>
        """;

    private static string Style()
    {
        using var sheet = typeof(Page).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("The style sheet was not built in.");
        using var reader = new StreamReader(sheet);
        return reader.ReadToEnd();
    }
}
