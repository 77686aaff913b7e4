using Harness.Load.Benchmark;
using static Harness.Load.Report.Markup;

namespace Harness.Load.Report;

/// <summary>What the engine costs by itself, and where the time goes.</summary>
internal static class EngineSection
{
    public static string Html(IReadOnlyList<EngineResult> results)
    {
        if (results.Count == 0)
        {
            return string.Empty;
        }

        var last = results[^1];
        return "<h2 id=\"engine\">The engine by itself</h2>"
            + $"<p>{last.Records:#,0} new accounts pass through between two systems that answer at once, with the ledger on a file and every commit safe against a power cut. "
            + "Each is created in the ERP, its ERP number is told to the CRM, and the echoes of our own writes are recognised.</p>"
            + Tiles(
                ($"{last.PassesPerSecond:#,0}/s", "records through the whole pass"),
                ($"{last.RecordsPerSecond:#,0}/s", "accounts from new to settled: two passes and two echoes each"),
                ($"{last.WorkingSetMegabytes:0} MB", $"memory after {last.Records:#,0} records"),
                (results.Count > 1 ? $"x {last.WorkingSetMegabytes / results[0].WorkingSetMegabytes:0.00}" : $"{last.PeakMegabytes:0} MB", results.Count > 1 ? $"memory for x {last.Records / results[0].Records} the records" : "memory at most"))
            + $"<div class=\"charts\">{Steps("Where the time goes", last.Steps)}{Steps("Of that, in the ledger", last.Ledger)}</div>"
            + Table(["work", "items", "seconds", "items a second"], last.Phases.Select(phase => (IReadOnlyList<string>)[phase.Name, $"{phase.Items:#,0}", $"{phase.Seconds:0.0}", $"{phase.ItemsPerSecond:#,0}"]))
            + Table(["records", "seconds", "processor seconds", "accounts/s", "passes/s", "MB settled", "MB at most", "MB of live objects"], results.Select(result => (IReadOnlyList<string>)
                [$"{result.Records:#,0}", $"{result.Seconds:0.0}", $"{result.ProcessorSeconds:0.0}", $"{result.RecordsPerSecond:#,0}", $"{result.PassesPerSecond:#,0}", $"{result.WorkingSetMegabytes:0}", $"{result.PeakMegabytes:0}", $"{result.ManagedMegabytes:0}"]));
    }

    private static string Steps(string title, IReadOnlyList<EngineStep> steps) => Figure(
        new BarChart(title, "percent of the whole time", [.. steps.Where(step => step.Share >= 0.005).Select(step => new Bar(step.Name, step.Share * 100, $"{step.Share * 100:0.0} %"))]),
        Table(["step", "milliseconds", "share"], steps.Select(step => (IReadOnlyList<string>)[step.Name, $"{step.Milliseconds:#,0}", $"{step.Share * 100:0.0} %"])));
}
