namespace Harness.Store;

public sealed class SqliteLedgerOptions
{
    public const string InMemory = ":memory:";

    /// <summary>A file, which is created where there is none, or <see cref="InMemory"/>.</summary>
    public required string Path { get; init; }

    /// <summary>How long a transaction waits for another process before it gives up.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    internal string MarkPath => Path + ".mark";

    internal int? MaxPages { get; init; }
}
