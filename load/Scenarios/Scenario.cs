using Harness.Core.Records;
using Harness.Host.Vendors;

namespace Harness.Load.Scenarios;

/// <summary>When how many opportunities are won, and how fast the two systems answer.</summary>
/// <param name="Crm">The vendor; so is <paramref name="Erp"/>.</param>
/// <param name="Latency">none, or vendor for the answering times of real vendors.</param>
internal sealed record Scenario(string Crm, string Erp, string Name, string Title, int Accounts, string Latency, IReadOnlyList<TimeSpan> Schedule)
{
    // Half a poll after the integration began to look, which is how long a change waits for the next look on average.
    private static readonly TimeSpan Lead = ContinuousSync.OrdersEvery / 2;

    public bool IsBurst => Schedule[^1] == Schedule[0];

    public Vendor VendorOf(SystemRole side) => KnownVendors.All[side == SystemRole.Crm ? Crm : Erp];

    /// <summary>The whole set for the first pair; for every other one the burst, which shows its calls against their floor.</summary>
    public static IReadOnlyList<Scenario> Of(IReadOnlyList<(string Crm, string Erp)> pairs, bool isShort, IReadOnlyList<string> latencies) =>
    [
        .. latencies.SelectMany(latency => isShort
            ? new[] { Burst(pairs[0], 50, latency), Steady(pairs[0], 2, TimeSpan.FromSeconds(10), latency) }
            : [Burst(pairs[0], 50, latency), Burst(pairs[0], 100, latency), Steady(pairs[0], 2, TimeSpan.FromMinutes(1), latency)]),
        .. pairs.Skip(1).Select(pair => Burst(pair, isShort ? 50 : 100, "none")),
    ];

    private static Scenario Burst((string Crm, string Erp) pair, int won, string latency) => new(
        pair.Crm, pair.Erp, $"{pair.Crm}-{pair.Erp}-burst-{won}-{latency}",
        $"{Systems(pair)}: {won} opportunities are won at once, {Words(latency)}", won, latency, [.. Enumerable.Repeat(Lead, won)]);

    private static Scenario Steady((string Crm, string Erp) pair, int perSecond, TimeSpan during, string latency) => new(
        pair.Crm, pair.Erp, $"{pair.Crm}-{pair.Erp}-steady-{perSecond}-per-second-{latency}",
        $"{Systems(pair)}: {perSecond} opportunities are won every second for {during.TotalSeconds:0} seconds, {Words(latency)}",
        Math.Min(50, perSecond * (int)during.TotalSeconds), latency,
        [.. Enumerable.Range(0, perSecond * (int)during.TotalSeconds).Select(number => Lead + TimeSpan.FromSeconds((double)number / perSecond))]);

    private static string Systems((string Crm, string Erp) pair) => $"{KnownVendors.All[pair.Crm].Title} and {KnownVendors.All[pair.Erp].Title}";

    private static string Words(string latency) => latency == "vendor" ? "systems that answer as slowly as real ones" : "systems that answer at once";
}
