using System.Text;

namespace Harness.Simulators.NetSuite.SuiteQl;

internal sealed class Lexer(string text)
{
    private static readonly string[] longSigns = ["<=", ">=", "<>", "!=", "||", "^="];

    private readonly List<Token> tokens = [];
    private int at;

    public static IReadOnlyList<Token> Read(string text) => new Lexer(text).Read();

    private List<Token> Read()
    {
        while (SkipBlanks())
        {
            tokens.Add(Next());
        }

        tokens.Add(new Token(TokenKind.End, "end of query", at));
        return tokens;
    }

    private bool SkipBlanks()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (Ahead("--"))
            {
                at = End("\n", 0);
            }
            else if (Ahead("/*"))
            {
                at = End("*/", 2);
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private Token Next()
    {
        var start = at;
        var sign = text[at];
        if (sign is '\'' or '"')
        {
            return new Token(sign == '"' ? TokenKind.Word : TokenKind.Text, Quoted(sign), start);
        }

        if (char.IsLetter(sign) || sign == '_')
        {
            return new Token(TokenKind.Word, While(c => char.IsLetterOrDigit(c) || c is '_' or '$' or '#'), start);
        }

        if (char.IsDigit(sign) || (sign == '.' && at + 1 < text.Length && char.IsDigit(text[at + 1])))
        {
            return new Token(TokenKind.Number, While(c => char.IsDigit(c) || c == '.'), start);
        }

        var found = Array.Find(longSigns, Ahead) ?? sign.ToString();
        if (found.Length == 1 && !"=<>+-*/(),.".Contains(sign, StringComparison.Ordinal))
        {
            throw new QueryProblem($"Unexpected character '{sign}' at position {start + 1}.");
        }

        at += found.Length;
        return new Token(TokenKind.Sign, found, start);
    }

    private string Quoted(char quote)
    {
        var start = at++;
        var inner = new StringBuilder();
        while (at < text.Length)
        {
            if (text[at] != quote)
            {
                inner.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == quote)
            {
                inner.Append(quote);
                at += 2;
            }
            else
            {
                at++;
                return inner.ToString();
            }
        }

        throw new QueryProblem($"The quoted text that begins at position {start + 1} has no end.");
    }

    private string While(Func<char, bool> holds)
    {
        var start = at;
        while (at < text.Length && holds(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    private bool Ahead(string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private int End(string what, int from)
    {
        var found = text.IndexOf(what, at + from, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + what.Length;
    }
}
