namespace Harness.Simulation.Runs;

/// <summary>Which part of a run a worker has: every so-many-th seed, crash point and planted bug.</summary>
internal sealed record Share(int Worker, int Workers, int From, int Seeds, int Repeats, bool Sweeps, bool Plants, int MostForABug, bool Shrinks)
{
    public IEnumerable<int> Own => Enumerable.Range(From, Seeds).Where(seed => seed % Workers == Worker);

    /// <summary>The first seeds of the next worker, played again in another process.</summary>
    public IEnumerable<int> Others => Workers == 1 ? [] : Enumerable.Range(From, Math.Min(Seeds, Repeats)).Where(seed => seed % Workers == (Worker + 1) % Workers);

    public IEnumerable<T> Of<T>(IEnumerable<T> all) => all.Where((_, place) => place % Workers == Worker);
}
