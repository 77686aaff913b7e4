using Harness.Store;

namespace Harness.Unit.Store;

public sealed class FileLedgerTests : SharedLedgerContract
{
    private readonly LedgerFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<Ledger> OpenAsync() => SqliteLedger.OpenAsync(_folder.Path, Clock, Ct);

    protected override Task TamperAsync(string sql) => _folder.ExecuteAsync(sql, Ct);

    // A lock file that somebody deleted: the system lets a second process lock the new one.
    protected override void LoseFirstRunner() => File.Delete(_folder.Path + ".lock");
}
