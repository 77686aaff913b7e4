using Harness.Store;
using Harness.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Harness.Unit.Store;

public sealed class InMemoryLedgerTests : LedgerContract
{
    private SqliteConnection? _writer;

    protected override async Task<Ledger> OpenAsync()
    {
        var ledger = await SqliteLedger.OpenAsync(SqliteLedgerOptions.InMemory, Clock, Ct);
        _writer = ((SqliteDatabase)ledger.Database).Writer;
        return ledger;
    }

    protected override Task TamperAsync(string sql) => SqliteDatabase.ExecuteAsync(_writer!, sql, Ct);
}
