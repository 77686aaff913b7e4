using Harness.Store;
using Harness.Store.Sqlite;

namespace Harness.Simulation.Runner;

/// <summary>An empty ledger in memory, copied from one that was migrated once for the whole process.</summary>
internal static class LedgerTemplate
{
    private static readonly SqliteLedgerOptions InMemory = new() { Path = SqliteLedgerOptions.InMemory };

    private static Ledger? _migrated;

    public static async Task<SqliteDatabase> NewAsync(CancellationToken ct)
    {
        _migrated ??= await SqliteLedger.OpenAsync(InMemory, TimeProvider.System, ct);
        var database = await SqliteDatabase.OpenAsync(InMemory, TimeProvider.System, ct);
        ((SqliteDatabase)_migrated.Database).Writer.BackupDatabase(database.Writer);
        return database;
    }
}
