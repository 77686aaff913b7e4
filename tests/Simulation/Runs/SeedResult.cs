using Harness.Simulation.Runner;

namespace Harness.Simulation.Runs;

/// <summary>What one history ended in.</summary>
/// <param name="Hash">Of both systems' journals: the same seed gives the same.</param>
internal sealed record SeedResult(
    int Seed, string Hash, int Lost, int Doubled, int Unexplained, int Records, int Faults, int Crashes, int Cycles, IReadOnlyList<string> Problems, Coverage Coverage)
{
    public bool Holds => Problems.Count == 0;
}
