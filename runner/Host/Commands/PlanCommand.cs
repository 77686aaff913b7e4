using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Sync.Cycles;

namespace Harness.Host.Commands;

/// <summary>What a cycle would change, before it does.</summary>
internal static class PlanCommand
{
    public static Command Create(Shell shell)
    {
        var most = new Option<int>("--most") { Description = "Records of each flow to look at.", DefaultValueFactory = _ => 200 };
        most.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1)
            {
                given.AddError("--most must be 1 or more.");
            }
        });
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

                await shell.ShowAsync(parsed, new JsonArray([.. plans.Select(line => line.ToJson())]), Lines(plans));
                return ExitCode.Ok;
            }
        }, most);
    }

    /// <summary>A line for each record, its fields under it.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<PlanLine> plans)
    {
        foreach (var record in plans.GroupBy(line => (line.Flow, line.Record, line.Action)))
        {
            var (flow, subject, action) = record.Key;
            foreach (var (line, index) in record.Select((line, index) => (line, index)))
            {
                if (line.Field is null)
                {
                    yield return $"{flow}  {subject}  {action}: {line.Why}";
                    continue;
                }

                if (index == 0)
                {
                    yield return $"{flow}  {subject}  {action}";
                }

                yield return $"    {line.Field}: {line.Before ?? "(empty)"} -> {line.After ?? "(empty)"}  ({line.Why})";
            }
        }

        var records = plans.Where(line => line.Field is not null).Select(line => (line.Record, line.Action)).Distinct().Count();
        yield return plans.Count == 0 ? "Nothing would change." : $"{records} records would be written; nothing was.";
    }
}
