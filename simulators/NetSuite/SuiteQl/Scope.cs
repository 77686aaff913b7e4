namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>The sources of one query by their aliases, and what a column name means among them.</summary>
internal sealed class Scope(IReadOnlyList<(string Alias, Table Table)> sources)
{
    public IReadOnlyList<(string Alias, Table Table)> Sources { get; } = sources;

    public (int Source, TableColumn Column) Find(ColumnRef reference)
    {
        for (var i = 0; i < Sources.Count; i++)
        {
            var (alias, table) = Sources[i];
            var isNamed = reference.Source is null
                || alias.Equals(reference.Source, StringComparison.OrdinalIgnoreCase)
                || (alias.Length == 0 && table.Name.Equals(reference.Source, StringComparison.OrdinalIgnoreCase));
            if (isNamed && table.Column(reference.Name) is { } column)
            {
                return (i, column);
            }
        }

        var owner = Sources.FirstOrDefault(s => s.Alias.Equals(reference.Source, StringComparison.OrdinalIgnoreCase)).Table ?? Sources[0].Table;
        throw new QueryProblem($"Search error occurred: Field '{reference.Name}' for record '{owner.Name}' was not found.");
    }

    public IReadOnlySet<int> SourcesOf(Expr expression)
    {
        var found = new HashSet<int>();
        foreach (var column in Walk.Columns(expression).Where(c => !IsRowNumber(c)))
        {
            found.Add(Find(column).Source);
        }

        return found;
    }

    public static bool IsRowNumber(ColumnRef column) => column is { Source: null, Name: "rownum" };
}
