using Harness.Sync.Ledger;
using Microsoft.Data.Sqlite;

namespace Harness.Store.Sqlite;

/// <summary>What is on the disk before anything may write there.</summary>
internal static class SqliteFile
{
    /// <summary>The migrations that the file has seen. Throws where the file is damaged or no ledger; never writes to it.</summary>
    public static async Task<IReadOnlyList<string>> InspectAsync(SqliteLedgerOptions options, CancellationToken ct)
    {
        var file = new FileInfo(options.Path);
        if (!file.Exists || file.Length == 0)
        {
            return [];
        }

        // A read-only connection cannot roll a half-written journal back; a -journal is there only if the very first start was cut short.
        var mode = File.Exists(options.Path + "-journal") ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly;
        try
        {
            await using var connection = new SqliteConnection(SqliteDatabase.ConnectionString(options, mode, pooling: false));
            await connection.OpenAsync(ct);
            var finding = await ReadAsync(connection, "PRAGMA quick_check(1)", ct);
            if (finding is not ["ok"])
            {
                throw SqliteFaults.Corrupt(options.Path, finding.FirstOrDefault() ?? "no answer");
            }

            var tables = await ReadAsync(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", ct);
            if (tables.Contains("__EFMigrationsHistory"))
            {
                return await ReadAsync(connection, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1", ct);
            }

            return tables.Count == 0 ? [] : throw new LedgerRefusedException(
                $"{options.Path} is a database, but not a ledger of Harness. Name another file.");
        }
        catch (SqliteException trouble) when (SqliteFaults.Translate(trouble, options.Path) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>The file belongs to the runner's user alone, and so do the -wal and -shm that SQLite puts beside it.</summary>
    public static void Create(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw SqliteFaults.Denied(path, denied);
        }
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
