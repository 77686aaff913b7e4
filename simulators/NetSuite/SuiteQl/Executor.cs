namespace Harness.Simulators.NetSuite.SuiteQl;

internal sealed record Result(IReadOnlyList<string> Names, IReadOnlyList<object?[]> Rows);

/// <summary>Runs a parsed query over the tables.</summary>
internal sealed class Executor(Func<string, Table?> tables, Scalars scalars, DateTime now)
{
    /// <param name="disorder">What happens to rows that no ORDER BY tells apart.</param>
    public Result Run(Query query, Action<List<(Row Row, object?[] Cells)>>? disorder = null)
    {
        var scope = new Scope([.. query.Sources.Select(source => (source.Alias, Bind(source)))]);
        var compiler = new Compiler(scope, scalars, now, inner => [.. Run(inner).Rows.Select(cells => cells[0])]);
        var (names, values) = Columns(query, scope, compiler);
        var having = query.Having is null ? null : compiler.Condition(query.Having);
        var sorting = query.OrderBy.Select(item => Sorting(item, query, compiler, values)).ToList();
        var counted = Walk.Conjuncts(query.Where).Where(c => Walk.All(c).OfType<ColumnRef>().Any(Scope.IsRowNumber))
            .Select(compiler.Condition).ToList();
        var rows = Number(new Joiner(scope, query, compiler).Rows(), counted);
        if (compiler.Aggregates.Count > 0 || query.GroupBy.Count > 0)
        {
            rows = new Grouping(query, compiler, scalars, scope.Sources.Count).Rows(rows);
        }

        var made = rows.Where(row => having is null || having(row) is true)
            .Select(row => (Row: row, Cells: values.Select(value => value(row)).ToArray())).ToList();
        if (query.Distinct)
        {
            made = [.. made.DistinctBy(m => string.Join('\u001f', m.Cells.Select(c => c is null ? "\u0000" : scalars.Text(c))))];
        }

        disorder?.Invoke(made);
        if (sorting.Count > 0)
        {
            made = [.. made.Order(new RowOrder(sorting, scalars))];
        }

        return new Result(names, [.. (query.Top is { } top ? made.Take(top) : made).Select(m => m.Cells)]);
    }

    private Table Bind(Source source)
    {
        if (source.Query is { } inner)
        {
            var result = Run(inner);
            return new Table(source.Alias, () => result.Rows, [.. result.Names.Select((name, i) => new TableColumn(name, row => ((object?[])row)[i]))]);
        }

        return tables(source.Table!.ToLowerInvariant())
            ?? throw new QueryProblem($"Search error occurred: Record '{source.Table}' was not found.");
    }

    private static (List<string> Names, List<Func<Row, object?>> Values) Columns(Query query, Scope scope, Compiler compiler)
    {
        var names = new List<string>();
        var values = new List<Func<Row, object?>>();
        foreach (var item in query.Items)
        {
            if (item.Value is not null)
            {
                names.Add(item.Alias?.ToLowerInvariant() ?? (item.Value as ColumnRef)?.Name ?? $"expr{names.Count + 1}");
                values.Add(compiler.Value(item.Value));
                continue;
            }

            foreach (var (alias, table) in scope.Sources.Where(s => item.StarOf is null || s.Alias.Equals(item.StarOf, StringComparison.OrdinalIgnoreCase)))
            {
                foreach (var column in table.Columns)
                {
                    names.Add(column.Name);
                    values.Add(compiler.Value(new ColumnRef(alias.Length == 0 ? null : alias, column.Name)));
                }
            }
        }

        return (names, values);
    }

    /// <summary>A number is a position, a bare word may be an alias of the select list.</summary>
    private static SortKey Sorting(OrderItem item, Query query, Compiler compiler, List<Func<Row, object?>> values)
    {
        var nullsFirst = item.NullsFirst ?? item.Descending;
        var position = item.Value switch
        {
            Literal { Value: decimal number } => (int)number - 1,
            ColumnRef { Source: null } word => Position(query, word.Name),
            _ => -1,
        };
        return position >= 0 && position < values.Count
            ? new SortKey(m => m.Cells[position], item.Descending, nullsFirst)
            : Computed(compiler.Value(item.Value), item.Descending, nullsFirst);
    }

    private static SortKey Computed(Func<Row, object?> value, bool descending, bool nullsFirst) =>
        new(m => value(m.Row), descending, nullsFirst);

    private static int Position(Query query, string alias)
    {
        for (var i = 0; i < query.Items.Count && query.Items[i].Value is not null; i++)
        {
            if (string.Equals(query.Items[i].Alias, alias, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private static IEnumerable<Row> Number(IEnumerable<Row> rows, List<Func<Row, bool?>> counted)
    {
        var taken = 0;
        foreach (var row in rows)
        {
            row.Number = taken + 1;
            if (counted.TrueForAll(condition => condition(row) is true))
            {
                taken++;
                yield return row;
            }
        }
    }
}
