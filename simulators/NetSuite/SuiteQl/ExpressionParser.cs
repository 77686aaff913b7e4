using System.Globalization;

namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>Conditions and values, loosest binding first.</summary>
internal sealed class ExpressionParser(TokenReader tokens, Func<Query> subquery)
{
    private static readonly string[] comparisons = ["=", "!=", "<>", "^=", "<=", ">=", "<", ">"];

    private static readonly HashSet<string> reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "SELECT", "FROM", "WHERE", "GROUP", "ORDER", "BY", "HAVING", "JOIN", "ON", "AND", "OR", "IN", "LIKE", "BETWEEN", "IS", "WHEN", "THEN",
        "ELSE", "END", "ASC", "DESC", "UNION",
    };

    public Expr Parse()
    {
        var left = And();
        while (tokens.Take("OR"))
        {
            left = new Binary("OR", left, And());
        }

        return left;
    }

    private Expr And()
    {
        var left = Negation();
        while (tokens.Take("AND"))
        {
            left = new Binary("AND", left, Negation());
        }

        return left;
    }

    private Expr Negation() => tokens.Take("NOT") ? new Not(Negation()) : Predicate();

    private Expr Predicate()
    {
        var left = Sum();
        var sign = Array.Find(comparisons, tokens.Current.Is);
        if (sign is not null)
        {
            tokens.Next();
            return new Binary(sign is "<>" or "^=" ? "!=" : sign, left, Sum());
        }

        if (tokens.Take("IS"))
        {
            var not = tokens.Take("NOT");
            tokens.Expect("NULL");
            return Wrap(not, new IsNull(left));
        }

        var negated = tokens.Take("NOT");
        if (tokens.Take("IN"))
        {
            return Wrap(negated, In(left));
        }

        if (tokens.Take("LIKE"))
        {
            var pattern = Sum();
            return Wrap(negated, new Like(left, pattern, tokens.Take("ESCAPE") ? Sum() : null));
        }

        if (tokens.Take("BETWEEN"))
        {
            var low = Sum();
            tokens.Expect("AND");
            return Wrap(negated, new Binary("AND", new Binary(">=", left, low), new Binary("<=", left, Sum())));
        }

        return negated ? throw tokens.Unexpected() : left;
    }

    private Expr In(Expr left)
    {
        tokens.Expect("(");
        Expr found = tokens.Current.Is("SELECT") ? new InQuery(left, subquery()) : new InList(left, tokens.List(Sum));
        tokens.Expect(")");
        return found;
    }

    private Expr Sum()
    {
        var left = Product();
        while (tokens.Current.Is("+") || tokens.Current.Is("-") || tokens.Current.Is("||"))
        {
            left = new Binary(tokens.Next().Value, left, Product());
        }

        return left;
    }

    private Expr Product()
    {
        var left = Factor();
        while (tokens.Current.Is("*") || tokens.Current.Is("/"))
        {
            left = new Binary(tokens.Next().Value, left, Factor());
        }

        return left;
    }

    private Expr Factor() => tokens.Take("-") ? new Negative(Factor()) : tokens.Take("+") ? Factor() : Primary();

    private Expr Primary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                tokens.Next();
                return new Literal(token.Value);
            case TokenKind.Number:
                tokens.Next();
                return new Literal(decimal.TryParse(token.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw new QueryProblem($"'{token.Value}' is not a number."));
            case TokenKind.Word when !reserved.Contains(token.Value):
                return Named();
            default:
                tokens.Expect("(");
                var inner = Parse();
                tokens.Expect(")");
                return inner;
        }
    }

    private Expr Named()
    {
        if (tokens.Take("NULL"))
        {
            return new Literal(null);
        }

        if (tokens.Take("CASE"))
        {
            return Branches();
        }

        var name = tokens.Word();
        var inner = tokens.Take(".") ? tokens.Word() : null;
        if (tokens.Take("("))
        {
            return Function(inner is null ? name.ToUpperInvariant() : $"{name}.{inner}".ToUpperInvariant());
        }

        return inner is null ? new ColumnRef(null, name.ToLowerInvariant()) : new ColumnRef(name, inner.ToLowerInvariant());
    }

    private Call Function(string name)
    {
        if (tokens.Take(")"))
        {
            return new Call(name, [], false, false);
        }

        if (tokens.Take("*"))
        {
            tokens.Expect(")");
            return new Call(name, [], false, true);
        }

        var distinct = tokens.Take("DISTINCT");
        var arguments = tokens.List(Parse);
        tokens.Expect(")");
        return new Call(name, arguments, distinct, false);
    }

    private Case Branches()
    {
        var operand = tokens.Current.Is("WHEN") ? null : Parse();
        var branches = new List<(Expr, Expr)>();
        while (tokens.Take("WHEN"))
        {
            var when = Parse();
            tokens.Expect("THEN");
            branches.Add((when, Parse()));
        }

        var otherwise = tokens.Take("ELSE") ? Parse() : null;
        tokens.Expect("END");
        return new Case(operand, branches, otherwise);
    }

    private static Expr Wrap(bool negated, Expr inner) => negated ? new Not(inner) : inner;
}
