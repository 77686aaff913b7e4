using Harness.Sync.Crashes;
using Harness.Sync.Ledger;

namespace Harness.Simulation.Runner;

/// <summary>What a run came by: a run that never met one of these has proved nothing about it.</summary>
internal sealed class Coverage
{
    public Dictionary<string, int> Faults { get; init; } = [];

    /// <summary>How often the runner came by a crash point.</summary>
    public Dictionary<string, int> Passed { get; init; } = [];

    /// <summary>How often it ended there.</summary>
    public Dictionary<string, int> Crashed { get; init; } = [];

    public Dictionary<string, int> States { get; init; } = [];

    public Dictionary<string, int> Deeds { get; init; } = [];

    public void Fired(string kind, int times) => Count(Faults, kind, times);

    public void Pass(CrashPoint point) => Count(Passed, point.ToString(), 1);

    public void Crash(CrashPoint point) => Count(Crashed, point.ToString(), 1);

    public void Saw(ItemState state, int times) => Count(States, state.ToString(), times);

    public void Add(Coverage other)
    {
        foreach (var (mine, theirs) in new[] { (Faults, other.Faults), (Passed, other.Passed), (Crashed, other.Crashed), (States, other.States), (Deeds, other.Deeds) })
        {
            foreach (var (name, times) in theirs)
            {
                Count(mine, name, times);
            }
        }
    }

    private static void Count(Dictionary<string, int> counts, string name, int times) => counts[name] = counts.GetValueOrDefault(name) + times;
}
