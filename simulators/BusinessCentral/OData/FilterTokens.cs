using System.Text.RegularExpressions;
using Harness.Simulators.BusinessCentral.Api;

namespace Harness.Simulators.BusinessCentral.OData;

/// <summary>The words of a $filter: literals in quotes, brackets, commas, everything else as it stands.</summary>
internal sealed partial class FilterTokens
{
    private readonly List<string> tokens = [];
    private int at;

    public FilterTokens(string text)
    {
        foreach (Match match in Word().Matches(text))
        {
            if (match.Groups["bad"].Success)
            {
                throw BcError.Bad($"Syntax error at position {match.Index} in '{text}'.");
            }

            if (!string.IsNullOrWhiteSpace(match.Value))
            {
                tokens.Add(match.Value);
            }
        }
    }

    public string? Peek => at < tokens.Count ? tokens[at] : null;

    public bool IsAtEnd => at == tokens.Count;

    public string Next() => at < tokens.Count ? tokens[at++] : throw BcError.Bad("Expression expected at the end of the filter.");

    public bool TryTake(string word)
    {
        if (Peek != word)
        {
            return false;
        }

        at++;
        return true;
    }

    public void Expect(string word)
    {
        if (!TryTake(word))
        {
            throw BcError.Bad($"'{word}' expected in the filter, '{Peek}' found.");
        }
    }

    /// <summary>Everything up to the bracket that closes the one just taken.</summary>
    public void SkipBrackets()
    {
        for (var depth = 1; depth > 0;)
        {
            depth += Next() switch { "(" => 1, ")" => -1, _ => 0 };
        }
    }

    [GeneratedRegex(@"'(?:[^']|'')*'|[(),]|[^\s(),']+|\s+|(?<bad>.)")]
    private static partial Regex Word();
}
