namespace Harness.Simulators.Salesforce.Soql;

/// <summary>A query that the vendor refuses, with the place in the text that its message points to.</summary>
internal sealed class SoqlException(string code, string message, int position = -1) : Exception(message)
{
    private const int Window = 40;

    public string Code { get; } = code;

    public static SoqlException Unexpected(Token token) =>
        new("MALFORMED_QUERY", $"unexpected token: '{(token.Kind == TokenKind.End ? "<EOF>" : token.Text)}'", token.Position);

    /// <summary>The vendor's wording: an excerpt, a caret, row and column, then the reason.</summary>
    public string Describe(string query)
    {
        if (position < 0)
        {
            return Message;
        }

        var start = Math.Max(0, position - Window);
        var excerpt = query[start..Math.Min(query.Length, position + Window)];
        return $"\n{excerpt}\n{new string(' ', position - start)}^\nERROR at Row:1:Column:{position + 1}\n{Message}";
    }
}
