using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;

namespace Harness.Sync.Cycles;

/// <summary>One round: poll the sources of the flows that are due, then work until nothing is due, then tell the CRM.</summary>
public sealed class FlowCycle(Integration integration, Func<CycleProgress, Task>? report = null)
{
    private readonly Dictionary<string, IReadOnlyList<SourcePoller>> _pollers = integration.Flows.ToDictionary(
        flow => flow.Name,
        flow => (IReadOnlyList<SourcePoller>)[.. integration.Matrix.Entities[flow.Entity].Sources.Select(source => new SourcePoller(integration, flow, source))]);

    public async Task<CycleResult> RunAsync(IReadOnlyCollection<string> due, CancellationToken ct)
    {
        var unreachable = new List<ConnectorException>();
        var found = 0;
        foreach (var side in await Task.WhenAll(new[] { SystemRole.Crm, SystemRole.Erp }.Select(side => PollAsync(side, due, ct))))
        {
            found += side.Found;
            unreachable.AddRange(side.Trouble);
        }

        var worked = await DrainAsync(ct);
        return new CycleResult(found, worked, await new StatusNotes(integration).FlushAsync(ct), unreachable);
    }

    /// <summary>Works on all that is due now, in the order of the flows, until nothing is.</summary>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        var worked = 0;
        bool any;
        do
        {
            any = false;
            foreach (var flow in integration.Flows.OrderBy(flow => flow.Rank))
            {
                ct.ThrowIfCancellationRequested();
                var items = await integration.Ledger.ClaimAsync(integration.Id, flow.Name, integration.Options.BatchSize, integration.Now, ct);
                if (items.Count == 0)
                {
                    continue;
                }

                any = true;
                worked += items.Count;
                using var urgency = CallPriority.Use(flow.CallPriority);
                var done = await new SyncPass(integration, flow).RunAsync(items, ct);
                await (report?.Invoke(new CycleProgress(flow.Name, done)) ?? Task.CompletedTask);
            }
        }
        while (any);

        return worked;
    }

    private async Task<(int Found, IReadOnlyList<ConnectorException> Trouble)> PollAsync(SystemRole side, IReadOnlyCollection<string> due, CancellationToken ct)
    {
        var found = 0;
        var troubles = new List<ConnectorException>();
        foreach (var poller in integration.Flows.Where(flow => due.Contains(flow.Name)).OrderBy(flow => flow.Rank)
            .SelectMany(flow => _pollers[flow.Name]).Where(poller => poller.Side == side))
        {
            if (integration.Rest.Of(integration.Connector(side).System) is { } rest)
            {
                return (found, [.. troubles, new ConnectorException(integration.Connector(side).System, rest.Why)]);
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

    private async Task<int> AgeAsync(IReadOnlyCollection<string> due, CancellationToken ct)
    {
        var aged = 0;
        foreach (var flow in integration.Flows.Where(flow => due.Contains(flow.Name)))
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
    public bool WasQuiet => Found == 0 && Worked == 0 && Noted == 0 && Unreachable.Count == 0;
}

public sealed record CycleProgress(string Flow, IReadOnlyList<PassItem> Items);
