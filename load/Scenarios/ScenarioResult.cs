namespace Harness.Load.Scenarios;

/// <summary>What one scenario came to. Times of a run that is not valid say more about the machine than about the integration.</summary>
internal sealed record ScenarioResult(
    string Name, string Title, string Latency, bool IsBurst, double Seconds, ArrivalFigures Arrivals, CloseToOrder CloseToOrder, double OrdersPerSecond, double RecordsPerSecond,
    int Records, int Cycles, IReadOnlyList<SystemCalls> Calls, ConcurrencyBound? Bound, MemoryFigures Memory, Judgement Judgement,
    IReadOnlyList<Moment> Progress, IReadOnlyList<Moment> WorkingSet)
{
    private const double MostOverFloor = 1.15;

    // In a steady stream every cycle brings one or two records, so what a batch costs beside its records weighs most: the
    // ratio is shown there, and judged where the batches are full.
    public IEnumerable<string> Failures() => Judgement.Failures()
        .Concat(Calls.Where(system => IsBurst && system.Ratio > MostOverFloor).Select(system => $"{system.Made} calls to {system.System}, {system.Ratio:0.00} times the floor of {system.Floor}"))
        .Concat(Arrivals.Dropped > 0 ? [$"{Arrivals.Dropped} arrivals dropped"] : [])
        .Select(failure => $"{Name}: {failure}");
}

internal sealed record ArrivalFigures(int Planned, int Dropped, double LagP99Milliseconds, double LagMaxMilliseconds, double ServiceP95Milliseconds, bool IsValid);

/// <summary>Seconds from the intended close to the order in the ERP.</summary>
internal sealed record CloseToOrder(int Orders, double P50, double P95, double Max, IReadOnlyList<Share> Distribution);

internal sealed record Share(double Percentile, double Seconds);

/// <param name="Made">Calls while the load lasted and until everything had settled.</param>
/// <param name="UsedOfLimit">The part of the vendor's own limit that was used at most.</param>
/// <param name="Operations">The calls made, by the vendor's operation.</param>
/// <param name="Needed">What the floor is made of.</param>
internal sealed record SystemCalls(
    string System, int Made, int MostAtOnce, string Limit, double UsedOfLimit, IReadOnlyDictionary<string, int> Operations, IReadOnlyDictionary<string, int> Needed)
{
    public int Floor => Needed.Values.Sum();

    public double Ratio => Floor == 0 ? 1 : (double)Made / Floor;
}

internal sealed record MemoryFigures(double StartMegabytes, double PeakMegabytes, double EndMegabytes);

/// <param name="Findings">The first of them, as the referee words them.</param>
internal sealed record Judgement(int Lost, int Doubled, int Unexplained, int Unwarranted, int Violations, IReadOnlyList<string> Findings)
{
    public IEnumerable<string> Failures()
    {
        foreach (var (name, count) in new[] { ("lost", Lost), ("doubled", Doubled), ("unexplained", Unexplained), ("unwarranted", Unwarranted), ("limit violations", Violations) })
        {
            if (count > 0)
            {
                yield return $"{count} {name}";
            }
        }
    }
}

/// <summary>Values at one second of the run, in the order of the series they belong to.</summary>
internal sealed record Moment(double Second, IReadOnlyList<double> Values);
