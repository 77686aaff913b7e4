namespace Harness.Simulators.Salesforce.Soql;

/// <summary>Recursive descent over the statement; conditions are read by <see cref="ConditionParser"/>.</summary>
internal sealed class SoqlParser
{
    private static readonly string[] Aggregates = ["COUNT", "COUNT_DISTINCT", "SUM", "MIN", "MAX", "AVG"];

    private static readonly string[] Functions =
        ["TOLABEL", "CONVERTCURRENCY", "FORMAT", "CALENDAR_YEAR", "CALENDAR_MONTH", "DAY_ONLY"];

    private static readonly string[] Clauses =
        ["WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "ALL", "USING", "UPDATE", "FROM", "ASC", "DESC", "NULLS", "AND", "OR"];

    private readonly TokenReader _tokens;
    private readonly ConditionParser _conditions;

    private SoqlParser(TokenReader tokens)
    {
        _tokens = tokens;
        _conditions = new ConditionParser(tokens, ReadOperand, () => ReadQuery(isNested: true));
    }

    public static SoqlQuery Parse(string query)
    {
        if (query.Length > 100_000)
        {
            throw new SoqlException("MALFORMED_QUERY", "SOQL statements cannot be longer than 100000 characters.");
        }

        var parser = new SoqlParser(new TokenReader(SoqlLexer.Read(query)));
        var parsed = parser.ReadQuery(isNested: false);
        return parser._tokens.Current.Kind == TokenKind.End ? parsed : throw SoqlException.Unexpected(parser._tokens.Current);
    }

    private SoqlQuery ReadQuery(bool isNested)
    {
        _tokens.Expect("SELECT");
        var select = ReadList(() => ReadItem(isNested));
        _tokens.Expect("FROM");
        var from = _tokens.ExpectWord();
        _tokens.Accept("AS");
        var alias = _tokens.Current.Kind == TokenKind.Word && !Clauses.Contains(_tokens.Current.Text.ToUpperInvariant())
            ? _tokens.Take().Text
            : null;
        if (_tokens.Accept("USING"))
        {
            _tokens.Expect("SCOPE");
            _tokens.ExpectWord();
        }

        var where = _tokens.Accept("WHERE") ? _conditions.Read() : null;
        if (_tokens.Accept("WITH"))
        {
            _tokens.ExpectWord();
        }

        var groupBy = AcceptBoth("GROUP", "BY") ? ReadList(() => Path(_tokens.ExpectWord())) : [];
        var having = _tokens.Accept("HAVING") ? _conditions.Read() : null;
        var orderBy = AcceptBoth("ORDER", "BY") ? ReadList(ReadOrdering) : [];
        var limit = _tokens.Accept("LIMIT") ? _tokens.ExpectCount() : (int?)null;
        var offset = _tokens.Accept("OFFSET") ? _tokens.ExpectCount() : 0;
        if (offset > 2000)
        {
            throw new SoqlException("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
        }

        if (_tokens.Accept("FOR"))
        {
            _tokens.ExpectWord();
        }

        var allRows = AcceptBoth("ALL", "ROWS");
        return new SoqlQuery(select, from.Text, from.Position, alias, where, groupBy, having, orderBy, limit, offset, allRows);
    }

    private SelectItem ReadItem(bool isNested)
    {
        if (_tokens.Current.Is("("))
        {
            if (isNested)
            {
                throw SoqlException.Unexpected(_tokens.Current);
            }

            _tokens.Take();
            var query = ReadQuery(isNested: true);
            _tokens.Expect(")");
            return new SubqueryItem(query);
        }

        var word = _tokens.ExpectWord();
        if (!_tokens.Accept("("))
        {
            return new FieldItem(Path(word), null, ReadAlias());
        }

        var function = word.Text.ToUpperInvariant();
        if (function == "FIELDS")
        {
            var set = _tokens.ExpectWord();
            _tokens.Expect(")");
            return new FieldsItem(set.Text.ToUpperInvariant(), set.Position);
        }

        if (!Aggregates.Contains(function) && !Functions.Contains(function))
        {
            throw SoqlException.Unexpected(word);
        }

        var path = _tokens.Current.Is(")") ? null : Path(_tokens.ExpectWord());
        _tokens.Expect(")");
        if (path is null && function != "COUNT")
        {
            throw SoqlException.Unexpected(_tokens.Current);
        }

        return Aggregates.Contains(function)
            ? new AggregateItem(function, path, ReadAlias())
            : new FieldItem(path!, function, ReadAlias());
    }

    private string? ReadAlias() =>
        _tokens.Current.Kind == TokenKind.Word && !Clauses.Contains(_tokens.Current.Text.ToUpperInvariant()) ? _tokens.Take().Text : null;

    private Operand ReadOperand()
    {
        var word = _tokens.ExpectWord();
        if (!_tokens.Accept("("))
        {
            return new Operand(Path(word), null);
        }

        var function = word.Text.ToUpperInvariant();
        if (!Aggregates.Contains(function) && !Functions.Contains(function))
        {
            throw SoqlException.Unexpected(word);
        }

        var path = _tokens.Current.Is(")") ? null : Path(_tokens.ExpectWord());
        _tokens.Expect(")");
        return new Operand(path, function);
    }

    private Ordering ReadOrdering()
    {
        var by = ReadOperand();
        var descending = _tokens.Accept("DESC");
        if (!descending)
        {
            _tokens.Accept("ASC");
        }

        // Nulls come first in both directions unless the query says otherwise (SOQL reference: ORDER BY).
        var nullsLast = false;
        if (_tokens.Accept("NULLS"))
        {
            nullsLast = _tokens.Accept("LAST");
            if (!nullsLast)
            {
                _tokens.Expect("FIRST");
            }
        }

        return new Ordering(by, descending, nullsLast);
    }

    private bool AcceptBoth(string first, string second)
    {
        if (!_tokens.Accept(first))
        {
            return false;
        }

        _tokens.Expect(second);
        return true;
    }

    private List<T> ReadList<T>(Func<T> read)
    {
        var list = new List<T> { read() };
        while (_tokens.Accept(","))
        {
            list.Add(read());
        }

        return list;
    }

    private static FieldPath Path(Token word) => new(word.Text.Split('.'), word.Position);
}
