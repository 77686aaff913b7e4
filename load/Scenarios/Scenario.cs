namespace Harness.Load.Scenarios;

/// <summary>When how many opportunities are won, and how fast the two systems answer.</summary>
/// <param name="Latency">none, or vendor for the answering times of real vendors.</param>
internal sealed record Scenario(string Name, string Title, int Accounts, string Latency, IReadOnlyList<TimeSpan> Schedule)
{
    // Half a poll after the integration began to look, which is how long a change waits for the next look on average.
    private static readonly TimeSpan Lead = ContinuousSync.OrdersEvery / 2;

    public bool IsBurst => Schedule[^1] == Schedule[0];

    public static Scenario Burst(int won, string latency) => new(
        $"burst-{won}-{latency}", $"{won} opportunities are won at once, {Words(latency)}", won, latency, [.. Enumerable.Repeat(Lead, won)]);

    public static Scenario Steady(int perSecond, TimeSpan during, string latency) => new(
        $"steady-{perSecond}-per-second-{latency}",
        $"{perSecond} opportunities are won every second for {during.TotalSeconds:0} seconds, {Words(latency)}",
        Math.Min(50, perSecond * (int)during.TotalSeconds), latency,
        [.. Enumerable.Range(0, perSecond * (int)during.TotalSeconds).Select(number => Lead + TimeSpan.FromSeconds((double)number / perSecond))]);

    public static IReadOnlyList<Scenario> Of(bool isShort, IReadOnlyList<string> latencies) => isShort
        ? [.. latencies.SelectMany(latency => new[] { Burst(50, latency), Steady(2, TimeSpan.FromSeconds(10), latency) })]
        : [.. latencies.SelectMany(latency => new[] { Burst(50, latency), Burst(100, latency), Steady(2, TimeSpan.FromMinutes(1), latency) })];

    private static string Words(string latency) => latency == "vendor" ? "systems that answer as slowly as real ones" : "systems that answer at once";
}
