namespace Harness.Simulators.NetSuite.SuiteQl;

internal enum TokenKind
{
    Word,
    Text,
    Number,
    Sign,
    End,
}

/// <param name="Value">A word as written, a text without its quotes, a number's digits, an operator's sign.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int Position)
{
    public bool Is(string word) =>
        Kind is TokenKind.Word or TokenKind.Sign && Value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
