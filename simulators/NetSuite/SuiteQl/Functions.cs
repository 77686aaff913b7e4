namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>Scalar functions. A null argument makes a null, except where the function is about nulls.</summary>
internal sealed class Functions(Scalars scalars)
{
    public Func<Row, object?> Arithmetic(string sign, Func<Row, object?> left, Func<Row, object?> right)
    {
        if (sign == "||")
        {
            return row => (left(row), right(row)) switch
            {
                (null, null) => null,
                (null, { } b) => scalars.Text(b),
                ({ } a, null) => scalars.Text(a),
                ({ } a, { } b) => scalars.Text(a) + scalars.Text(b),
            };
        }

        return row => (left(row), right(row)) is ({ } one, { } other) ? Compute(sign, one, other) : null;
    }

    public Func<Row, object?> Call(string name, IReadOnlyList<Func<Row, object?>> arguments)
    {
        if (name is "NVL" or "COALESCE" or "IFNULL")
        {
            return row => arguments.Select(a => a(row)).FirstOrDefault(v => v is not null);
        }

        if (name is "DECODE")
        {
            return row => Decode([.. arguments.Select(a => a(row))]);
        }

        if (name is "NVL2" && arguments.Count == 3)
        {
            return row => arguments[0](row) is null ? arguments[2](row) : arguments[1](row);
        }

        var apply = Find(name, arguments.Count);
        return row =>
        {
            var values = new object[arguments.Count];
            for (var i = 0; i < values.Length; i++)
            {
                if (arguments[i](row) is not { } value)
                {
                    return null;
                }

                values[i] = value;
            }

            return apply(values);
        };
    }

    private Func<object[], object?> Find(string name, int count) => (name, count) switch
    {
        ("LOWER", 1) => a => scalars.Text(a[0]).ToLowerInvariant(),
        ("UPPER", 1) => a => scalars.Text(a[0]).ToUpperInvariant(),
        ("TRIM", 1) => a => scalars.Text(a[0]).Trim(),
        ("LTRIM", 1) => a => scalars.Text(a[0]).TrimStart(),
        ("RTRIM", 1) => a => scalars.Text(a[0]).TrimEnd(),
        ("LENGTH", 1) => a => (decimal)scalars.Text(a[0]).Length,
        ("CONCAT", 2) => a => scalars.Text(a[0]) + scalars.Text(a[1]),
        ("REPLACE", 3) => a => scalars.Text(a[0]).Replace(scalars.Text(a[1]), scalars.Text(a[2]), StringComparison.Ordinal),
        ("INSTR", 2) => a => (decimal)(scalars.Text(a[0]).IndexOf(scalars.Text(a[1]), StringComparison.Ordinal) + 1),
        ("SUBSTR", 2 or 3) => a => Part(scalars.Text(a[0]), (int)Scalars.Number(a[1]), a.Length > 2 ? (int)Scalars.Number(a[2]) : int.MaxValue),
        ("ABS", 1) => a => Math.Abs(Scalars.Number(a[0])),
        ("ROUND", 1 or 2) => a => Math.Round(Scalars.Number(a[0]), a.Length > 1 ? (int)Scalars.Number(a[1]) : 0, MidpointRounding.AwayFromZero),
        ("TRUNC", 1) => a => a[0] is DateTime moment ? moment.Date : Math.Truncate(Scalars.Number(a[0])),
        ("FLOOR", 1) => a => Math.Floor(Scalars.Number(a[0])),
        ("CEIL", 1) => a => Math.Ceiling(Scalars.Number(a[0])),
        ("MOD", 2) => a => Scalars.Number(a[0]) % Scalars.Number(a[1]),
        ("GREATEST", 2) => a => scalars.Compare(a[0], a[1]) >= 0 ? a[0] : a[1],
        ("LEAST", 2) => a => scalars.Compare(a[0], a[1]) <= 0 ? a[0] : a[1],
        ("NULLIF", 2) => a => scalars.Compare(a[0], a[1]) == 0 ? null : a[0],
        ("TO_NUMBER", 1) => a => Scalars.Number(a[0]),
        ("TO_CHAR", 1) => a => scalars.Text(a[0]),
        ("TO_CHAR", 2) => a => OracleDates.Format(AsDate(a[0]), scalars.Text(a[1])),
        ("TO_DATE" or "TO_TIMESTAMP", 1) => a => AsDate(a[0]),
        ("TO_DATE" or "TO_TIMESTAMP", 2) => a => OracleDates.Parse(scalars.Text(a[0]), scalars.Text(a[1])),
        _ => throw new QueryProblem($"Unknown function {name} with {count} argument(s)."),
    };

    private DateTime AsDate(object value) => value is DateTime moment ? moment : scalars.Date(scalars.Text(value));

    private object? Decode(IReadOnlyList<object?> values)
    {
        for (var i = 1; i + 1 < values.Count; i += 2)
        {
            if ((values[0] is null && values[i] is null) || (values[0] is { } tested && values[i] is { } wanted && scalars.Compare(tested, wanted) == 0))
            {
                return values[i + 1];
            }
        }

        return values.Count % 2 == 0 ? values[^1] : null;
    }

    /// <summary>A day more or less is a number added to a date.</summary>
    private static object Compute(string sign, object one, object other) => (one, other, sign) switch
    {
        (DateTime date, DateTime earlier, "-") => (decimal)(date - earlier).TotalDays,
        (DateTime date, _, "+" or "-") => date.AddDays((double)Scalars.Number(other) * (sign == "-" ? -1 : 1)),
        (_, _, "+") => Scalars.Number(one) + Scalars.Number(other),
        (_, _, "-") => Scalars.Number(one) - Scalars.Number(other),
        (_, _, "*") => Scalars.Number(one) * Scalars.Number(other),
        _ => Scalars.Number(other) == 0 ? throw new QueryProblem("Division by zero.") : Scalars.Number(one) / Scalars.Number(other),
    };

    private static string? Part(string text, int start, int length)
    {
        var from = start > 0 ? start - 1 : Math.Max(0, text.Length + start);
        return from >= text.Length || length <= 0 ? null : text.Substring(from, Math.Min(length, text.Length - from));
    }
}
