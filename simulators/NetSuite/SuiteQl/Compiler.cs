using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>Expressions into delegates over rows. Conditions are true, false or unknown.</summary>
internal sealed class Compiler(Scope scope, Scalars scalars, DateTime now, Func<Query, IReadOnlyList<object?>> firstColumn)
{
    private readonly Functions functions = new(scalars);

    public List<Call> Aggregates { get; } = [];

    public Func<Row, object?> Value(Expr expression)
    {
        var compiled = Compile(expression);
        if (expression is not Literal && Walk.IsConstant(expression))
        {
            var constant = compiled(new Row([]));
            return _ => constant;
        }

        return compiled;
    }

    public Func<Row, bool?> Condition(Expr expression)
    {
        switch (expression)
        {
            case Binary { Sign: "AND" } and:
                var (a, b) = (Condition(and.Left), Condition(and.Right));
                return row => a(row) is var one && one is false ? false : one & b(row);
            case Binary { Sign: "OR" } or:
                var (c, d) = (Condition(or.Left), Condition(or.Right));
                return row => c(row) is var one && one is true ? true : one | d(row);
            case Not not:
                var inner = Condition(not.Inner);
                return row => !inner(row);
            case IsNull isNull:
                var tested = Value(isNull.Tested);
                return row => tested(row) is null;
            case InList list:
                return In(list);
            case InQuery query:
                return OneOf(Value(query.Tested), firstColumn(query.Query));
            case Like like:
                return Matching(like);
            case Binary { Sign: "=" or "!=" or "<" or ">" or "<=" or ">=" } comparison:
                return Compare(comparison);
            default:
                throw new QueryProblem("A condition was expected.");
        }
    }

    private Func<Row, object?> Compile(Expr expression)
    {
        switch (expression)
        {
            case Literal literal:
                var constant = literal.Value is "" ? null : literal.Value;
                return _ => constant;
            case ColumnRef column:
                return Column(column);
            case Negative negative:
                var inner = Value(negative.Inner);
                return row => inner(row) is { } value ? -Scalars.Number(value) : null;
            case Binary { Sign: "+" or "-" or "*" or "/" or "||" } binary:
                return functions.Arithmetic(binary.Sign, Value(binary.Left), Value(binary.Right));
            case Case branches:
                return Branching(branches);
            case Call { IsAggregate: true } aggregate:
                var slot = Aggregates.IndexOf(aggregate);
                if (slot < 0)
                {
                    slot = Aggregates.Count;
                    Aggregates.Add(aggregate);
                }

                return row => row.Aggregates[slot];
            case Call { Name: "BUILTIN.DF" } display:
                return Display(display);
            case Call call:
                return functions.Call(call.Name, [.. call.Arguments.Select(Value)]);
            default:
                throw new QueryProblem("A value was expected but a condition was found.");
        }
    }

    private Func<Row, object?> Column(ColumnRef reference)
    {
        if (Scope.IsRowNumber(reference))
        {
            return row => row.Number;
        }

        if (Walk.IsMoment(reference))
        {
            return _ => now;
        }

        var (source, column) = scope.Find(reference);
        return row => row.Parts[source] is { } part ? Plain(column.Value(part)) : null;
    }

    private Func<Row, object?> Display(Call call)
    {
        if (call.Arguments is not [ColumnRef reference])
        {
            throw new QueryProblem("BUILTIN.DF takes one field.");
        }

        var (source, column) = scope.Find(reference);
        return column.Display is { } display
            ? row => row.Parts[source] is { } part ? display(part) : null
            : Column(reference);
    }

    private Func<Row, object?> Branching(Case branches)
    {
        var compiled = branches.Branches.Select(b => (
            When: Condition(branches.Operand is null ? b.When : new Binary("=", branches.Operand, b.When)),
            Then: Value(b.Then))).ToList();
        var otherwise = branches.Otherwise is null ? _ => null : Value(branches.Otherwise);
        return row =>
        {
            foreach (var (when, then) in compiled)
            {
                if (when(row) is true)
                {
                    return then(row);
                }
            }

            return otherwise(row);
        };
    }

