using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Sync.Cycles;

namespace Harness.Host.Commands;

/// <summary>The catching-up of old records: counted first, queued when asked.</summary>
internal static class BackfillCommand
{
    public static Command Create(Shell shell)
    {
        var flow = new Argument<string>("flow") { Description = "accounts, contacts, products, sales_orders or invoices." };
        var since = new Option<DateOnly>("--since") { Description = "Records changed on or after this day.", Required = true };
        since.CustomParser = given =>
        {
            if (!DateOnly.TryParseExact(given.Tokens[0].Value, "yyyy-MM-dd", out var day))
            {
                given.AddError($"--since {given.Tokens[0].Value}: write a day like 2026-01-31.");
            }

            return day;
        };
        var go = new Option<bool>("--go") { Description = "Queue them; without it they are only counted." };
        return shell.Command("backfill", "Queue records that changed before the integration's from date.", async (parsed, ct) =>
        {
            var (runner, id) = await shell.SystemsAsync(parsed, ct);
            await using (runner)
            {
                var flows = runner.FlowNames(id);
                if (!flows.Contains(parsed.GetValue(flow)!))
                {
                    return await shell.RefuseAsync(parsed, $"There is no flow \"{parsed.GetValue(flow)}\"; there are {string.Join(", ", flows)}.");
                }

                var integration = await runner.IntegrationAsync(id, ct);
                var chosen = integration.Flows.First(one => one.Name == parsed.GetValue(flow));
                var found = await new FlowPreview(integration, chosen).ReadSinceAsync(parsed.GetValue(since), ct);
                var stored = parsed.GetValue(go) ? await integration.Ledger.EnqueueAsync(id, found, integration.Now, ct) : 0;
                await shell.ShowAsync(
                    parsed, new JsonObject { ["flow"] = chosen.Name, ["found"] = found.Count, ["queued"] = stored },
                    [parsed.GetValue(go)
                        ? $"{found.Count} records found, {stored} queued; the runner takes them behind today's work."
                        : $"{found.Count} records would be queued. Run it again with --go."]);
                return ExitCode.Ok;
            }
        }, flow, since, go);
    }
}
