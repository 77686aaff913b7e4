using Microsoft.Data.Sqlite;

namespace Harness.Unit.Store;

/// <summary>A folder for one test's ledger, gone afterwards.</summary>
internal sealed class LedgerFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness-ledger-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "harness.db");

    public IEnumerable<string> BackUps => Directory.EnumerateFiles(_folder.FullName, "harness.db.*.before-upgrade-*");

    public void Dispose() => _folder.Delete(recursive: true);

    public async Task<SqliteConnection> ConnectAsync(CancellationToken ct, string? path = null)
    {
        var connection = new SqliteConnection($"Data Source={path ?? Path};Pooling=False");
        await connection.OpenAsync(ct);
        return connection;
    }

    public async Task<object?> ExecuteAsync(string sql, CancellationToken ct, string? path = null)
    {
        await using var connection = await ConnectAsync(ct, path);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct);
    }
}
