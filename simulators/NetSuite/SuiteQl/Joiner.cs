namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>
/// Brings the sources together: begins where an id narrows most, then goes along equalities through an index or a hash,
/// and applies every condition as soon as all it speaks of is there.
/// </summary>
internal sealed class Joiner(Scope scope, Query query, Compiler compiler)
{
    private readonly List<(Expr Expr, IReadOnlySet<int> Sources)> pool = [];

    public IEnumerable<Row> Rows()
    {
        foreach (var condition in Walk.Conjuncts(query.Where)
            .Concat(query.Sources.Where(s => s.Join == JoinKind.Inner).SelectMany(s => Walk.Conjuncts(s.On)))
            .Where(c => !Walk.All(c).OfType<ColumnRef>().Any(Scope.IsRowNumber)))
        {
            pool.Add((condition, scope.SourcesOf(condition)));
        }

        // A condition on the WHERE's optional side may not narrow it before it is joined.
        var optional = query.Sources.Select((s, i) => (s, i)).Where(p => p.s.Join == JoinKind.Left).Select(p => p.i).ToHashSet();
        var order = optional.Count > 0 ? [.. Enumerable.Range(0, query.Sources.Count)] : Order();
        var bound = new HashSet<int> { order[0] };
        var rows = Filter(Start(order[0]), bound, null);
        foreach (var next in order.Skip(1))
        {
            var before = bound.ToHashSet();
            bound.Add(next);
            rows = optional.Contains(next) ? LeftJoin(rows, next, before) : InnerJoin(rows, next, before);
            rows = Filter(rows, bound, before);
        }

        return rows;
    }

    private List<int> Order()
    {
        var left = Enumerable.Range(0, query.Sources.Count).ToList();
        var order = new List<int>();
        while (left.Count > 0)
        {
            var next = order.Count == 0
                ? left.FirstOrDefault(i => Seeds(i) is not null, 0)
                : left.FirstOrDefault(i => Ties(i, order.ToHashSet(), pool.Select(p => p.Expr)).Any(), left[0]);
            order.Add(next);
            left.Remove(next);
        }

        return order;
    }

    private IEnumerable<Row> Start(int source)
    {
        var rows = Seeds(source) ?? scope.Sources[source].Table.Rows;
        foreach (var part in rows)
        {
            var parts = new object?[query.Sources.Count];
            parts[source] = part;
            yield return new Row(parts);
        }
    }

    /// <summary>Rows by an indexed column that must equal constants; null where no condition says so.</summary>
    private IEnumerable<object>? Seeds(int source)
    {
        var indexes = scope.Sources[source].Table.Indexes;
        foreach (var (condition, sources) in pool.Where(p => p.Sources.Count == 1 && p.Sources.Contains(source)))
        {
            var (tested, values) = condition switch
            {
                InList list => (list.Tested, list.Values),
                Binary { Sign: "=", Left: ColumnRef } equal => (equal.Left, [equal.Right]),
                Binary { Sign: "=", Right: ColumnRef } equal => (equal.Right, [equal.Left]),
                _ => (null, (IReadOnlyList<Expr>)[]),
            };
            if (tested is ColumnRef column && indexes.TryGetValue(column.Name, out var index) && values.All(Walk.IsConstant))
            {
                var nothing = new Row([]);
                return values.Select(v => compiler.Value(v)(nothing)).OfType<object>().Select(KeyText).Distinct().SelectMany(index);
            }
        }

        return null;
    }

    private IEnumerable<Row> Filter(IEnumerable<Row> rows, IReadOnlySet<int> bound, IReadOnlySet<int>? before)
    {
        var due = pool.Where(p => p.Sources.IsSubsetOf(bound) && (before is null || !p.Sources.IsSubsetOf(before)))
            .Select(p => compiler.Condition(p.Expr)).ToList();
        return due.Count == 0 ? rows : rows.Where(row => due.TrueForAll(condition => condition(row) is true));
    }

    private IEnumerable<Row> InnerJoin(IEnumerable<Row> rows, int next, IReadOnlySet<int> before)
    {
        var find = Finder(next, before, pool.Select(p => p.Expr));
        return rows.SelectMany(row => find(row).Select(part => row.With(next, part)));
    }

    private IEnumerable<Row> LeftJoin(IEnumerable<Row> rows, int next, IReadOnlySet<int> before)
    {
        var conditions = Walk.Conjuncts(query.Sources[next].On).ToList();
        var find = Finder(next, before, conditions);
        var holds = conditions.Select(compiler.Condition).ToList();
        foreach (var row in rows)
        {
            var any = false;
            foreach (var joined in find(row).Select(part => row.With(next, part)).Where(j => holds.TrueForAll(c => c(j) is true)))
            {
                any = true;
                yield return joined;
            }

            if (!any)
            {
                yield return row;
            }
        }
    }

    private Func<Row, IEnumerable<object>> Finder(int next, IReadOnlySet<int> before, IEnumerable<Expr> conditions)
    {
        var table = scope.Sources[next].Table;
        var ties = Ties(next, before, conditions).ToList();
        if (ties.Count == 0)
        {
            return _ => table.Rows;
        }

        var (column, other) = ties.Find(t => table.Indexes.ContainsKey(t.Column.Name)) is { Column: not null } indexed ? indexed : ties[0];
        var key = compiler.Value(other);
        if (table.Indexes.TryGetValue(column.Name, out var index))
        {
            return row => key(row) is { } value ? index(KeyText(value)) : [];
        }

        var hash = new Lazy<ILookup<object, object>>(() => table.Rows
            .Select(part => (Part: part, Value: column.Value(part)))
            .Where(p => p.Value is not null)
            .ToLookup(p => Scalars.Key(p.Value!), p => p.Part));
        return row => key(row) is { } value ? hash.Value[Scalars.Key(value)] : [];
    }

    /// <summary>Equalities between a column of this source and what is known already.</summary>
    private IEnumerable<(TableColumn Column, Expr Other)> Ties(int source, IReadOnlySet<int> known, IEnumerable<Expr> conditions)
    {
        foreach (var equal in conditions.OfType<Binary>().Where(b => b.Sign == "="))
        {
            foreach (var (mine, other) in new[] { (equal.Left, equal.Right), (equal.Right, equal.Left) })
            {
                if (mine is ColumnRef column && !Walk.IsMoment(column) && scope.Find(column) is var found && found.Source == source
                    && scope.SourcesOf(other) is { Count: > 0 } sources && sources.IsSubsetOf(known))
                {
                    yield return (found.Column, other);
                }
            }
        }
    }

    private static string KeyText(object value) => Scalars.Key(value) is decimal number
        ? number.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture)
        : value.ToString()!;
}
