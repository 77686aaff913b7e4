using Harness.Store.Age;
using Harness.Store.Sqlite;
using Harness.Sync.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store;

/// <summary>Opens a ledger on SQLite: looks before it touches, brings an older ledger up to date after a back-up.</summary>
public static class SqliteLedger
{
    /// <param name="path">A file, or ":memory:" for a ledger that lives as long as the instance.</param>
    public static Task<Ledger> OpenAsync(string path, TimeProvider clock, CancellationToken ct) =>
        OpenAsync(new SqliteLedgerOptions { Path = path }, clock, ct);

    /// <summary>
    /// Throws <see cref="LedgerRefusedException"/> where the file is damaged, no ledger, written by a newer version, or in
    /// need of an upgrade while a runner works on it.
    /// </summary>
    public static async Task<Ledger> OpenAsync(SqliteLedgerOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (options.Path == SqliteLedgerOptions.InMemory)
        {
            var memory = await SqliteDatabase.OpenAsync(options, clock, ct);
            await MigrateAsync(memory.Writer, ct);
            return new Ledger(memory, clock);
        }

        // The mark first: it never says more than the ledger held at that moment.
        var mark = LedgerMark.Read(options.MarkPath);
        var found = await SqliteFile.InspectAsync(options, ct);
        AgeCheck.RefuseLost(options.Path, found.Head, mark);
        if (mark is null || found.Head is not { } head || LedgerAges.Judge(head, mark, unmarkedIsOld: true) == LedgerAge.OlderCopy)
        {
            await SqliteFile.InspectAsync(options, ct, thoroughly: true);
        }

        if (PendingMigrations(options.Path, found.Migrations).Count > 0)
        {
            await UpgradeAsync(options, clock, ct);
        }

        var database = await SqliteDatabase.OpenAsync(options, clock, ct);
        return new Ledger(database, clock) { Restored = await AgeCheck.MarkAsync(database, options.MarkPath, unmarkedIsOld: true, clock, ct) };
    }

    internal static void RefuseNewer(string path, IReadOnlyList<string> applied) => PendingMigrations(path, applied);

    private static async Task UpgradeAsync(SqliteLedgerOptions options, TimeProvider clock, CancellationToken ct)
    {
        SqliteFile.Create(options.Path);
        using var alone = new RunLock(options.Path + ".lock");
        if (!alone.TryEnter())
        {
            throw new LedgerRefusedException(
                $"The ledger {options.Path} has to be brought up to date, but another process is using it. Stop that one first.");
        }

        var applied = (await SqliteFile.InspectAsync(options, ct)).Migrations;
        if (PendingMigrations(options.Path, applied).Count == 0)
        {
            return;
        }

        await using var database = await SqliteDatabase.OpenAsync(options, clock, ct);
        try
        {
            if (applied.Count > 0)
            {
                await BackUpAsync(database.Writer, options.Path, applied[^1], clock, ct);
            }

            await MigrateAsync(database.Writer, ct);
        }
        catch (SqliteException trouble) when (SqliteFaults.Translate(trouble, options.Path) is { } translated)
        {
            throw translated;
        }
    }

    private static List<string> PendingMigrations(string path, IReadOnlyList<string> applied)
    {
        using var connection = new SqliteConnection();
        using var context = SqliteDatabase.OpenContext(connection);
        var known = context.Database.GetMigrations().ToList();
        if (applied.Except(known).FirstOrDefault() is { } newer)
        {
            throw new LedgerRefusedException(
                $"The ledger {path} was written by a newer version of Harness (it has {newer}). "
                + "Run that version, or restore the back-up that was made before its upgrade.");
        }

        return [.. known.Except(applied)];
    }

    private static async Task BackUpAsync(SqliteConnection writer, string path, string last, TimeProvider clock, CancellationToken ct)
    {
        var copy = $"{path}.{clock.GetUtcNow():yyyyMMddHHmmss}.before-upgrade-of-{last}";
        SqliteFile.Create(copy);
        await using var command = writer.CreateCommand();
        command.CommandText = "VACUUM INTO @copy";
        command.Parameters.AddWithValue("@copy", copy);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task MigrateAsync(SqliteConnection writer, CancellationToken ct)
    {
        // EF marks a running migration by a row and waits for ever where a killed process left it; the lock file is the
        // real guard, so whoever holds that may clear the mark.
        await SqliteDatabase.ExecuteAsync(writer, "DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await using var context = SqliteDatabase.OpenContext(writer);
        await context.Database.MigrateAsync(ct);
    }
}
