using Harness.Store;

namespace Harness.Unit.Store;

/// <summary>The ledger's contract on a real PostgreSQL server.</summary>
public sealed class PostgresLedgerContract(PostgresRun run) : SharedLedgerContract
{
    private string? _database;

    protected override async Task<Ledger> OpenAsync() => await PostgresLedger.OpenAsync(
        run.OptionsOf(_database ??= await run.CreateLedgerAsync(Ct)), Clock, Ct);

    // Only SQLite's triggers have names of their own.
    protected override Task TamperAsync(string sql) => run.Server.ExecuteAsync(
        _database!, sql.StartsWith("DROP TRIGGER", StringComparison.Ordinal) ? $"{sql} ON audit" : sql, Ct);

    // Its lease runs out: nothing on the server tells a dead process from a slow one.
    protected override void LoseFirstRunner()
    {
    }
}
