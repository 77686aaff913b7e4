namespace Harness.Simulators.NetSuite.SuiteQl;

internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private int at;

    public Token Current => tokens[at];

    public Token Ahead(int by) => tokens[Math.Min(at + by, tokens.Count - 1)];

    public Token Next() => tokens[at++];

    public bool Take(string word)
    {
        if (!Current.Is(word))
        {
            return false;
        }

        at++;
        return true;
    }

    public bool Take(string first, string second)
    {
        if (!Current.Is(first) || !Ahead(1).Is(second))
        {
            return false;
        }

        at += 2;
        return true;
    }

    public void Expect(string word)
    {
        if (!Take(word))
        {
            throw new QueryProblem($"Expected {word} but found '{Current.Value}' at position {Current.Position + 1}.");
        }
    }

    public string Word() => Current.Kind == TokenKind.Word ? Next().Value : throw Unexpected();

    public int Integer() => Current.Kind == TokenKind.Number && int.TryParse(Current.Value, out var number)
        ? Counted(number)
        : throw Unexpected();

    public List<T> List<T>(Func<T> one)
    {
        var list = new List<T> { one() };
        while (Take(","))
        {
            list.Add(one());
        }

        return list;
    }

    public QueryProblem Unexpected() => new($"Unexpected '{Current.Value}' at position {Current.Position + 1}.");

    private int Counted(int number)
    {
        at++;
        return number;
    }
}
