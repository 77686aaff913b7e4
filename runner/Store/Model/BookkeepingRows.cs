namespace Harness.Store.Model;

internal sealed class CursorRow
{
    public required string Integration { get; init; }

    public required string System { get; init; }

    public required string Source { get; init; }

    public required string Value { get; init; }

    public DateTimeOffset MovedAt { get; init; }
}

/// <summary>Who runs passes on this ledger. One row; its epoch only grows and fences everything an earlier holder still sends.</summary>
internal sealed class LeaseRow
{
    public int Id { get; init; }

    public long Epoch { get; init; }

    public required string Owner { get; init; }

    public required string Machine { get; init; }

    public int ProcessId { get; init; }

    public DateTimeOffset TakenAt { get; init; }

    public DateTimeOffset Until { get; init; }
}

internal sealed class KeyClaimRow
{
    public required string Integration { get; init; }

    public required string Entity { get; init; }

    public required string MatchKey { get; init; }

    public required string Subject { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class CallCountRow
{
    public required string System { get; init; }

    /// <summary>The day as its number since 0001-01-01, so that it sorts alike everywhere.</summary>
    public int Day { get; init; }

    public long Calls { get; init; }
}
