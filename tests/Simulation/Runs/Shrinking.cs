using Harness.Simulation.Bugs;
using Harness.Simulation.Histories;
using Harness.Simulation.Runner;

namespace Harness.Simulation.Runs;

/// <summary>Takes acts, troubles and crashes out of a failing history while it still fails: first by halves, at last one by one.</summary>
internal sealed class Shrinking(Pair pair)
{
    private const int MostTries = 80;

    private int _tries;

    public async Task<History> ShrinkAsync(int seed, History failing, CancellationToken ct)
    {
        History before;
        do
        {
            before = failing;
            failing = failing with { Troubles = await LeastAsync(failing.Troubles, kept => failing with { Troubles = kept }) };
            failing = failing with { Crashes = await LeastAsync(failing.Crashes, kept => failing with { Crashes = kept }) };
            failing = failing with { Acts = await LeastAsync(failing.Acts, kept => failing with { Acts = kept }) };
        }
        while (!ReferenceEquals(before, failing) && Size(before) != Size(failing) && _tries < MostTries);
        return failing;

        async Task<IReadOnlyList<T>> LeastAsync<T>(IReadOnlyList<T> parts, Func<IReadOnlyList<T>, History> with)
        {
            for (var size = Math.Max(1, parts.Count / 2); parts.Count > 0; size /= 2)
            {
                for (var start = 0; start < parts.Count && _tries < MostTries;)
                {
                    IReadOnlyList<T> kept = [.. parts.Take(start), .. parts.Skip(start + size)];
                    _tries++;
                    if ((await SeedRun.PlayAsync(seed, with(kept), PlantedBug.None, pair, null, ct)).Holds)
                    {
                        start += size;
                    }
                    else
                    {
                        parts = kept;
                    }
                }

                if (size <= 1)
                {
                    break;
                }
            }

            return parts;
        }
    }

    private static int Size(History history) => history.Acts.Count + history.Troubles.Count + history.Crashes.Count;
}
