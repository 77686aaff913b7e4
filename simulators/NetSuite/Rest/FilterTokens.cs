namespace Harness.Simulators.NetSuite.Rest;

/// <summary>Words, "quoted texts", [lists] and parentheses of a q parameter.</summary>
internal sealed class FilterTokens
{
    private readonly List<string> tokens = [];
    private int at;

    public FilterTokens(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]) || text[i] == ',')
            {
                i++;
            }
            else if (text[i] is '(' or ')' or '[' or ']')
            {
                tokens.Add(text[i++].ToString());
            }
            else if (text[i] == '"')
            {
                var end = text.IndexOf('"', i + 1);
                end = end < 0 ? throw Problem("a quoted text has no end") : end;
                tokens.Add(text[(i + 1)..end]);
                i = end + 1;
            }
            else
            {
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && !"()[],\"".Contains(text[i], StringComparison.Ordinal))
                {
                    i++;
                }

                tokens.Add(text[start..i]);
            }
        }
    }

    public bool IsAtEnd => at >= tokens.Count;

    public string Current => IsAtEnd ? "end" : tokens[at];

    public static NsError Problem(string what) => NsError.Parameter($"Invalid search query. {what}.", "q");

    public string Next() => IsAtEnd ? throw Problem("unexpected end") : tokens[at++];

    public bool Take(string word)
    {
        if (IsAtEnd || !tokens[at].Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        at++;
        return true;
    }

    public void Expect(string word)
    {
        if (!Take(word))
        {
            throw Problem($"expected {word}");
        }
    }

    public IReadOnlyList<string> Values()
    {
        Expect("[");
        var values = new List<string>();
        while (!Take("]"))
        {
            values.Add(Next());
        }

        return values;
    }
}
