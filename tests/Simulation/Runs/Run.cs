using System.Diagnostics;
using System.Text.Json;
using Harness.Simulation.Kernel;
using Harness.Simulation.Runner;
using Harness.Testing;

namespace Harness.Simulation.Runs;

/// <summary>Starts the workers, each a process of its own, puts what they found together and says whether it holds.</summary>
internal sealed class Run(TextWriter output, TimeProvider clock)
{
    private const int Workers = 2;

    /// <summary>A planted bug has to be caught within so many seeds.</summary>
    private const int PlantedFor = 1_000;

    public async Task<int> PlayAsync(int from, int seeds, bool sweeps, bool plants, bool shrinks, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var parts = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => StartAsync(new Share(worker, Workers, from, seeds, 100, sweeps, plants, PlantedFor, shrinks), ct)));
        var whole = new PartResult();
        foreach (var part in parts)
        {
            whole.Add(part);
        }

        var findings = Findings.Of(whole, new Pair("salesforce", "netsuite"), isWhole: sweeps && plants && seeds >= 1_000);
        foreach (var line in findings.Lines)
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteLineAsync($"{seeds} seeds in {clock.GetElapsedTime(began).TotalSeconds:0} s");
        if (sweeps && plants)
        {
            await ReportFile.WriteAsync("simulation", whole, ct);
            await output.WriteLineAsync(await ReportFile.LineAsync(ct));
        }

        return findings.Broken.Count == 0 ? 0 : 1;
    }

    public static async Task<PartResult> StartAsync(Share share, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(Run).Assembly.Location);
        start.ArgumentList.Add("worker");
        start.ArgumentList.Add(JsonSerializer.Serialize(share));
        start.Environment[OneThread.Processors] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("A worker did not start.");
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 && JsonSerializer.Deserialize<PartResult>(said) is { } part ? part : throw new InvalidOperationException($"A worker ended with {process.ExitCode}: {said}");
    }
}
