using System.Diagnostics;
using Harness.Load.Benchmark;
using Harness.Load.Report;
using Harness.Load.Scenarios;

namespace Harness.Load;

/// <summary>Runs what was asked for, prints its figures, and writes the report. Only what is broken fails a run, never a time.</summary>
internal sealed class LoadRun(TimeProvider clock, TextWriter output, int seed, string folder)
{
    private const int FewRecords = 1000;
    private const int ManyRecords = 10_000;

    public async Task<int> ScenariosAsync(IReadOnlyList<(string Crm, string Erp)> pairs, bool isShort, string latency, string faults, CancellationToken ct)
    {
        string[] latencies = latency == "both" ? ["none", "vendor"] : [latency];
        var engine = isShort ? [] : await EngineApartAsync(ct);
        var results = new List<ScenarioResult>();
        foreach (var scenario in Scenario.Of(pairs, isShort, latencies))
        {
            await output.WriteLineAsync($"{scenario.Title}...");
            var result = await new ScenarioRun(scenario, seed, faults, clock).PlayAsync(ct);
            results.Add(result);
            await WriteAsync(Figures.Of(result));
        }

        var file = new LoadReport(clock.GetUtcNow(), results, engine).Write(folder, "index");
        var failures = results.SelectMany(result => result.Failures()).ToList();
        await WriteAsync(failures.Select(failure => $"FAILED {failure}").Append($"Report: {file}"));
        return failures.Count == 0 ? 0 : 1;
    }

    /// <param name="ledgers">The first one's figures make the report; further ones are shown as ratios to it, from this same run.</param>
    public async Task<int> BenchmarkAsync(int records, IReadOnlyList<string> ledgers, CancellationToken ct)
    {
        var results = new List<IReadOnlyList<EngineResult>>();
        foreach (var name in ledgers)
        {
            await using var kind = await LedgerKind.OpenAsync(name, clock, ct);
            results.Add(await EngineAsync(records, kind, ct));
        }

        await WriteAsync(results.Skip(1).Zip(ledgers.Skip(1)).SelectMany(other => Figures.Ratios(other.Second, other.First[^1], ledgers[0], results[0][^1])));
        var file = new LoadReport(clock.GetUtcNow(), [], results[0]).Write(folder, "engine");
        await output.WriteLineAsync($"Report: {file}");
        return 0;
    }

    /// <summary>In a process of its own, so that neither memory shows in the other.</summary>
    private async Task<IReadOnlyList<EngineResult>> EngineApartAsync(CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { typeof(LoadRun).Assembly.Location, "bench", "--records", $"{ManyRecords}", "--seed", $"{seed}", "--out", folder } };
        using var bench = Process.Start(start) ?? throw new InvalidOperationException("The benchmark did not start.");
        await bench.WaitForExitAsync(ct);
        return bench.ExitCode == 0 ? LoadReport.Read(folder, "engine").Engine : throw new InvalidOperationException($"The benchmark ended with exit code {bench.ExitCode}.");
    }

    /// <summary>A few records first, which also warms up; so the second run shows whether memory grows with the records.</summary>
    private async Task<IReadOnlyList<EngineResult>> EngineAsync(int records, LedgerKind kind, CancellationToken ct)
    {
        var results = new List<EngineResult>();
        foreach (var count in new[] { Math.Min(FewRecords, records), records }.Distinct())
        {
            await output.WriteLineAsync($"{count} new accounts through the engine, no network, ledger on {kind.Name}...");
            results.Add(await new EngineBenchmark(clock, seed, kind).RunAsync(count, ct));
            await WriteAsync(Figures.Of(results[^1]));
        }

        return results;
    }

    private async Task WriteAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await output.WriteLineAsync(line);
        }
    }
}
