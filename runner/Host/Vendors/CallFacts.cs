namespace Harness.Host.Vendors;

/// <summary>What a vendor's API carries in one call. The floor of a day's calls is counted with it; writes go by the connector's own batch size.</summary>
internal sealed record CallFacts
{
    /// <summary>The calls that describe so many objects.</summary>
    public Func<int, int> Describe { get; init; } = objects => objects;

    /// <summary>Records that one read by id carries.</summary>
    public int Read { get; init; } = 200;

    /// <summary>Keys that one look-up carries.</summary>
    public int Find { get; init; } = 200;

    /// <summary>Lines that one read carries, where lines are records of their own; null where they come with their record.</summary>
    public int? LineRead { get; init; }

    /// <summary>Records whose lines one call names, where lines are records of their own and a call says which are whose.</summary>
    public int? LineNames { get; init; }

    /// <summary>Prices that one call carries, where prices are records of their own: looked up once and written once.</summary>
    public int? Prices { get; init; }

    /// <summary>Keys of ours that one call looks up, where they stand in a list of their own and records are found by others too.</summary>
    public int? FindOurs { get; init; }

    /// <summary>What follows a batch of records that were made, a call each: telling their ids, confirming them.</summary>
    public Func<string, IReadOnlyList<string>> AfterCreating { get; init; } = _ => [];

    /// <summary>One call changes records only where it names the same fields of each.</summary>
    public bool SameFieldsTogether { get; init; }

    /// <summary>Calls that a poll takes beside the one for its changes, where those do not tell what was deleted.</summary>
    public int Deletions { get; init; }
}
