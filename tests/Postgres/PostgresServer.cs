using System.Diagnostics;
using Npgsql;

namespace Harness.Testing;

/// <summary>
/// A real PostgreSQL server for one run, in a folder of its own and reached through a socket in it: no port, nothing
/// installed, nobody else's data. It ends when it is disposed, and also when this process dies.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Password = "of this run only";

    private const string User = "harness";

    // Whoever holds the other end of the shell's input keeps the server alive: it closes with this process, however that ends.
    private const string Serve =
        """
        set -e
        umask 077
        mkdir "$1/server"
        printf %s "$3" > "$1/password"
        "$2/initdb" --pgdata "$1/server/data" --username "$4" --pwfile "$1/password" --auth scram-sha-256 --encoding UTF8 --no-sync --no-locale > "$1/initdb.log"
        "$2/postgres" -D "$1/server/data" -k "$1" -c listen_addresses= -c unix_socket_permissions=0777 -c fsync=$5 -c full_page_writes=$5 \
            -c shared_buffers=64MB -c max_connections=200 -c log_min_messages=fatal > "$1/server.log" 2>&1 < /dev/null &
        server=$!
        cat > /dev/null
        kill -INT $server
        wait $server || true
        rm -rf "$1/server" "$1/password" "$1/initdb.log" "$1/server.log"
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pg-");
    private readonly Process _shell;

    private PostgresServer(string binaries, bool survivesPowerCuts)
    {
        var asRoot = Environment.UserName == "root";
        if (asRoot && OperatingSystem.IsLinux())
        {
            // The server refuses to run as root, so it runs as a user that owns nothing else.
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_111_111);
        }

        string[] nobody = asRoot ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];
        string[] command = [.. nobody, "sh", "-c", Serve, "sh", _folder.FullName, binaries, Password, User, survivesPowerCuts ? "on" : "off"];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false };
        _shell = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>The newest installed server's programs; null where there are none.</summary>
    public static string? Binaries => OperatingSystem.IsLinux() && Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(programs => File.Exists(Path.Combine(programs, "initdb")) && File.Exists(Path.Combine(programs, "postgres"))).Order().LastOrDefault()
        : null;

    /// <param name="survivesPowerCuts">As in production; tests need only what survives a killed process, and are quicker without.</param>
    public static async Task<PostgresServer> StartAsync(string binaries, TimeProvider clock, CancellationToken ct, bool survivesPowerCuts = false)
    {
        var server = new PostgresServer(binaries, survivesPowerCuts);
        var answers = false;
        try
        {
            await server.AnswersAsync(clock, ct);
            answers = true;
            return server;
        }
        finally
        {
            await (answers ? ValueTask.CompletedTask : server.DisposeAsync());
        }
    }

    /// <summary>A connection string without the password.</summary>
    public string Connection(string database) => $"Host={_folder.FullName};Database={database};Username={User}";

    public async Task<object?> ExecuteAsync(string database, string sql, CancellationToken ct)
    {
        await using var connection = await ConnectAsync(database, ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct);
    }

    public async Task<NpgsqlConnection> ConnectAsync(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection($"{Connection(database)};Password={Password};Pooling=false");
        await connection.OpenAsync(ct);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task AnswersAsync(TimeProvider clock, CancellationToken ct)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50), clock);
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                await ExecuteAsync("postgres", "SELECT 1", ct);
                return;
            }
            catch (NpgsqlException notYet) when (waited.Elapsed < TimeSpan.FromMinutes(1))
            {
                if (_shell.HasExited)
                {
                    throw new InvalidOperationException($"The server did not start: {await _shell.StandardError.ReadToEndAsync(ct)}", notYet);
                }

                await look.WaitForNextTickAsync(ct);
            }
        }
    }
}
