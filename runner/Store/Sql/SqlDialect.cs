namespace Harness.Store.Sql;

/// <summary>
/// The little SQL that differs between the providers: how many rows travel in one parameter. A batch is a JSON array
/// of arrays, so a statement's text never depends on how many rows it carries. Statements name the batch first, MATERIALIZED and
/// with CROSS JOIN: SQLite takes a JSON array for a big table and would otherwise walk the ledger's table around it.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>Ends the SELECT of rows that are about to be claimed: a row that somebody else has locked is passed over, not waited for.</summary>
    public abstract string SkipLocked(string table);

    /// <param name="parameter">Holds what <see cref="JsonRows.Of{T}"/> made.</param>
    /// <param name="columns">In the order of the row's values: "flow text, changed_at bigint".</param>
    /// <returns>A SELECT of these columns and of <c>ordinal</c>, the row's place in the batch.</returns>
    public abstract string Rows(string parameter, string columns);

    /// <returns>A SELECT of the one column <c>id</c> from a JSON array of numbers.</returns>
    public abstract string Numbers(string parameter);

    /// <returns>A SELECT of the one column <c>text</c> from a JSON array of texts.</returns>
    public abstract string Texts(string parameter);
}
