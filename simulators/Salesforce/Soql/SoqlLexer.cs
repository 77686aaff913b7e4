using System.Text;

namespace Harness.Simulators.Salesforce.Soql;

internal enum TokenKind
{
    Word,
    Text,
    Number,
    Moment,
    Symbol,
    End,
}

internal sealed record Token(TokenKind Kind, string Text, int Position)
{
    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

internal static class SoqlLexer
{
    private static readonly string[] TwoCharacters = ["!=", "<=", ">=", "<>"];

    public static List<Token> Read(string query)
    {
        var tokens = new List<Token>();
        var position = 0;
        while (position < query.Length)
        {
            var letter = query[position];
            if (char.IsWhiteSpace(letter))
            {
                position++;
                continue;
            }

            var token = letter switch
            {
                '\'' => ReadText(query, position, out position),
                _ when char.IsAsciiDigit(letter) || (letter is '-' or '+' or '.' && Next(query, position) is { } next && char.IsAsciiDigit(next)) =>
                    ReadNumber(query, position, out position),
                _ when char.IsLetter(letter) || letter == '_' => ReadWord(query, position, out position),
                _ => ReadSymbol(query, position, out position),
            };
            tokens.Add(token);
        }

        tokens.Add(new Token(TokenKind.End, "", query.Length));
        return tokens;
    }

    private static char? Next(string query, int position) => position + 1 < query.Length ? query[position + 1] : null;

    private static Token ReadText(string query, int start, out int end)
    {
        var text = new StringBuilder();
        for (end = start + 1; end < query.Length; end++)
        {
            if (query[end] == '\'')
            {
                end++;
                return new Token(TokenKind.Text, text.ToString(), start);
            }

            if (query[end] == '\\')
            {
                text.Append(Escaped(query, ref end));
            }
            else
            {
                text.Append(query[end]);
            }
        }

        throw new SoqlException("MALFORMED_QUERY", "unexpected token: ''' (unterminated string literal)", start);
    }

    // The wild cards' escapes stay as they are: only LIKE knows what they mean.
    private static string Escaped(string query, ref int position)
    {
        var start = position;
        if (++position >= query.Length)
        {
            throw new SoqlException("MALFORMED_QUERY", "unexpected token: '<EOF>'", start);
        }

        return query[position] switch
        {
            'n' or 'N' => "\n",
            'r' or 'R' => "\r",
            't' or 'T' => "\t",
            'b' or 'B' => "\b",
            'f' or 'F' => "\f",
            '"' => "\"",
            '\'' => "'",
            '\\' => "\\",
            '_' => "\\_",
            '%' => "\\%",
            'u' when position + 4 < query.Length &&
                ushort.TryParse(query.AsSpan(position + 1, 4), System.Globalization.NumberStyles.HexNumber, null, out var code) =>
                (char)code + Skip(ref position, 4),
            _ => throw new SoqlException("MALFORMED_QUERY", $"Illegal string literal: invalid string escape '\\{query[position]}'", start),
        };
    }

    private static string Skip(ref int position, int count)
    {
        position += count;
        return "";
    }

    private static Token ReadNumber(string query, int start, out int end)
    {
        end = start + 1;
        while (end < query.Length && (char.IsAsciiLetterOrDigit(query[end]) || query[end] is '.' or ':' or '-' or '+'))
        {
            end++;
        }

        var text = query[start..end];
        var isMoment = text.Length >= 10 && text[4] == '-' && text[7] == '-';
        return new Token(isMoment ? TokenKind.Moment : TokenKind.Number, text, start);
    }

    private static Token ReadWord(string query, int start, out int end)
    {
        end = start;
        while (end < query.Length && (char.IsLetterOrDigit(query[end]) || query[end] is '_' or '.'))
        {
            end++;
        }

        return new Token(TokenKind.Word, query[start..end], start);
    }

    private static Token ReadSymbol(string query, int start, out int end)
    {
        if (start + 1 < query.Length && TwoCharacters.Contains(query.Substring(start, 2)))
        {
            end = start + 2;
            return new Token(TokenKind.Symbol, query[start..end], start);
        }

        end = start + 1;
        return query[start] is '(' or ')' or ',' or '=' or '<' or '>' or ':'
            ? new Token(TokenKind.Symbol, query[start].ToString(), start)
            : throw new SoqlException("MALFORMED_QUERY", $"line 1:{start} no viable alternative at character '{query[start]}'", start);
    }
}
