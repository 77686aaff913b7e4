using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;
using Harness.Sync.Schema;

namespace Harness.Sync.Cycles;

/// <summary>One round: poll the sources of the flows that are due, then work until nothing is due, then tell the CRM.</summary>
public sealed class FlowCycle(Integration integration, Func<CycleProgress, Task>? report = null)
{
    private readonly Dictionary<string, IReadOnlyList<SourcePoller>> _pollers = integration.Flows.ToDictionary(
        flow => flow.Name,
        flow => (IReadOnlyList<SourcePoller>)[.. integration.Matrix.Entities[flow.Entity].Sources.Select(source => new SourcePoller(integration, flow, source))]);

    private readonly IReadOnlyList<(string Flow, Backfill Backfill)> _backfills =
        [.. integration.Flows.OrderBy(flow => flow.Rank).Select(flow => (flow.Name, new Backfill(integration, flow)))];

    private readonly SchemaWatch _schema = new(integration);

    /// <summary>A flow that a person has paused keeps its work.</summary>
    public Func<string, bool> IsPaused { get; init; } = _ => false;

    public Task<CycleResult> RunAsync(IReadOnlyCollection<string> due, CancellationToken ct) => RunAsync(due, Timeout.InfiniteTimeSpan, ct);

    /// <param name="atMost">How long it works before it comes back to poll again; one round is always done.</param>
    public async Task<CycleResult> RunAsync(IReadOnlyCollection<string> due, TimeSpan atMost, CancellationToken ct)
    {
        await _schema.LookAsync(ct);
        var unreachable = new List<ConnectorException>();
        var found = 0;
        foreach (var side in await Task.WhenAll(new[] { SystemRole.Crm, SystemRole.Erp }.Select(side => PollAsync(side, due, ct))))
        {
            found += side.Found;
            unreachable.AddRange(side.Trouble);
        }

        await _schema.LookAsync(ct);
        var (worked, hasMore) = await DrainAsync(atMost, ct);
        return new CycleResult(found, worked, await new StatusNotes(integration).FlushAsync(ct), unreachable) { HasMore = hasMore };
    }

    /// <summary>Works on all that is due now, in the order of the flows, until nothing is.</summary>
    public async Task<int> DrainAsync(CancellationToken ct) => (await DrainAsync(Timeout.InfiniteTimeSpan, ct)).Worked;

    private async Task<(int Worked, bool HasMore)> DrainAsync(TimeSpan atMost, CancellationToken ct)
    {
        var began = integration.Clock.GetTimestamp();
        var worked = 0;
        int round;
        do
        {
            round = 0;
            foreach (var flow in integration.Flows.Where(flow => !IsPaused(flow.Name) && !IsHalted(flow.Name)).OrderBy(flow => flow.Rank))
            {
                ct.ThrowIfCancellationRequested();
                round += await WorkAsync(flow, ct);
            }

            worked += round;
            round += round == 0 ? await BackfillAsync(ct) : 0;
        }
        while (round > 0 && (atMost == Timeout.InfiniteTimeSpan || integration.Clock.GetElapsedTime(began) < atMost));

        return (worked, round > 0);
    }

    /// <summary>The next batch of a flow: what a won opportunity needs, then today's changes, then old records.</summary>
    private async Task<int> WorkAsync(Flow flow, CancellationToken ct)
    {
        var items = await integration.Ledger.ClaimAsync(integration.Id, flow.Name, integration.Options.BatchSize, integration.Now, ct);
        var old = items.Where(item => item.Trigger == WorkTrigger.Backfill).ToList();
        var surplus = old.Skip(integration.Options.BackfillBatchSize).Select(item => item.Id).ToList();
        if (surplus.Count > 0)
        {
            await integration.Ledger.ReturnAsync(surplus, ct);
        }

        var needed = items.Where(item => item.Trigger == WorkTrigger.Prerequisite).ToList();
        await PassAsync(flow, needed, Math.Min(flow.CallPriority, CallPriority.Urgent), ct);
        await PassAsync(flow, [.. items.Where(item => item.Trigger is not (WorkTrigger.Prerequisite or WorkTrigger.Backfill))], flow.CallPriority, ct);
        await PassAsync(flow, [.. old.Take(integration.Options.BackfillBatchSize)], CallPriority.Backfill, ct);
        return items.Count - surplus.Count;
    }

