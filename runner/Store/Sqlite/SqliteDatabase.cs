using System.Data;
using Harness.Store.Model;
using Harness.Store.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Harness.Store.Sqlite;

/// <summary>One writer connection, used by one transaction at a time, and a pool of readers; in memory the writer is all there is.</summary>
internal sealed class SqliteDatabase : LedgerDatabase
{
    private static readonly SqliteDialect Dialect = new();

    private readonly SqliteLedgerOptions _options;
    private readonly TimeProvider _clock;
    private readonly SqliteConnection _writer;
    private readonly string? _readers;
    private readonly RunLock? _lock;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private SqliteDatabase(SqliteLedgerOptions options, SqliteConnection writer, string? readers, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _writer = writer;
        _readers = readers;
        _lock = readers is null ? null : new RunLock(options.Path + ".lock");
    }

    public override string Name => _options.Path;

    public override bool KeepsOthersOut => _lock is not null;

    public override bool IsAlwaysWhole => false;

    internal SqliteConnection Writer => _writer;

    public static async Task<SqliteDatabase> OpenAsync(SqliteLedgerOptions options, TimeProvider clock, CancellationToken ct)
    {
        var inMemory = options.Path == SqliteLedgerOptions.InMemory;
        var writer = new SqliteConnection(ConnectionString(options, SqliteOpenMode.ReadWriteCreate, pooling: false));
        try
        {
            await writer.OpenAsync(ct);
            await ExecuteAsync(writer, Pragmas(options), ct);
        }
        catch (SqliteException trouble) when (SqliteFaults.Translate(trouble, options.Path) is { } translated)
        {
            await writer.DisposeAsync();
            throw translated;
        }

        return new SqliteDatabase(options, writer, inMemory ? null : ConnectionString(options, SqliteOpenMode.ReadOnly, pooling: true), clock);
    }

    public override bool TryEnter() => _lock?.TryEnter() ?? true;

    public override void Leave() => _lock?.Leave();

    public override async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            LedgerHead? head = null;
            var result = await RunAsync(
                _writer,
                deferred: false,
                async session =>
                {
                    head = await HeadSql.CountAsync(session, _clock.GetUtcNow(), ct);
                    return await work(session);
                },
                ct);
            Mark?.Reached(head!, whole: false);
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken ct)
    {
        if (_readers is null)
        {
            return await WriteAsync(work, ct);
        }

        await using var connection = new SqliteConnection(_readers);
        try
        {
            await connection.OpenAsync(ct);
        }
        catch (SqliteException trouble) when (SqliteFaults.Translate(trouble, _options.Path) is { } translated)
        {
            throw translated;
        }

        return await RunAsync(connection, deferred: true, work, ct);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_readers is not null)
        {
            await using var pooled = new SqliteConnection(_readers);
            SqliteConnection.ClearPool(pooled);
        }

        await _writer.DisposeAsync();
        Mark?.Close(whole: !File.Exists(_options.Path + "-wal"));
        Mark?.Dispose();
        _lock?.Dispose();
        _turn.Dispose();
    }

    internal static string ConnectionString(SqliteLedgerOptions options, SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = options.Path,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = true,

        // The driver waits in steps of 150 ms until this is over; the writer waits in SQLite itself, which is finer.
        DefaultTimeout = Math.Max(1, (int)options.BusyTimeout.TotalSeconds),
    }.ToString();

    internal static LedgerContext OpenContext(SqliteConnection connection) => new(new DbContextOptionsBuilder<LedgerContext>()
        .UseSqlite(connection, sqlite => sqlite.MigrationsAssembly("Harness.Store.Sqlite"))
        .Options);

    internal static async Task<T> WithSessionAsync<T>(SqliteConnection connection, Func<SqlSession, Task<T>> work, CancellationToken ct, bool deferred = true)
    {
        await using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred);
        await using var session = new SqlSession(connection, transaction, Dialect, () =>
        {
            var context = OpenContext(connection);
            context.Database.UseTransaction(transaction);
            return context;
        });
        var result = await work(session);
        await transaction.CommitAsync(ct);
        return result;
    }

    internal static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    // FULL: a committed intent survives a power cut; NORMAL in WAL mode does not promise that.
    private static string Pragmas(SqliteLedgerOptions options) =>
        $"PRAGMA busy_timeout = {(int)options.BusyTimeout.TotalMilliseconds}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
        + "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;"
        + (options.MaxPages is { } pages ? $" PRAGMA max_page_count = {pages};" : "");

    private async Task<T> RunAsync<T>(SqliteConnection connection, bool deferred, Func<SqlSession, Task<T>> work, CancellationToken ct)
    {
        try
        {
            return await WithSessionAsync(connection, work, ct, deferred);
        }
        catch (SqliteException trouble) when (SqliteFaults.Translate(trouble, _options.Path) is { } translated)
        {
            throw translated;
        }
    }
}
