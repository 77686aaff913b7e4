namespace Harness.Store.Model;

/// <summary>
/// How far the ledger has come. One row, counted up first thing in every transaction that writes: so it also makes
/// writers take turns, and a ledger that counts less than was once acknowledged shows that it is an old copy.
/// </summary>
internal sealed class LedgerHeadRow
{
    public int Id { get; init; }

    /// <summary>Tells one ledger from another; a copy has the same.</summary>
    public required string Ledger { get; init; }

    public long Commits { get; init; }

    /// <summary>When the last transaction was written.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When an old copy was last taken into use; null for a ledger that never was one.</summary>
    public DateTimeOffset? RestoredAt { get; init; }

    /// <summary>What that copy knew last; what was agreed on since then is not in it.</summary>
    public DateTimeOffset? BehindSince { get; init; }
}
