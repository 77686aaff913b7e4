using Harness.Store.Sql;
using Harness.Sync.Ledger;
using Microsoft.Data.Sqlite;

namespace Harness.Store.Sqlite;

/// <summary>What is on the disk before anything may write there.</summary>
internal static class SqliteFile
{
    /// <summary>Throws where the file is damaged or no ledger; never writes to it.</summary>
    /// <param name="thoroughly">Also what a quick look passes over: indexes, references, and the whole audit chain.</param>
    public static async Task<FoundFile> InspectAsync(SqliteLedgerOptions options, CancellationToken ct, bool thoroughly = false)
    {
        var file = new FileInfo(options.Path);
        if (!file.Exists || file.Length == 0)
        {
            return FoundFile.Nothing;
        }

        // A read-only connection cannot roll a half-written journal back; a -journal is there only if the very first start was cut short.
        var mode = File.Exists(options.Path + "-journal") ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly;
        try
        {
            await using var connection = new SqliteConnection(SqliteDatabase.ConnectionString(options, mode, pooling: false));
            await connection.OpenAsync(ct);
            await RefuseDamageAsync(connection, options.Path, thoroughly ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)", ["ok"], ct);
            var tables = await ReadAsync(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", ct);
            if (!tables.Contains("__EFMigrationsHistory"))
            {
                return tables.Count == 0 ? FoundFile.Nothing : throw new LedgerRefusedException(
                    $"{options.Path} is a database, but not a ledger of Harness. Name another file.");
            }

            var migrations = await ReadAsync(connection, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1", ct);
            if (tables.Contains("audit_head"))
            {
                // Pages of two different moments can each be in order; the audit log then lacks rows or has too many.
                await RefuseDamageAsync(
                    connection, options.Path,
                    "SELECT 'the audit log does not reach its head' WHERE (SELECT COUNT(*) FROM audit) <> COALESCE((SELECT seq FROM audit_head), 0)", [], ct);
            }

            if (thoroughly)
            {
                await RefuseDamageAsync(connection, options.Path, "SELECT 'a row of ' || \"table\" || ' refers to nothing' FROM pragma_foreign_key_check", [], ct);
                await RefuseForgedAsync(connection, options.Path, ct);
            }

            return new FoundFile(migrations, tables.Contains("ledger_head") ? await HeadAsync(connection, ct) : null);
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

        CreateFolder(path);
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

    public static void CreateFolder(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }

    private static async Task RefuseDamageAsync(SqliteConnection connection, string path, string check, string[] sound, CancellationToken ct)
    {
        var finding = await ReadAsync(connection, check, ct);
        if (!finding.SequenceEqual(sound))
        {
            throw SqliteFaults.Corrupt(path, finding.FirstOrDefault() ?? "no answer");
        }
    }

    private static async Task RefuseForgedAsync(SqliteConnection connection, string path, CancellationToken ct)
    {
        if (await SqliteDatabase.WithSessionAsync(connection, session => AuditChain.VerifyAsync(session, ct), ct) is { } broken)
        {
            throw SqliteFaults.Corrupt(path, $"row {broken} of the audit log does not fit");
        }
    }

    private static Task<LedgerHead> HeadAsync(SqliteConnection connection, CancellationToken ct) =>
        SqliteDatabase.WithSessionAsync(connection, session => HeadSql.ReadAsync(session, ct), ct);

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

/// <param name="Migrations">What the file has seen, oldest first; none where there is no ledger yet.</param>
/// <param name="Head">Null where a version wrote it that did not count.</param>
internal sealed record FoundFile(IReadOnlyList<string> Migrations, LedgerHead? Head)
{
    public static readonly FoundFile Nothing = new([], null);
}
