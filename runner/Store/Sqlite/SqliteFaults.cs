using Harness.Sync.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Harness.Store.Sqlite;

/// <summary>SQLite's result codes in the ledger's words. Null: a bug of ours, which nobody should catch.</summary>
internal static class SqliteFaults
{
    public static Exception? Translate(SqliteException trouble, string path) => trouble.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new LedgerUnavailableException(
            $"The ledger {path} is locked by another process. Nothing was written; it is tried again.", trouble),
        raw.SQLITE_FULL => new LedgerUnavailableException(
            $"The disk of the ledger {path} is full. Nothing was written; free some space.", trouble),
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => new LedgerUnavailableException(
            $"The ledger {path} cannot be read or written ({trouble.SqliteExtendedErrorCode}). Check the disk and the permissions.", trouble),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => Denied(path, trouble),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Corrupt(path, trouble.Message, trouble),
        _ => null,
    };

    public static LedgerRefusedException Denied(string path, Exception trouble) => new(
        $"{path} cannot be written by this user. Give the runner write access to the ledger's file and its folder.", trouble);

    public static LedgerRefusedException Corrupt(string path, string finding, Exception? trouble = null) => new(
        $"The ledger {path} is damaged ({finding}). It is left as it is: put it aside together with its -wal file and restore a back-up.",
        trouble);
}
