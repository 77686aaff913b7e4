using Harness.Simulation.Bugs;
using Harness.Simulation.Histories;
using Harness.Simulation.Runner;
using Harness.Sync.Crashes;

namespace Harness.Simulation.Runs;

/// <summary>Plays its share, one history after the other.</summary>
internal sealed class Worker(Pair pair, Share share)
{
    private const int MostProblems = 4;

    public async Task<PartResult> RunAsync(CancellationToken ct)
    {
        var part = new PartResult();
        foreach (var seed in share.Own)
        {
            var result = await PlayAsync(seed, PlantedBug.None, ct);
            part.Add(result);
            if (!result.Holds)
            {
                await Console.Error.WriteLineAsync($"seed {seed}: {string.Join(Environment.NewLine + "  ", result.Problems.Take(MostProblems))}");
                part.Failures.Add(share.Shrinks && part.Failures.Count == 0 ? await ExplainAsync(result, ct) : $"seed {seed}: {result.Problems[0]}");
            }
        }

        foreach (var regression in share.Sweeps ? share.Of(Regression.All) : [])
        {
            var result = await SeedRun.PlayAsync(-1, regression.History, PlantedBug.None, pair, null, ct);
            part.Failures.AddRange(result.Problems.Take(1).Select(problem => $"it is back: {regression.Cause} {problem}"));
        }

        foreach (var seed in share.Others)
        {
            part.Repeated[seed] = (await PlayAsync(seed, PlantedBug.None, ct)).Hash;
        }

        await SweepAsync(part, ct);
        await PlantAsync(part, ct);
        return part;
    }

    private Task<SeedResult> PlayAsync(int seed, PlantedBug bug, CancellationToken ct) => SeedRun.PlayAsync(seed, Generators.Draw(seed), bug, pair, null, ct);

    private async Task<string> ExplainAsync(SeedResult failed, CancellationToken ct)
    {
        var smallest = await new Shrinking(pair).ShrinkAsync(failed.Seed, Generators.Draw(failed.Seed), ct);
        return $"seed {failed.Seed}: {string.Join(Environment.NewLine + "  ", failed.Problems.Take(MostProblems))}{Environment.NewLine}"
            + $"the smallest history that does the same:{Environment.NewLine}{smallest}{Environment.NewLine}play it again: dotnet run --project tests/Simulation -- --from {failed.Seed} --seeds 1";
    }

    /// <summary>One run for each crash point that exists, ended there the first time that it comes by.</summary>
    private async Task SweepAsync(PartResult part, CancellationToken ct)
    {
        if (!share.Sweeps)
        {
            return;
        }

        foreach (var point in share.Of(CrashPoint.All([.. pair.Matrix.Entities.Values], [pair.Crm, pair.Erp])))
        {
            var result = await SeedRun.PlayAsync(0, Directed.Day, PlantedBug.None, pair, point, ct);
            part.Crashes += result.Crashes;
            part.Coverage.Add(result.Coverage);
            part.Swept[point.ToString()] = result.Crashes == 0 ? "not reached" : result.Holds ? null : result.Problems[0];
        }
    }

    private async Task PlantAsync(PartResult part, CancellationToken ct)
    {
        foreach (var bug in share.Plants ? share.Of(PlantedBugs.All) : [])
        {
            part.Planted[bug.Name] = null;
            for (var seed = 0; seed < share.MostForABug && part.Planted[bug.Name] is null; seed++)
            {
                var result = await PlayAsync(seed, bug, ct);
                part.Planted[bug.Name] = result.Holds ? null : $"seed {seed}: {result.Problems[0][..Math.Min(160, result.Problems[0].Length)]}";
            }
        }
    }
}
