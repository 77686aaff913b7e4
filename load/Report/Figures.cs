using Harness.Load.Benchmark;
using Harness.Load.Scenarios;

namespace Harness.Load.Report;

/// <summary>A result in a few lines for the console.</summary>
internal static class Figures
{
    public static IEnumerable<string> Of(ScenarioResult result)
    {
        var (latency, arrivals) = (result.CloseToOrder, result.Arrivals);
        yield return $"  won {arrivals.Planned - arrivals.Dropped} of {arrivals.Planned}, ordered {latency.Orders}; won to order p50 {latency.P50:0.00} s, p95 {latency.P95:0.00} s, max {latency.Max:0.00} s";
        yield return $"  {result.OrdersPerSecond:0.0} orders/s, {result.RecordsPerSecond:0.0} records/s ({result.Records} records in {result.Seconds:0.0} s, {result.Cycles} cycles); working set {result.Memory.StartMegabytes:0} to {result.Memory.EndMegabytes:0} MB, peak {result.Memory.PeakMegabytes:0} MB";
        foreach (var system in result.Calls)
        {
            yield return $"  {system.System}: {system.Made} calls, floor {system.Floor} (x {system.Ratio:0.00}); at most {system.MostAtOnce} at once; {system.UsedOfLimit * 100:0.##} % of {system.Limit}";
        }

        if (result.Bound is { } bound)
        {
            yield return $"  from the poll that found them to the last order {bound.Seconds:0.00} s; the limit allows {bound.BoundSeconds:0.00} s (reads {bound.ChainSeconds:0.00} + writes {bound.WriteSeconds:0.00}): x {bound.Ratio:0.00}";
        }

        foreach (var finding in result.Judgement.Findings)
        {
            yield return $"  {finding}";
        }

        var judged = result.Judgement;
        yield return $"  lost {judged.Lost}, doubled {judged.Doubled}, unexplained {judged.Unexplained}, unwarranted {judged.Unwarranted}, violations {judged.Violations}; scheduler lag p99 {arrivals.LagP99Milliseconds:0} ms"
            + (arrivals.IsValid ? string.Empty : " - INVALID: this machine was too busy to keep the schedule");
    }

    public static IEnumerable<string> Of(EngineResult result)
    {
        yield return $"  {result.RecordsPerSecond:0} records/s in step from nothing to settled ({result.Seconds:0.0} s, {result.ProcessorSeconds:0.0} s of processor); {result.PassesPerSecond:0} items/s through the whole pass";
        yield return $"  working set {result.WorkingSetMegabytes:0} MB settled, {result.PeakMegabytes:0} MB at its peak, of which {result.ManagedMegabytes:0} MB are live objects";
        foreach (var phase in result.Phases)
        {
            yield return $"  {phase.Items,6} x {phase.Name,-34} {phase.ItemsPerSecond,7:0}/s";
        }

        yield return $"  steps: {string.Join(", ", result.Steps.Where(step => step.Share >= 0.005).Select(step => $"{step.Name} {step.Share:P0}"))}";
        yield return $"  ledger: {string.Join(", ", result.Ledger.Where(step => step.Share >= 0.005).Select(step => $"{step.Name} {step.Share:P0}"))}";
    }

    /// <summary>Two ledgers in one run on one machine: a ratio says more than either figure.</summary>
    public static IEnumerable<string> Ratios(string name, EngineResult result, string baseName, EngineResult first)
    {
        yield return $"{name} to {baseName}: records/s x {result.RecordsPerSecond / first.RecordsPerSecond:0.00}, items/s x {result.PassesPerSecond / first.PassesPerSecond:0.00}, "
            + $"processor of this process x {result.ProcessorSeconds / first.ProcessorSeconds:0.00}";
        var before = first.Ledger.ToDictionary(step => step.Name, step => step.Milliseconds);
        yield return "  time in the ledger: " + string.Join(", ", result.Ledger.Where(step => step.Share >= 0.005 && before.GetValueOrDefault(step.Name) > 0)
            .Select(step => $"{step.Name} x {step.Milliseconds / before[step.Name]:0.0}"));
    }
}
