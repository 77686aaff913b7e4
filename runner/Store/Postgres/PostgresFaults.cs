using Harness.Sync.Ledger;
using Npgsql;

namespace Harness.Store.Postgres;

/// <summary>PostgreSQL's conditions in the ledger's words. Null: a bug of ours, which nobody should catch.</summary>
internal static class PostgresFaults
{
    private const string StoodStillTooLong = "25P03";

    public static Exception? Translate(Exception trouble, string name) => trouble switch
    {
        PostgresException answer => Translate(answer, name),
        NpgsqlException or TimeoutException => Unavailable(name, "cannot be reached", trouble),
        _ => null,
    };

    /// <summary>The commit was sent and no answer came: whether it holds could not be found out either.</summary>
    public static LedgerUnavailableException Unknown(string name, Exception trouble) => new(
        $"The ledger {name} went away while a transaction was being committed; whether it holds is read from the ledger when it is back.", trouble);

    public static LedgerUnavailableException NotCommitted(string name, Exception trouble) => new(
        $"The ledger {name} went away before a transaction was committed. Nothing was written; it is tried again.", trouble);

    private static Exception? Translate(PostgresException answer, string name) => answer.SqlState switch
    {
        PostgresErrorCodes.DiskFull => Unavailable(name, "has no room left on its disk; free some space", answer),
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure =>
            Unavailable(name, "is locked by another process", answer),
        StoodStillTooLong => Unavailable(name, "ended a transaction that stood still", answer),
        PostgresErrorCodes.ReadOnlySqlTransaction => Unavailable(name, "is a read-only standby; name the primary", answer),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new LedgerRefusedException(
            $"The ledger {name} does not accept the login. Check the user under Ledger:Postgres and the password under Ledger:Password.", answer),
        PostgresErrorCodes.InvalidCatalogName => new LedgerRefusedException($"There is no database {name}. Create it, then run \"harness migrate\".", answer),
        PostgresErrorCodes.InsufficientPrivilege => new LedgerRefusedException(
            $"The ledger {name} cannot be used by this user ({answer.MessageText}). Make the user the owner of the database.", answer),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new LedgerRefusedException(
            $"The ledger {name} is damaged ({answer.MessageText}). It is left as it is: restore a back-up of the database.", answer),
        _ => answer.SqlState[..2] switch
        {
            "08" or "53" or "57" or "58" => Unavailable(name, $"does not answer ({answer.MessageText})", answer),
            _ => null,
        },
    };

    private static LedgerUnavailableException Unavailable(string name, string why, Exception trouble) =>
        new($"The ledger {name} {why}. Nothing was written; it is tried again.", trouble);
}
