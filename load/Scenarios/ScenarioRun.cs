using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Host.Demo;
using Harness.Sync.Passes;

namespace Harness.Load.Scenarios;

/// <summary>
/// One scenario from an empty stage to the referee's word: the companies are brought in step first; then people win the
/// opportunities at the scheduled times while the integration keeps running, until everything has settled.
/// </summary>
internal sealed class ScenarioRun(Scenario scenario, int seed, string faults, TimeProvider clock)
{
    private const int MostInFlight = 200;
    private const decimal DiscountLimit = 15m;

    public async Task<ScenarioResult> PlayAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var from = today.AddDays(-30);
        await using var stage = await Stage.SetAsync(scenario, seed, from, clock, ct);
        var (company, sync) = (stage.Company, new ContinuousSync(stage.Integration));
        await sync.SettleAsync(ct);

        var screens = new Screens(company, stage.Integration.Matrix);
        var open = await screens.OpenOpportunitiesAsync(ct);
        await company.ArmAsync(company.Crm, faults, seed, ct);
        await company.ArmAsync(company.Erp, faults, seed + 1, ct);
        var before = await Seen.AtAsync(stage, sync, ct);
        using var memory = new MemoryWatch(clock);
        var arriving = new OpenModel(clock, MostInFlight).RunAsync(
            scenario.Schedule,
            (number, token) => screens.WinAsync(open[number], today, token),
            ct);
        await sync.RunThroughAsync(arriving, ct);
        var arrivals = await arriving;
        await company.DisarmAsync(company.Crm, ct);
        await company.DisarmAsync(company.Erp, ct);
        await sync.SettleAsync(ct);
        var settled = clock.GetUtcNow();

        var after = await Seen.AtAsync(stage, sync, ct);
        var verdict = await company.VerdictAsync(from, DiscountLimit, [], ct);
        var (crm, erp) = (await stage.Integration.Crm.ReadUsageAsync(ct), await stage.Integration.Erp.ReadUsageAsync(ct));
        var orders = await OrdersAsync(screens, stage.Integration, [.. open.Select(Screens.IdOf)], arrivals, ct);
        return new Measurement(scenario, arrivals, orders, before, after, memory.Stop(), settled).Result(verdict, crm, erp);
    }

    private static async Task<IReadOnlyList<OrderSeen>> OrdersAsync(Screens screens, Integration integration, IReadOnlyList<string> opportunities, Arrivals arrivals, CancellationToken ct)
    {
        var numbers = arrivals.Intended.Keys.ToDictionary(number => opportunities[number], StringComparer.Ordinal);
        return [.. (await screens.OrderedAsync(integration, ct)).Where(order => numbers.ContainsKey(order.Opportunity))
            .Select(order => new OrderSeen(arrivals.Intended[numbers[order.Opportunity]], order.At))
            .OrderBy(order => order.Ordered)];
    }
}

/// <summary>One opportunity that became an order.</summary>
internal sealed record OrderSeen(DateTimeOffset Won, DateTimeOffset Ordered)
{
    public double Seconds => (Ordered - Won).TotalSeconds;
}

/// <summary>Both call logs and the runner's own counts at one moment.</summary>
internal sealed record Seen(IReadOnlyDictionary<SystemRole, IReadOnlyList<JsonObject>> Calls, IReadOnlyDictionary<SystemRole, IReadOnlyDictionary<string, int>> Floors, int Records, int Cycles)
{
    public static async Task<Seen> AtAsync(Stage stage, ContinuousSync sync, CancellationToken ct)
    {
        var calls = new Dictionary<SystemRole, IReadOnlyList<JsonObject>>();
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            calls[side] = await stage.Company.CallsAsync(stage.SystemOf(side), ct);
        }

        return new Seen(calls, calls.Keys.ToDictionary(side => side, sync.Floor), sync.Records, sync.Cycles);
    }
}
