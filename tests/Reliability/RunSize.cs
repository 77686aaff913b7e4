namespace Harness.Reliability;

/// <summary>How much of the same is done: with every change, or before a release (HARNESS_RUN=release).</summary>
/// <param name="KillPoints">Named steps among the kills.</param>
internal sealed record RunSize(int Kills, int KillPoints, int BackfillRecords, int BackfillKills, int Seed)
{
    public static RunSize Current { get; } = Environment.GetEnvironmentVariable("HARNESS_RUN") == "release"
        ? new RunSize(300, int.MaxValue, 100_000, 20, 7)
        : new RunSize(30, 18, 1000, 2, 7);
}