    private Func<Row, bool?> Compare(Binary comparison)
    {
        var (left, right) = (Value(comparison.Left), Value(comparison.Right));
        if (comparison.Sign is "=" or "!=" && Alternative(comparison.Left) is { } other)
        {
            var wanted = comparison.Sign == "=";
            return row => left(row) is { } one && right(row) is { } two
                ? (scalars.Compare(one, two) == 0 || scalars.Compare(other(row)!, two) == 0) == wanted
                : null;
        }

        bool? With(Row row, Func<int, bool> holds) =>
            left(row) is { } one && right(row) is { } two ? holds(scalars.Compare(one, two)) : null;
        return comparison.Sign switch
        {
            "=" => row => With(row, c => c == 0),
            "!=" => row => With(row, c => c != 0),
            "<" => row => With(row, c => c < 0),
            ">" => row => With(row, c => c > 0),
            "<=" => row => With(row, c => c <= 0),
            _ => row => With(row, c => c >= 0),
        };
    }

    private Func<Row, bool?> In(InList list)
    {
        if (list.Values.Count > 1000)
        {
            throw new QueryProblem("Maximum number of expressions in a list is 1000.");
        }

        var tested = Value(list.Tested);
        if (!list.Values.All(Walk.IsConstant))
        {
            return Condition(list.Values.Select(v => (Expr)new Binary("=", list.Tested, v)).Aggregate((a, b) => new Binary("OR", a, b)));
        }

        var nothing = new Row([]);
        var values = list.Values.Select(v => Value(v)(nothing)).ToList();
        var found = OneOf(tested, values);
        if (Alternative(list.Tested) is not { } other)
        {
            return found;
        }

        var alternative = OneOf(other, values);
        return row => found(row) | alternative(row);
    }

    private static Func<Row, bool?> OneOf(Func<Row, object?> tested, IReadOnlyList<object?> values)
    {
        var keys = values.OfType<object>().Select(Scalars.Key).ToHashSet();
        var hasNull = values.Any(v => v is null);
        return row => tested(row) is { } value ? keys.Contains(Scalars.Key(value)) ? true : hasNull ? null : false : null;
    }

    private Func<Row, object?>? Alternative(Expr tested)
    {
        if (tested is not ColumnRef reference || Scope.IsRowNumber(reference) || Walk.IsMoment(reference))
        {
            return null;
        }

        var (source, column) = scope.Find(reference);
        return column.FilterForm is { } form ? row => row.Parts[source] is { } part ? form(part) : null : null;
    }

    private Func<Row, bool?> Matching(Like like)
    {
        var (tested, pattern) = (Value(like.Tested), Value(like.Pattern));
        var escape = like.Escape is Literal { Value: string { Length: 1 } mark } ? mark[0] : (char?)null;
        var known = new Dictionary<string, Regex>();
        return row =>
        {
            if (tested(row) is not { } value || pattern(row) is not string wanted)
            {
                return null;
            }

            if (!known.TryGetValue(wanted, out var regex))
            {
                known[wanted] = regex = Pattern(wanted, escape);
            }

            return regex.IsMatch(scalars.Text(value));
        };
    }

    private static Regex Pattern(string like, char? escape)
    {
        var pattern = new System.Text.StringBuilder("^");
        for (var i = 0; i < like.Length; i++)
        {
            var isEscaped = like[i] == escape && i + 1 < like.Length;
            pattern.Append(isEscaped ? Regex.Escape(like[++i].ToString()) : like[i] switch
            {
                '%' => ".*",
                '_' => ".",
                var sign => Regex.Escape(sign.ToString(CultureInfo.InvariantCulture)),
            });
        }

        return new Regex(pattern.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    private static object? Plain(object? value) => value switch
    {
        bool flag => flag ? Scalars.Yes : Scalars.No,
        "" => null,
        _ => value,
    };
}
