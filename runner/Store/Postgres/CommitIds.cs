using System.Globalization;
using Harness.Store.Sql;
using Npgsql;

namespace Harness.Store.Postgres;

/// <summary>A commit whose answer was lost is asked for by its transaction's id: the server remembers.</summary>
internal static class CommitIds
{
    public static async Task<string> OwnAsync(SqlSession session, CancellationToken ct) =>
        (await session.QueryAsync("SELECT pg_current_xact_id()::text", [], reader => reader.GetString(0), ct))[0];

    /// <returns>Null: the server cannot be asked, or the transaction is still open there.</returns>
    public static async Task<bool?> HoldsAsync(NpgsqlDataSource source, string transaction, CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using var command = new NpgsqlCommand("SELECT pg_xact_status(@id::xid8)", connection);
            command.Parameters.AddWithValue("id", transaction.ToString(CultureInfo.InvariantCulture));
            return await command.ExecuteScalarAsync(ct) switch
            {
                "committed" => true,
                "aborted" => false,
                _ => null,
            };
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
