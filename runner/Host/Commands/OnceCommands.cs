using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Host.Building;
using Harness.Port;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Host.Commands;

/// <summary>One cycle, a preview of one, and the catching-up of old records.</summary>
internal static class OnceCommands
{
    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(10);

    public static Command Once(Shell shell) => shell.Command("once", "Poll every source once, work until nothing is due, and end.", async (parsed, ct) =>
    {
        var (runner, id) = await shell.SystemsAsync(parsed, ct);
        await using (runner)
        {
            await runner.Ledger.TakeLeaseAsync($"once:{Environment.ProcessId}", LeaseFor, ct);
            var tally = new FlowTally();
            var integration = await runner.IntegrationAsync(id, ct);
            var result = await new FlowCycle(integration, tally.CountAsync).RunAsync([.. integration.Flows.Select(flow => flow.Name)], ct);
            var status = await runner.Ledger.ReadStatusAsync(id, integration.Now, ct);
            await runner.Ledger.ReleaseLeaseAsync(ct);
            await shell.ShowAsync(parsed, tally.ToJson(), tally.Lines());
            foreach (var trouble in result.Unreachable)
            {
                await shell.Messages.WriteLineAsync(trouble.Message);
            }

            return result.Unreachable.Count > 0 ? ExitCode.Unreachable
                : status.Counts.Any(count => count.State == ItemState.Stopped) ? ExitCode.SomeStopped : ExitCode.Ok;
        }
    });

    public static Command Plan(Shell shell)
    {
        var most = new Option<int>("--most") { Description = "Records of each flow to look at.", DefaultValueFactory = _ => 200 };
        return shell.Command("plan", "Show field by field what a cycle would change; nothing is written anywhere.", async (parsed, ct) =>
        {
            var (runner, id) = await shell.SystemsAsync(parsed, ct);
            await using (runner)
            {
                var integration = await runner.IntegrationAsync(id, ct);
                var plans = new List<PlanLine>();
                foreach (var flow in integration.Flows.OrderBy(flow => flow.Rank))
                {
                    plans.AddRange(await new FlowPreview(integration, flow).PreviewAsync(parsed.GetValue(most), ct));
                }

                await shell.ShowAsync(parsed, new JsonArray([.. plans.Select(line => line.ToJson())]), plans.Count == 0 ? ["Nothing would change."] : plans.Select(line => line.ToString()));
                return ExitCode.Ok;
            }
        }, most);
    }

    public static Command Backfill(Shell shell)
    {
        var flow = new Argument<string>("flow") { Description = "accounts, contacts, products, sales_orders or invoices." };
        var since = new Option<DateOnly>("--since") { Description = "Records changed on or after this day.", Required = true };
        var go = new Option<bool>("--go") { Description = "Queue them; without it they are only counted." };
        return shell.Command("backfill", "Queue records that changed before the integration's from date.", async (parsed, ct) =>
        {
            var (runner, id) = await shell.SystemsAsync(parsed, ct);
            await using (runner)
            {
                var integration = await runner.IntegrationAsync(id, ct);
                var chosen = integration.Flows.FirstOrDefault(one => one.Name == parsed.GetValue(flow));
                if (chosen is null)
                {
                    await shell.Messages.WriteLineAsync($"There is no flow \"{parsed.GetValue(flow)}\"; there are {string.Join(", ", integration.Flows.Select(one => one.Name))}.");
                    return ExitCode.Usage;
                }

                var found = await new FlowPreview(integration, chosen).ReadSinceAsync(parsed.GetValue(since), ct);
                var stored = parsed.GetValue(go) ? await integration.Ledger.EnqueueAsync(id, found, integration.Now, ct) : 0;
                await shell.ShowAsync(
                    parsed, new JsonObject { ["flow"] = chosen.Name, ["found"] = found.Count, ["queued"] = stored },
                    [parsed.GetValue(go) ? $"{found.Count} records found, {stored} queued; the runner takes them behind today's work." : $"{found.Count} records would be queued. Run it again with --go."]);
                return ExitCode.Ok;
            }
        }, flow, since, go);
    }
}
