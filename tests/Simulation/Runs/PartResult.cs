using Harness.Simulation.Runner;

namespace Harness.Simulation.Runs;

/// <summary>What one worker process found in its share of a run.</summary>
internal sealed class PartResult
{
    public int Seeds { get; set; }

    public int Faults { get; set; }

    public int Crashes { get; set; }

    public int Records { get; set; }

    public int Lost { get; set; }

    public int Doubled { get; set; }

    public int Unexplained { get; set; }

    public Dictionary<int, string> Hashes { get; set; } = [];

    /// <summary>Seeds of the other worker, played once more.</summary>
    public Dictionary<int, string> Repeated { get; set; } = [];

    public List<string> Failures { get; set; } = [];

    /// <summary>By crash point: null where the run held, otherwise what broke.</summary>
    public Dictionary<string, string?> Swept { get; set; } = [];

    /// <summary>By planted bug: the seed that caught it, or null.</summary>
    public Dictionary<string, string?> Planted { get; set; } = [];

    public Coverage Coverage { get; set; } = new();

    public void Add(SeedResult result)
    {
        Seeds++;
        Faults += result.Faults;
        Crashes += result.Crashes;
        Records += result.Records;
        Lost += result.Lost;
        Doubled += result.Doubled;
        Unexplained += result.Unexplained;
        Hashes[result.Seed] = result.Hash;
        Coverage.Add(result.Coverage);
    }

    public void Add(PartResult other)
    {
        (Seeds, Faults, Crashes, Records) = (Seeds + other.Seeds, Faults + other.Faults, Crashes + other.Crashes, Records + other.Records);
        (Lost, Doubled, Unexplained) = (Lost + other.Lost, Doubled + other.Doubled, Unexplained + other.Unexplained);
        Failures.AddRange(other.Failures);
        Coverage.Add(other.Coverage);
        Hashes = Hashes.Concat(other.Hashes).ToDictionary();
        Repeated = Repeated.Concat(other.Repeated).ToDictionary();
        Swept = Swept.Concat(other.Swept).ToDictionary();
        Planted = Planted.Concat(other.Planted).ToDictionary();
    }
}
