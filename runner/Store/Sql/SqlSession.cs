using System.Data.Common;
using Harness.Store.Model;

namespace Harness.Store.Sql;

/// <summary>One open transaction: hand-written statements and the EF model run on the same connection.</summary>
internal sealed class SqlSession(DbConnection connection, DbTransaction transaction, SqlDialect dialect, Func<LedgerContext> openContext)
    : IAsyncDisposable
{
    private LedgerContext? _model;

    public SqlDialect Dialect => dialect;

    public LedgerContext Model => _model ??= openContext();

    public ValueTask DisposeAsync() => _model?.DisposeAsync() ?? ValueTask.CompletedTask;

    public async Task<int> ExecuteAsync(string sql, IReadOnlyList<(string Name, object? Value)> values, CancellationToken ct)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<List<T>> QueryAsync<T>(
        string sql, IReadOnlyList<(string Name, object? Value)> values, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private DbCommand Command(string sql, IReadOnlyList<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
