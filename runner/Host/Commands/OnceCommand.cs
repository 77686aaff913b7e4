using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Host.Running;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>One cycle.</summary>
internal static class OnceCommand
{
    public static Command Create(Shell shell) => shell.Command("once", "Poll every source once, work until nothing is due, and end.", async (parsed, ct) =>
    {
        var (runner, id) = await shell.SystemsAsync(parsed, ct);
        await using (runner)
        {
            await using var lease = await HeldLease.TakeAsync(runner, "once", ct);
            var tally = new FlowTally();
            var (result, status) = await lease.WhileHeldAsync(
                async token =>
                {
                    var integration = await runner.IntegrationAsync(id, token);
                    var cycle = await new FlowCycle(integration, tally.CountAsync).RunAsync([.. integration.Flows.Select(flow => flow.Name)], token);
                    await RunnerBooks.KeepAsync(runner, integration, cycle, token);
                    return (cycle, await runner.Ledger.ReadStatusAsync(id, integration.Now, token));
                },
                ct);
            var data = tally.ToJson();
            data["unreachable"] = new JsonArray([.. result.Unreachable.Select(trouble => (JsonNode)trouble.Message)]);
            await shell.ShowAsync(parsed, data, tally.Lines(shell.Width));
            foreach (var trouble in result.Unreachable.Select(trouble => trouble.Message).Distinct())
            {
                await shell.SayAsync(trouble);
            }

            if (result.Unreachable.Count > 0)
            {
                return result.Unreachable.Select(trouble => Trouble.Of(trouble)!.ExitCode).Max();
            }

            var stopped = status.Counts.Where(count => count.State == ItemState.Stopped).Sum(count => count.Count);
            if (stopped == 0)
            {
                return ExitCode.Ok;
            }

            await shell.SayAsync($"{stopped} records have stopped; \"harness failures list\" says why.");
            return ExitCode.SomeStopped;
        }
    });
}
