namespace Harness.Simulators.Salesforce.Soql;

internal sealed class TokenReader(List<Token> tokens)
{
    private int _position;

    public Token Current => tokens[_position];

    public Token Take() => tokens[_position++];

    public bool Accept(string word)
    {
        if (!Current.Is(word))
        {
            return false;
        }

        _position++;
        return true;
    }

    public void Expect(string word)
    {
        if (!Accept(word))
        {
            throw Current.Kind == TokenKind.End
                ? SoqlException.Unexpected(Current)
                : new SoqlException("MALFORMED_QUERY", $"unexpected token: '{Current.Text}' (expecting '{word}')", Current.Position);
        }
    }

    public Token ExpectWord() => Current.Kind == TokenKind.Word ? Take() : throw SoqlException.Unexpected(Current);

    public int ExpectCount()
    {
        if (Current.Kind != TokenKind.Number || !int.TryParse(Current.Text, out var count) || count < 0)
        {
            throw SoqlException.Unexpected(Current);
        }

        _position++;
        return count;
    }
}
