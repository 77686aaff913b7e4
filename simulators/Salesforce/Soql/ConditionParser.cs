namespace Harness.Simulators.Salesforce.Soql;

internal sealed class ConditionParser(TokenReader tokens, Func<Operand> readOperand, Func<SoqlQuery> readQuery)
{
    private static readonly string[] Operators = ["=", "!=", "<>", "<", "<=", ">", ">=", "LIKE"];

    /// <summary>AND and OR may not be mixed without brackets (SOQL reference: logical operators).</summary>
    public Condition Read()
    {
        var parts = new List<Condition> { ReadNot() };
        var joint = tokens.Current.Is("AND") ? "AND" : "OR";
        while (tokens.Accept(joint))
        {
            parts.Add(ReadNot());
        }

        if (tokens.Current.Is("AND") || tokens.Current.Is("OR"))
        {
            throw SoqlException.Unexpected(tokens.Current);
        }

        return parts.Count == 1 ? parts[0] : joint == "AND" ? new AllOf(parts) : new AnyOf(parts);
    }

    private Condition ReadNot() => tokens.Accept("NOT") ? new Not(ReadNot()) : ReadBracket();

    private Condition ReadBracket()
    {
        if (!tokens.Accept("("))
        {
            return ReadComparison();
        }

        var inner = Read();
        tokens.Expect(")");
        return inner;
    }

    private Condition ReadComparison()
    {
        var left = readOperand();
        if (tokens.Accept("NOT"))
        {
            tokens.Expect("IN");
            return ReadIn(left, isNegated: true);
        }

        if (tokens.Accept("IN"))
        {
            return ReadIn(left, isNegated: false);
        }

        if (tokens.Current.Is("INCLUDES") || tokens.Current.Is("EXCLUDES"))
        {
            var excludes = tokens.Take().Is("EXCLUDES");
            tokens.Expect("(");
            return new Includes(left, excludes, ReadLiterals());
        }

        var sign = Array.Find(Operators, tokens.Current.Is) ?? throw SoqlException.Unexpected(tokens.Current);
        tokens.Take();
        return new Comparison(left, sign == "<>" ? "!=" : sign, ReadLiteral());
    }

    private Condition ReadIn(Operand left, bool isNegated)
    {
        tokens.Expect("(");
        if (!tokens.Current.Is("SELECT"))
        {
            return new InList(left, isNegated, ReadLiterals());
        }

        var query = readQuery();
        tokens.Expect(")");
        return new InQuery(left, isNegated, query);
    }

    private List<Literal> ReadLiterals()
    {
        var literals = new List<Literal> { ReadLiteral() };
        while (tokens.Accept(","))
        {
            literals.Add(ReadLiteral());
        }

        tokens.Expect(")");
        return literals;
    }

    private Literal ReadLiteral()
    {
        var token = tokens.Current;
        if (token.Kind is TokenKind.Text or TokenKind.Number or TokenKind.Moment)
        {
            tokens.Take();
            return new Literal(token.Kind, token.Text, token.Position);
        }

        var word = tokens.ExpectWord();
        if (!tokens.Accept(":"))
        {
            return new Literal(TokenKind.Word, word.Text.ToUpperInvariant(), word.Position);
        }

        return new Literal(TokenKind.Word, $"{word.Text.ToUpperInvariant()}:{tokens.ExpectCount()}", word.Position);
    }
}
