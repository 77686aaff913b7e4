using Harness.Store.Age;
using Harness.Store.Postgres;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Harness.Store;

/// <summary>Opens a ledger on PostgreSQL. Its schema is brought up to date by an explicit command, never by a runner that starts.</summary>
public static class PostgresLedger
{
    /// <summary>Throws <see cref="LedgerRefusedException"/> where the database is no ledger yet, of an older version, or of a newer one.</summary>
    public static async Task<Ledger> OpenAsync(PostgresLedgerOptions options, TimeProvider clock, CancellationToken ct)
    {
        var database = new PostgresDatabase(options, clock);
        var opened = false;
        try
        {
            var pending = await database.WithConnectionAsync(connection => PendingAsync(connection, database.Name, ct), ct);
            if (pending.Count > 0)
            {
                throw new LedgerRefusedException(
                    $"The ledger {database.Name} is not up to date ({pending.Count} steps are missing, the first is {pending[0]}). "
                    + "Back the database up, then run \"harness migrate\".");
            }

            var restored = options.MarkPath is null ? null : await AgeCheck.MarkAsync(database, options.MarkPath, unmarkedIsOld: false, clock, ct);
            opened = true;
            return new Ledger(database, clock) { Restored = restored };
        }
        finally
        {
            await (opened ? ValueTask.CompletedTask : database.DisposeAsync());
        }
    }

    /// <returns>The steps that were applied.</returns>
    public static async Task<IReadOnlyList<string>> MigrateAsync(PostgresLedgerOptions options, TimeProvider clock, CancellationToken ct)
    {
        await using var database = new PostgresDatabase(options, clock);
        return await database.WithConnectionAsync(
            async connection =>
            {
                var pending = await PendingAsync(connection, database.Name, ct);
                await using var context = PostgresDatabase.OpenContext(connection);
                await context.Database.MigrateAsync(ct);
                return pending;
            },
            ct);
    }

    private static async Task<IReadOnlyList<string>> PendingAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var context = PostgresDatabase.OpenContext(connection);
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(ct)).ToList();
        return applied.Except(known).FirstOrDefault() is { } newer
            ? throw new LedgerRefusedException($"The ledger {name} was written by a newer version of Harness (it has {newer}). Run that version.")
            : [.. known.Except(applied)];
    }
}
