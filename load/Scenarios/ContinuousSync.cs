using Harness.Core.Records;
using Harness.Host.Demo;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Load.Scenarios;

/// <summary>The integration as a runner drives it: orders at a short poll, the other flows every minute.</summary>
internal sealed class ContinuousSync
{
    public static readonly TimeSpan OrdersEvery = TimeSpan.FromSeconds(2);

    private const string Orders = "sales_orders";

    private static readonly TimeSpan OthersEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMinutes(10);

    private readonly Integration _integration;
    private readonly FlowCycle _cycle;
    private readonly CallFloor _floor = new();
    private readonly Dictionary<SystemRole, int> _polls = [];
    private readonly IReadOnlyList<string> _all;

    public ContinuousSync(Integration integration)
    {
        _integration = integration;
        _all = [.. integration.Flows.Select(flow => flow.Name)];
        _floor.Start(integration);
        _cycle = new FlowCycle(integration, progress =>
        {
            _floor.Count(progress);
            Records += progress.Items.SelectMany(item => item.Writes).Distinct().Count(write => write.Succeeded);
            return Task.CompletedTask;
        });
    }

    /// <summary>Records written so far, in both systems.</summary>
    public int Records { get; private set; }

    public int Cycles { get; private set; }

    /// <summary>The fewest calls for what was done so far.</summary>
    public IReadOnlyDictionary<string, int> Floor(SystemRole side) => _floor.Acts.SelectMany(act => act.CallsFor(side))
        .GroupBy(part => part.Key).ToDictionary(part => part.Key, part => part.Sum(one => one.Value))
        .Append(KeyValuePair.Create("polls", _polls.GetValueOrDefault(side))).ToDictionary();

    /// <summary>At the flows' own pace, until what came before the end has gone through: nobody polls sooner because a test waits.</summary>
    public async Task RunThroughAsync(Task end, CancellationToken ct)
    {
        var othersAt = _integration.Now + OthersEvery;
        DateTimeOffset? giveUpAt = null;
        while (giveUpAt is null || _integration.Now < giveUpAt)
        {
            var next = _integration.Now + OrdersEvery;
            var hadEnded = end.IsCompleted;
            giveUpAt ??= hadEnded ? _integration.Now + LongestSettling : null;
            var others = _integration.Now >= othersAt;
            othersAt = others ? _integration.Now + OthersEvery : othersAt;
            var result = await CycleAsync(others ? _all : [Orders], ct);
            if (hadEnded && await IsSettledAsync(result, ct))
            {
                return;
            }

            if (next - _integration.Now is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest, _integration.Clock, ct);
            }
        }
    }

    /// <summary>Cycles of all flows until one finds nothing, and nothing is due by itself.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        var giveUpAt = _integration.Now + LongestSettling;
        while (_integration.Now < giveUpAt)
        {
            var result = await CycleAsync(_all, ct);
            if (await IsSettledAsync(result, ct))
            {
                return;
            }

            if (result.Found == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), _integration.Clock, ct);
            }
        }
    }

    private async Task<bool> IsSettledAsync(CycleResult result, CancellationToken ct) =>
        result is { Found: 0, Unreachable.Count: 0 }
        && await _integration.Ledger.ReadStatusAsync(_integration.Id, _integration.Now, ct) is { NextDue: null, PendingNotes: 0 };

    private async Task<CycleResult> CycleAsync(IReadOnlyList<string> flows, CancellationToken ct)
    {
        Cycles++;
        _floor.Begin($"cycle {Cycles}");
        foreach (var source in _integration.Flows.Where(flow => flows.Contains(flow.Name)).SelectMany(flow => _integration.Matrix.Entities[flow.Entity].Sources))
        {
            _polls[source.Side] = _polls.GetValueOrDefault(source.Side) + 1;
        }

        return await _cycle.RunAsync(flows, ct);
    }
}
