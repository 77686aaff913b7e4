using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Sync.Cycles;

namespace Harness.Host.Commands;

/// <summary>The catching-up of old records: counted first, requested when asked.</summary>
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
        var go = new Option<bool>("--go") { Description = "Have the runner take them; without it they are only counted." };
        return shell.Command("backfill", "Catch up on records that changed before the integration's from date.", async (parsed, ct) =>
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
                var (backfill, day) = (new Backfill(integration, chosen), parsed.GetValue(since));
                if (parsed.GetValue(go))
                {
                    await backfill.RequestAsync(day, ct);
                    await shell.ShowAsync(
                        parsed, new JsonObject { ["flow"] = chosen.Name, ["since"] = $"{day:yyyy-MM-dd}", ["requested"] = true },
                        ["Requested. The runner reads page by page when nothing else is due; \"harness status\" shows how far it is."]);
                    return ExitCode.Ok;
                }

                var found = await backfill.CountAsync(day, ct);
                await shell.ShowAsync(
                    parsed, new JsonObject { ["flow"] = chosen.Name, ["since"] = $"{day:yyyy-MM-dd}", ["found"] = found, ["requested"] = false },
                    [$"{found} records would be taken behind today's work. Run it again with --go."]);
                return ExitCode.Ok;
            }
        }, flow, since, go);
    }
}
