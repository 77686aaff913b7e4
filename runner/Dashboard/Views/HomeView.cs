using Harness.Core.Records;
using Harness.Dashboard.Doors;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Dashboard.Views;

/// <summary>How things stand: what is through, what waits, what failed, what it is worth, and how much room is left.</summary>
public sealed record HomeView(
    DateTimeOffset Now, IReadOnlyList<FlowTile> Flows, FlowTile Total, string? OldestFlow, IReadOnlyList<Money> AtRisk, int OrdersAtRisk,
    CloseToOrder CloseToOrder, IReadOnlyList<UseGauge> Uses, IReadOnlyList<RunNote> Runs, IReadOnlyList<DeskPattern> Patterns, int Approvals, int Conflicts, int Couplings)
{
    public static async Task<HomeView?> ReadAsync(Ask ask)
    {
        var (ledger, integration, now) = (ask.Office.Ledger, ask.Integration, ask.Office.Now);
        var seen = await ledger.ReadOverviewAsync(integration.Id, now, ask.Ct);
        var flows = integration.Flows.Select(flow => FlowTile.Of(flow.Name, seen.Status)).ToList();
        var total = new FlowTile(
            "all", flows.Sum(f => f.Synced), flows.Sum(f => f.Pending), flows.Sum(f => f.Waiting), flows.Sum(f => f.Failed), flows.Min(f => f.OldestOpen));
        return new HomeView(
            now, flows, total, flows.Where(f => f.OldestOpen is not null).MinBy(f => f.OldestOpen)?.Flow, seen.AtRisk, seen.OrdersAtRisk, CloseToOrder.Of(seen.CloseToOrder),
            [.. ask.Office.Uses().Select(use => UseGauge.Of(use, now))], seen.Runs,
            await ledger.ReadPatternsAsync(new DeskQuery(integration.Id) { Most = 5 }, ask.Ct),
            seen.OpenQuestions.GetValueOrDefault(DecisionKind.Discount), seen.OpenQuestions.GetValueOrDefault(DecisionKind.Ruling), seen.OpenQuestions.GetValueOrDefault(DecisionKind.Match));
    }
}

public sealed record FlowTile(string Flow, long Synced, long Pending, long Waiting, long Failed, DateTimeOffset? OldestOpen)
{
    public static FlowTile Of(string flow, LedgerStatus status)
    {
        long Count(params ItemState[] states) => status.Counts.Where(count => count.Flow == flow && states.Contains(count.State)).Sum(count => count.Count);
        return new FlowTile(
            flow, Count(ItemState.Synced, ItemState.Unchanged), Count(ItemState.Pending), Count(ItemState.Waiting), Count(ItemState.Stopped),
            status.OldestOpen.TryGetValue(flow, out var oldest) ? oldest : null);
    }
}

/// <summary>From the won opportunity to its order, against the promise of a quarter of an hour.</summary>
public sealed record CloseToOrder(int Orders, TimeSpan? Half, TimeSpan? Most, TimeSpan? Slowest, double WithinPromise, IReadOnlyList<(string Upto, int Orders, bool IsLate)> Spread)
{
    public static readonly TimeSpan Promise = TimeSpan.FromMinutes(15);

    private static readonly (string Word, TimeSpan Upto)[] Steps =
    [
        ("10 s", TimeSpan.FromSeconds(10)), ("1 min", TimeSpan.FromMinutes(1)), ("5 min", TimeSpan.FromMinutes(5)), ("15 min", Promise), ("1 h", TimeSpan.FromHours(1)), ("later", TimeSpan.MaxValue),
    ];

    public static CloseToOrder Of(IReadOnlyList<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        var spread = Steps.Select((step, at) => (step.Word, sorted.Count(time => time <= step.Upto && (at == 0 || time > Steps[at - 1].Upto)), step.Upto > Promise)).ToList();
        return new CloseToOrder(
            sorted.Count, At(sorted, 0.5), At(sorted, 0.95), At(sorted, 1), sorted.Count == 0 ? 1 : (double)sorted.Count(time => time <= Promise) / sorted.Count, spread);
    }

    private static TimeSpan? At(List<TimeSpan> sorted, double share) => sorted.Count == 0 ? null : sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * share) - 1)];
}

/// <param name="Forecast">The day's calls at this pace.</param>
public sealed record UseGauge(string System, long Used, long? Limit, double? Ratio, double AlertAt, long Forecast, int? Concurrency, DateTimeOffset? RestUntil, string? Resting)
{
    public bool IsHigh => Ratio >= AlertAt;

    public bool WillBeHigh => Limit is { } limit && Forecast > limit;

    public static UseGauge Of(SystemUse use, DateTimeOffset now)
    {
        var gone = Math.Max(now.UtcDateTime.TimeOfDay / TimeSpan.FromDays(1), 1d / 24);
        return new UseGauge(
            Words.System(use.Vendor), use.Used, use.Limit, use.Limit is { } limit and > 0 ? (double)use.Used / limit : null, use.AlertAt, (long)(use.Used / gone), use.Concurrency, use.RestUntil, use.Resting);
    }
}
