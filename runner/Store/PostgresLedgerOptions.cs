using Npgsql;

namespace Harness.Store;

public sealed class PostgresLedgerOptions
{
    /// <summary>As of Npgsql, without the password.</summary>
    public required string Connection { get; init; }

    public string? Password { get; init; }

    /// <summary>How long a transaction waits for another one's lock before it gives up.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After so long the server ends a transaction that does nothing: a runner that was frozen in the middle of one
    /// would otherwise keep its successor out.
    /// </summary>
    public TimeSpan StandstillTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A file of this machine that says how far the ledger had come; null for none.</summary>
    public string? MarkPath { get; init; }

    /// <summary>What is wrong with a connection string, in words that show none of its values. Null: nothing.</summary>
    public static string? Problem(string connection)
    {
        NpgsqlConnectionStringBuilder parts;
        try
        {
            parts = new NpgsqlConnectionStringBuilder(connection);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or KeyNotFoundException)
        {
            return "it is not a connection string like Host=db.example.com;Database=harness;Username=harness.";
        }

        return parts switch
        {
            { Password: { Length: > 0 } } => "it holds a password, which must not be in it.",
            { Host: null or "" } => "Host is missing, as in Host=db.example.com;Database=harness;Username=harness.",
            { Database: null or "" } => "Database is missing, as in Host=db.example.com;Database=harness;Username=harness.",
            _ => null,
        };
    }
}
