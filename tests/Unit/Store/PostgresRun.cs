using Harness.Store;
using Harness.Testing;
using Harness.Unit.Store;

[assembly: AssemblyFixture(typeof(PostgresRun))]

namespace Harness.Unit.Store;

/// <summary>One server for the whole run, started by the first test that needs it; every test gets a database of its own.</summary>
public sealed class PostgresRun : IAsyncDisposable
{
    private const string Template = "ledger_template";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private PostgresServer? _server;
    private int _databases;

    public PostgresServer Server => _server ?? throw new InvalidOperationException("Ask for a database first.");

    public PostgresLedgerOptions OptionsOf(string database, TimeSpan? busy = null, TimeSpan? standstill = null, string? mark = null) => new()
    {
        Connection = Server.Connection(database),
        Password = PostgresServer.Password,
        BusyTimeout = busy ?? TimeSpan.FromSeconds(20),
        StandstillTimeout = standstill ?? TimeSpan.FromSeconds(20),
        MarkPath = mark,
    };

    /// <summary>A database that holds an empty ledger. The test is skipped where no server is installed; tests/run installs one.</summary>
    public async Task<string> CreateLedgerAsync(CancellationToken ct)
    {
        await EnsureAsync(ct);
        return await CreateAsync($"TEMPLATE {Template} STRATEGY FILE_COPY", ct);
    }

    public async Task<string> CreateEmptyAsync(CancellationToken ct)
    {
        await EnsureAsync(ct);
        return await CreateAsync("", ct);
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<string> CreateAsync(string from, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var name = $"ledger_{++_databases}";
            await Server.ExecuteAsync("postgres", $"CREATE DATABASE {name} {from}", ct);
            return name;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task EnsureAsync(CancellationToken ct)
    {
        if (PostgresServer.Binaries is not { } binaries)
        {
            Assert.Skip("PostgreSQL's server is not installed here: there is no /usr/lib/postgresql/*/bin/postgres.");
            return;
        }

        await _turn.WaitAsync(ct);
        try
        {
            if (_server is null)
            {
                _server = await PostgresServer.StartAsync(binaries, TimeProvider.System, CancellationToken.None);
                await Server.ExecuteAsync("postgres", $"CREATE DATABASE {Template}", ct);
                await PostgresLedger.MigrateAsync(OptionsOf(Template), TimeProvider.System, ct);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
