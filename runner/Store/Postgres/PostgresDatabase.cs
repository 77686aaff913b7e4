using System.Data;
using Harness.Store.Model;
using Harness.Store.Sql;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Harness.Store.Postgres;

/// <summary>
/// A pool of connections. Writers take turns at the ledger's head row, in this process and between processes, so a
/// transaction that found its lease in force commits before anybody can take the lease away.
/// </summary>
internal sealed class PostgresDatabase : LedgerDatabase
{
    private static readonly PostgresDialect Dialect = new();

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public PostgresDatabase(PostgresLedgerOptions options, TimeProvider clock)
    {
        var parts = new NpgsqlConnectionStringBuilder(options.Connection) 
        {
            Password = options.Password,
            ApplicationName = "harness",

            // What a connection was set up with holds until it is closed; nothing else is left behind on it.
            NoResetOnClose = true,
        };
        Name = $"{parts.Host}/{parts.Database}";
        var builder = new NpgsqlDataSourceBuilder(parts.ConnectionString);
        builder.UsePhysicalConnectionInitializer(
            connection => SetUp(connection, options), async connection =>
            {
                await using var command = SetUpCommand(connection, options);
                await command.ExecuteNonQueryAsync();
            });
        _source = builder.Build();
        _clock = clock;
    }

    public override string Name { get; }

    /// <summary>A lease that a dead process left has to run out: nothing here tells whether its process lives.</summary>
    public override bool KeepsOthersOut => false;

    public override bool IsAlwaysWhole => true;

    public override bool TryEnter() => true;

    public override void Leave()
    {
    }

    public override async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await WriteInTurnAsync(work, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken ct) => GuardAsync(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var session = Session(connection, transaction);
        return await work(session);
    });

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        Mark?.Dispose();
        _turn.Dispose();
    }

    /// <summary>Opens a connection outside of any transaction, for what belongs to the schema.</summary>
    internal Task<T> WithConnectionAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct) => GuardAsync(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        return await work(connection);
    });

    internal static LedgerContext OpenContext(NpgsqlConnection connection) => new(new DbContextOptionsBuilder<LedgerContext>()
        .UseNpgsql(connection, postgres => postgres.MigrationsAssembly("Harness.Store.Postgres"))
        .Options);

    private async Task<T> WriteInTurnAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken ct)
    {
        var (result, transaction) = (default(T)!, string.Empty);
        LedgerHead? head = null;
        try
        {
            await GuardAsync(async () =>
            {
                await using var connection = await _source.OpenConnectionAsync(ct);
                await using var open = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
                await using var session = Session(connection, open);
                head = await HeadSql.CountAsync(session, _clock.GetUtcNow(), ct);
                result = await work(session);
                transaction = await CommitIds.OwnAsync(session, ct);

                // From here on the answer counts, not the caller's patience.
                await open.CommitAsync(CancellationToken.None);
                return true;
            });
        }
        catch (LedgerUnavailableException gone) when (transaction.Length > 0)
        {
            await SettleAsync(transaction, gone, ct);
        }

        Mark?.Reached(head!, whole: true);
        return result;
    }

    /// <summary>The commit was under way when the server went away: it knows whether the transaction holds. Throws where it does not.</summary>
    private async Task SettleAsync(string transaction, LedgerUnavailableException gone, CancellationToken ct)
    {
        if (await CommitIds.HoldsAsync(_source, transaction, ct) is not { } holds)
        {
            throw PostgresFaults.Unknown(Name, gone);
        }

        if (!holds)
        {
            throw PostgresFaults.NotCommitted(Name, gone);
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception trouble) when (PostgresFaults.Translate(trouble, Name) is { } translated)
        {
            throw translated;
        }
    }

    private static SqlSession Session(NpgsqlConnection connection, NpgsqlTransaction transaction) => new(connection, transaction, Dialect, () =>
    {
        var context = OpenContext(connection);
        context.Database.UseTransaction(transaction);
        return context;
    });

    private static void SetUp(NpgsqlConnection connection, PostgresLedgerOptions options)
    {
        using var command = SetUpCommand(connection, options);
        command.ExecuteNonQuery();
    }

    // A server may be set to acknowledge commits before they are on the disk; the ledger's are not.
    private static NpgsqlCommand SetUpCommand(NpgsqlConnection connection, PostgresLedgerOptions options) => new(
        $"""
        SET lock_timeout = {(int)options.BusyTimeout.TotalMilliseconds};
        SET idle_in_transaction_session_timeout = {(int)options.StandstillTimeout.TotalMilliseconds};
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """,
        connection);
}
