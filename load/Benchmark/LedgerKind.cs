using Harness.Store;
using Harness.Testing;

namespace Harness.Load.Benchmark;

/// <summary>A provider of ledgers, each as durable as in production: a file with synchronous FULL, or a server of this run with fsync on.</summary>
internal sealed class LedgerKind : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    private readonly PostgresServer? _server;
    private int _databases;

    private LedgerKind(string name, PostgresServer? server) => (Name, _server) = (name, server);

    public string Name { get; }

    public static async Task<LedgerKind> OpenAsync(string name, TimeProvider clock, CancellationToken ct)
    {
        if (name == Sqlite)
        {
            return new LedgerKind(name, null);
        }

        var binaries = PostgresServer.Binaries
            ?? throw new InvalidOperationException("PostgreSQL's server is not installed here: there is no /usr/lib/postgresql/*/bin/postgres.");
        return new LedgerKind(name, await PostgresServer.StartAsync(binaries, clock, ct, survivesPowerCuts: true));
    }

    /// <summary>An empty ledger.</summary>
    public async Task<Ledger> CreateAsync(string folder, TimeProvider clock, CancellationToken ct)
    {
        if (_server is null)
        {
            return await SqliteLedger.OpenAsync(Path.Combine(folder, "bench.db"), clock, ct);
        }

        var database = $"bench_{++_databases}";
        await _server.ExecuteAsync("postgres", $"CREATE DATABASE {database}", ct);
        var options = new PostgresLedgerOptions { Connection = _server.Connection(database), Password = PostgresServer.Password };
        await PostgresLedger.MigrateAsync(options, clock, ct);
        return await PostgresLedger.OpenAsync(options, clock, ct);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
