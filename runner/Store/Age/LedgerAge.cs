using Harness.Store.Sql;

namespace Harness.Store.Age;

/// <summary>Is a ledger as far as it once was?</summary>
internal enum LedgerAge
{
    Current,

    /// <summary>An older copy in good order: what was agreed on since then is settled by key.</summary>
    OlderCopy,

    /// <summary>Its last runner was cut off, and what it had committed last is missing.</summary>
    LostItsTail,
}

internal static class LedgerAges
{
    /// <param name="unmarkedIsOld">The mark goes where the ledger goes, so a ledger without one has come from elsewhere.</param>
    public static LedgerAge Judge(LedgerHead found, MarkedHead? marked, bool unmarkedIsOld) => marked switch
    {
        null => unmarkedIsOld && found.Commits > 0 ? LedgerAge.OlderCopy : LedgerAge.Current,
        _ when marked.Ledger == found.Ledger && marked.Commits <= found.Commits => LedgerAge.Current,
        { Whole: true } => LedgerAge.OlderCopy,
        _ => LedgerAge.LostItsTail,
    };
}
