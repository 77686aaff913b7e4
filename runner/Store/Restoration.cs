namespace Harness.Store;

/// <summary>The ledger that was opened turned out to be an older copy, and is used as one from now on.</summary>
/// <param name="Missing">Transactions that were acknowledged and are not in it; null where nobody knows.</param>
/// <param name="Since">What was agreed on after this moment may be unknown to it.</param>
public sealed record Restoration(long? Missing, DateTimeOffset Since)
{
    public override string ToString() =>
        $"The ledger is an older copy: what happened since {Since:yyyy-MM-dd HH:mm}Z"
        + (Missing is { } missing ? $" ({missing} transactions)" : string.Empty)
        + " is not in it. Records are matched by their keys before anything is written; where both sides were changed since then and differ, a person is asked.";
}
