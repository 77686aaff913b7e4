namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>Recursive descent over SELECT statements; expressions are in <see cref="ExpressionParser"/>.</summary>
internal sealed class Parser
{
    private static readonly HashSet<string> afterSource = new(StringComparer.OrdinalIgnoreCase)
    {
        "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "OUTER", "CROSS", "ON", "WHERE", "GROUP", "HAVING", "ORDER", "FETCH", "UNION", "AS",
    };

    private readonly TokenReader tokens;
    private readonly ExpressionParser expressions;

    private Parser(TokenReader tokens)
    {
        this.tokens = tokens;
        expressions = new ExpressionParser(tokens, Select);
    }

    public static Query Parse(string text)
    {
        var tokens = new TokenReader(Lexer.Read(text));
        var query = new Parser(tokens).Select();
        if (tokens.Current.Kind != TokenKind.End)
        {
            throw tokens.Unexpected();
        }

        return query;
    }

    private Query Select()
    {
        tokens.Expect("SELECT");
        int? top = tokens.Take("TOP") ? tokens.Integer() : null;
        var distinct = tokens.Take("DISTINCT");
        _ = !distinct && tokens.Take("ALL");
        var items = tokens.List(Item);
        tokens.Expect("FROM");
        var sources = Sources();
        var where = tokens.Take("WHERE") ? expressions.Parse() : null;
        IReadOnlyList<Expr> groupBy = tokens.Take("GROUP", "BY") ? tokens.List(expressions.Parse) : [];
        var having = tokens.Take("HAVING") ? expressions.Parse() : null;
        IReadOnlyList<OrderItem> orderBy = tokens.Take("ORDER", "BY") ? tokens.List(Order) : [];
        if (tokens.Take("FETCH"))
        {
            _ = tokens.Take("FIRST") || tokens.Take("NEXT");
            top = tokens.Integer();
            _ = tokens.Take("ROWS") || tokens.Take("ROW");
            tokens.Expect("ONLY");
        }

        return new Query(distinct, items, sources, where, groupBy, having, orderBy, top);
    }

    private SelectItem Item()
    {
        if (tokens.Take("*"))
        {
            return new SelectItem(null, null);
        }

        if (tokens.Current.Kind == TokenKind.Word && tokens.Ahead(1).Is(".") && tokens.Ahead(2).Is("*"))
        {
            var name = tokens.Word();
            tokens.Expect(".");
            tokens.Expect("*");
            return new SelectItem(null, null, name);
        }

        var value = expressions.Parse();
        var named = tokens.Take("AS");
        var alias = named || (tokens.Current.Kind == TokenKind.Word && !tokens.Current.Is("FROM")) ? tokens.Word() : null;
        return new SelectItem(value, alias);
    }

    private List<Source> Sources()
    {
        var sources = new List<Source> { One(JoinKind.Inner, false) };
        while (true)
        {
            if (tokens.Take(","))
            {
                sources.Add(One(JoinKind.Inner, false));
            }
            else if (tokens.Take("LEFT"))
            {
                _ = tokens.Take("OUTER");
                tokens.Expect("JOIN");
                sources.Add(One(JoinKind.Left, true));
            }
            else if (tokens.Take("CROSS", "JOIN"))
            {
                sources.Add(One(JoinKind.Inner, false));
            }
            else if (tokens.Take("INNER", "JOIN") || tokens.Take("JOIN"))
            {
                sources.Add(One(JoinKind.Inner, true));
            }
            else
            {
                return sources;
            }
        }
    }

    private Source One(JoinKind join, bool on)
    {
        Query? inner = null;
        string? table = null;
        if (tokens.Take("("))
        {
            inner = Select();
            tokens.Expect(")");
        }
        else
        {
            table = tokens.Word();
        }

        _ = tokens.Take("AS");
        var alias = tokens.Current.Kind == TokenKind.Word && !afterSource.Contains(tokens.Current.Value) ? tokens.Word() : table ?? "";
        Expr? condition = null;
        if (on)
        {
            tokens.Expect("ON");
            condition = expressions.Parse();
        }

        return new Source(table, inner, alias, join, condition);
    }

    private OrderItem Order()
    {
        var value = expressions.Parse();
        var descending = tokens.Take("DESC");
        _ = !descending && tokens.Take("ASC");
        bool? nullsFirst = tokens.Take("NULLS", "FIRST") ? true : tokens.Take("NULLS", "LAST") ? false : null;
        return new OrderItem(value, descending, nullsFirst);
    }
}
