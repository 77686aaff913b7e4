using Harness.Store.Age;
using Harness.Store.Sql;
using Harness.Store.Sqlite;
using Harness.Sync.Ledger;
using Microsoft.Data.Sqlite;

namespace Harness.Store;

/// <summary>Back-ups of a ledger on SQLite, made while it is in use, and what puts one in its place.</summary>
public static class SqliteCopies
{
    /// <summary>Copies one moment of the ledger to a new file and reads the copy through. Throws where either of the two is not in order.</summary>
    /// <returns>The transactions that the copy holds.</returns>
    public static async Task<long> BackUpAsync(SqliteLedgerOptions options, string to, CancellationToken ct)
    {
        if (File.Exists(to))
        {
            throw new LedgerRefusedException($"{to} exists already and is left as it is. Name a new file.");
        }

        if (!File.Exists(options.Path))
        {
            throw new LedgerRefusedException($"There is no ledger {options.Path} to back up.");
        }

        await SqliteFile.InspectAsync(options, ct);
        return await CopyAsync(options, to, ct);
    }

    /// <summary>
    /// Puts a copy in the ledger's place; what was there is kept beside it. The next start takes it for the older copy that it is.
    /// From the ledger's own path: goes on from what is there.
    /// </summary>
    /// <returns>Where the replaced ledger was put; null where there was none.</returns>
    public static async Task<string?> RestoreAsync(SqliteLedgerOptions options, string from, TimeProvider clock, CancellationToken ct)
    {
        if (!File.Exists(from))
        {
            throw new LedgerRefusedException($"There is no file {from} to restore from.");
        }

        SqliteFile.CreateFolder(options.Path);
        using var alone = new RunLock(options.Path + ".lock");
        if (!alone.TryEnter())
        {
            throw new LedgerRefusedException($"The ledger {options.Path} is in use by another process. Stop that one first.");
        }

        var source = new SqliteLedgerOptions { Path = from, BusyTimeout = options.BusyTimeout };
        var found = await SqliteFile.InspectAsync(source, ct, thoroughly: true);
        if (found.Migrations.Count == 0)
        {
            throw new LedgerRefusedException($"{from} is empty: there is nothing to restore from it.");
        }

        SqliteLedger.RefuseNewer(from, found.Migrations);
        var copy = options.Path + ".restored";
        File.Delete(copy);
        await CopyAsync(source, copy, ct);
        var replaced = File.Exists(options.Path) ? $"{options.Path}.{clock.GetUtcNow():yyyyMMddHHmmss}.replaced" : null;
        if (replaced is not null)
        {
            File.Copy(options.Path, replaced);
            if (File.Exists(options.Path + "-wal"))
            {
                File.Copy(options.Path + "-wal", replaced + "-wal");
            }
        }

        // In this order: cut off anywhere, the ledger that stands there is refused or whole, and its mark says so.
        File.Delete(options.Path + "-wal");
        File.Delete(options.Path + "-shm");
        File.Move(copy, options.Path, overwrite: true);
        using var mark = new LedgerMark(options.MarkPath);
        mark.Reached(new LedgerHead("restored", 0, clock.GetUtcNow()), whole: true);
        return replaced;
    }

    private static async Task<long> CopyAsync(SqliteLedgerOptions from, string to, CancellationToken ct)
    {
        var unfinished = to + ".unfinished";
        File.Delete(unfinished);
        SqliteFile.Create(unfinished);
        var target = new SqliteLedgerOptions { Path = unfinished };
        try
        {
            await using (var source = new SqliteConnection(SqliteDatabase.ConnectionString(from, SqliteOpenMode.ReadOnly, pooling: false)))
            await using (var copy = new SqliteConnection(SqliteDatabase.ConnectionString(target, SqliteOpenMode.ReadWrite, pooling: false)))
            {
                await source.OpenAsync(ct);
                await copy.OpenAsync(ct);
                source.BackupDatabase(copy);

                // One file, and nothing beside it that could be forgotten.
                await SqliteDatabase.ExecuteAsync(copy, "PRAGMA journal_mode = DELETE", ct);
            }

            var found = await SqliteFile.InspectAsync(target, ct, thoroughly: true);
            using (var file = File.OpenHandle(unfinished, FileMode.Open, FileAccess.ReadWrite))
            {
                RandomAccess.FlushToDisk(file);
            }

            File.Move(unfinished, to);
            return found.Head?.Commits ?? 0;
        }
        catch (SqliteException trouble) when (SqliteFaults.Translate(trouble, from.Path) is { } translated)
        {
            throw translated;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
