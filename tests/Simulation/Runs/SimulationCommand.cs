using System.CommandLine;
using System.Text.Json;
using Harness.Simulation.Kernel;
using Harness.Simulation.Runner;

namespace Harness.Simulation.Runs;

/// <summary>The command line of the simulation.</summary>
internal static class SimulationCommand
{
    private const int InATest = 1_000;
    private const int InARelease = 20_000;

    public static Task<int> RunAsync(string[] args)
    {
        var release = new Option<bool>("--release") { Description = $"The long run: {InARelease:N0} seeds." };
        var seeds = new Option<int>("--seeds") { Description = "How many histories.", DefaultValueFactory = parsed => parsed.GetValue(release) ? InARelease : InATest };
        var from = new Option<int>("--from") { Description = "The first of them." };
        var only = new Option<bool>("--seeds-only") { Description = "Without the sweep over all crash points and without the planted bugs." };
        var whole = new Option<bool>("--whole-histories") { Description = "Failing histories are shown as they are, which is quicker." };
        var root = new RootCommand("Plays made-up days of a company with faults and crashes, on the real engine and the real connectors, and judges what is left.") { seeds, from, release, only, whole };
        root.SetAction((parsed, ct) => new Run(Console.Out, TimeProvider.System).PlayAsync(
            parsed.GetValue(from), parsed.GetValue(seeds), !parsed.GetValue(only) && parsed.GetValue(from) == 0, !parsed.GetValue(only) && parsed.GetValue(from) == 0, !parsed.GetValue(whole), ct));

        var share = new Argument<string>("share");
        var worker = new Command("worker", "One worker of a run; it prints what it found.") { share };
        worker.Hidden = true;
        worker.SetAction((parsed, ct) => OneThread.RunAsync(async () =>
        {
            var part = await new Worker(new Pair("salesforce", "netsuite"), JsonSerializer.Deserialize<Share>(parsed.GetValue(share)!)!).RunAsync(ct);
            await Console.Out.WriteAsync(JsonSerializer.Serialize(part));
            return 0;
        }));
        var line = new Command("line", "Adds up what the parts of the proof have left in the reports.");
        line.SetAction(async (_, ct) =>
        {
            await Console.Out.WriteLineAsync(await ReportFile.LineAsync(ct));
            return 0;
        });
        root.Add(worker);
        root.Add(line);
        return root.Parse(args).InvokeAsync();
    }
}