    private async Task PassAsync(Flow flow, List<WorkItem> items, int priority, CancellationToken ct)
    {
        if (items.Count > 0)
        {
            using var urgency = CallPriority.Use(priority);
            var done = await new SyncPass(integration, flow).RunAsync(items, ct);
            await (report?.Invoke(new CycleProgress(flow.Name, done)) ?? Task.CompletedTask);
        }
    }

    private async Task<int> BackfillAsync(CancellationToken ct)
    {
        foreach (var (_, backfill) in _backfills.Where(one => !IsHalted(one.Flow)))
        {
            if (await backfill.AdvanceAsync(ct) is > 0 and var read)
            {
                return read;
            }
        }

        return 0;
    }

    private async Task<(int Found, IReadOnlyList<ConnectorException> Trouble)> PollAsync(SystemRole side, IReadOnlyCollection<string> due, CancellationToken ct)
    {
        var found = 0;
        var troubles = new List<ConnectorException>();
        foreach (var (flow, poller) in integration.Flows.Where(flow => due.Contains(flow.Name) && !IsHalted(flow.Name)).OrderBy(flow => flow.Rank)
            .SelectMany(flow => _pollers[flow.Name].Select(poller => (flow, poller))).Where(one => one.poller.Side == side))
        {
            using var urgency = CallPriority.Use(flow.CallPriority);
            if (integration.Rest.Of(integration.Connector(side).System) is { } rest)
            {
                if (troubles.Count == 0)
                {
                    troubles.Add(new ConnectorException(integration.Connector(side).System, rest.Why));
                }

                continue;
            }

            try
            {
                found += await poller.PollAsync(ct);
                integration.Rest.Answered(integration.Connector(side).System);
            }
            catch (ConnectorException trouble)
            {
                var until = integration.Retries.Next(integration.Now, 0, trouble.Fault) ?? integration.Now + integration.Options.FirstRetry;
                integration.Rest.Observe(integration.Connector(side).System, trouble.Fault, until);
                integration.SchemaIsSuspect |= trouble.Fault.Kind is FaultKind.MappingBroken or FaultKind.PermissionMissing;
                troubles.Add(trouble);
            }
            catch (CursorMovedException)
            {
                // Another poller of the source was quicker: what this page brought, that one stored.
            }
        }

        try
        {
            found += side == SystemRole.Erp ? await AgeAsync(due, ct) : 0;
        }
        catch (ConnectorException trouble)
        {
            troubles.Add(trouble);
        }

        return (found, troubles);
    }

    private bool IsHalted(string flow) => integration.Halted.ContainsKey(flow);

    private async Task<int> AgeAsync(IReadOnlyCollection<string> due, CancellationToken ct)
    {
        var aged = 0;
        foreach (var flow in integration.Flows.Where(flow => due.Contains(flow.Name) && !IsHalted(flow.Name)))
        {
            aged += await new AgeingScan(integration, flow).RunAsync(ct);
        }

        return aged;
    }
}

/// <param name="Found">Changes that were new.</param>
/// <param name="Worked">Items taken through a pass.</param>
/// <param name="Noted">CRM records that were shown their state.</param>
/// <param name="Unreachable">Systems that could not be polled, with the reason.</param>
public sealed record CycleResult(int Found, int Worked, int Noted, IReadOnlyList<ConnectorException> Unreachable)
{
    /// <summary>It came back before its work was done.</summary>
    public bool HasMore { get; init; }

    public bool WasQuiet => Found == 0 && Worked == 0 && Noted == 0 && Unreachable.Count == 0;
}

public sealed record CycleProgress(string Flow, IReadOnlyList<PassItem> Items);
