using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// One line collection of a selection. It is asked for by a flat statement beside the one for its parents and not by a
/// nested one: a nested list has pages of its own and is cut short in silence.
/// </summary>
internal sealed class SalesforceLines
{
    private readonly LineSelection selection;
    private readonly LineObject line;
    private readonly string select;
    private readonly string order;

    public SalesforceLines(string system, string objectType, LineSelection selection)
    {
        this.selection = selection;
        line = SalesforceObjects.LineObjectOf(objectType, selection.Path) ?? throw new ConnectorException(
            system, new Fault(FaultKind.MappingBroken, $"Salesforce's {objectType} has no lines of this name.", Fields: [selection.Path]));
        var columns = selection.Paths.Prepend(selection.KeyPath).Select(SalesforcePath.FieldOf)
            .Concat(["Id", line.ParentField]).Distinct(StringComparer.OrdinalIgnoreCase);
        select = $"SELECT {string.Join(',', columns)} FROM {line.ObjectType} WHERE {(line.Filter is null ? "" : $"{line.Filter} AND ")}";
        order = $" ORDER BY {line.ParentField},{(line.Order is null ? "" : $"{line.Order},")}Id";
    }

    public string Collection => selection.Path;

    /// <summary>The lines of known parents.</summary>
    /// <param name="ids">Quoted.</param>
    public IEnumerable<string> OfParents(IReadOnlyList<string> ids) =>
        SoqlConditions.Pack([new FindKeyGroup(line.ParentField, ids)], SalesforceStatement.RoomBeside(select + order)).Select(Statement);

    /// <summary>The lines of whatever parents a condition finds: a semi-join, so that the parents' ids need not be known first.</summary>
    public string OfFound(string condition) => Statement($"{line.ParentField} IN (SELECT Id FROM {line.Owner} WHERE {condition})");

    public IEnumerable<FoundLine> Read(SalesforcePage page)
    {
        foreach (var row in page.Rows)
        {
            if (row.Text("Id") is { } id && row.Text(line.ParentField) is { } parent
                && SalesforcePath.TryRead(row, selection.KeyPath, out var key) && key is not null)
            {
                yield return new FoundLine(parent, id, new RawLine(key.ToString(), SalesforceRecords.Values(row, selection.Paths)));
            }
        }
    }

    private string Statement(string condition) => $"{select}{condition}{order}";
}

/// <param name="Id">The row's own id, whatever its key path is.</param>
internal sealed record FoundLine(string Parent, string Id, RawLine Line);
