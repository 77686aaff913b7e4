using System.Text;
using System.Text.RegularExpressions;
using Io.Cucumber.Messages.Types;

namespace Reqnroll;

/// <summary>A step's pattern: Cucumber expressions with optional text, alternatives and parameter types, or a plain regular expression.</summary>
internal sealed class StepExpression
{
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        [""] = ".*",
        ["int"] = @"[-+]?\d+",
        ["long"] = @"[-+]?\d+",
        ["decimal"] = @"[-+]?(?:\d+(?:\.\d+)?|\.\d+)",
        ["double"] = @"[-+]?(?:\d+(?:\.\d+)?|\.\d+)",
        ["float"] = @"[-+]?(?:\d+(?:\.\d+)?|\.\d+)",
        ["word"] = @"\S+",
        ["string"] = """
            "(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'
            """,
    };

    private readonly Regex _regex;
    private readonly List<string?> _types;

    /// <param name="patternOf">The pattern of a parameter type that the steps declare themselves; null where there is none.</param>
    public StepExpression(string source, Func<string, string?> patternOf)
    {
        Source = source;
        IsRegex = source.StartsWith('^') || source.EndsWith('$');
        if (IsRegex)
        {
            _regex = new Regex(source, RegexOptions.CultureInvariant);
            _types = [.. _regex.GetGroupNumbers().Skip(1).Select(_ => (string?)null)];
            return;
        }

        var types = new List<string?>();
        _regex = new Regex($"^{Translate(source, types, patternOf)}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        _types = types;
    }

    public string Source { get; }

    public bool IsRegex { get; }

    public int ParameterCount => _types.Count;

    /// <summary>What the parameters captured, or null where the text is another step's.</summary>
    public IReadOnlyList<Capture>? Match(string text)
    {
        var match = _regex.Match(text);
        return match.Success ? [.. _types.Select((type, i) => Captured(match.Groups[i + 1], type))] : null;
    }

    private static Capture Captured(System.Text.RegularExpressions.Group group, string? type) => new(
        group.Success ? group.Index : null, group.Value, type,
        type == "string" ? Regex.Replace(group.Value[1..^1], @"\\(.)", "$1") : group.Value);

    private static string Translate(string source, List<string?> types, Func<string, string?> patternOf)
    {
        var result = new StringBuilder();
        var word = new StringBuilder();
        var alternatives = new List<string>();
        for (var i = 0; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\' when i + 1 < source.Length:
                    word.Append(Regex.Escape(source[++i].ToString()));
                    break;
                case '/':
                    alternatives.Add(Take(word));
                    break;
                case '(':
                    word.Append($"(?:{Regex.Escape(Until(')', source, ref i))})?");
                    break;
                case '{':
                    EndWord();
                    var type = Until('}', source, ref i);
                    result.Append($"(?<p{types.Count}>{PatternOf(type, source, patternOf)})");
                    types.Add(type);
                    break;
                case var c when char.IsWhiteSpace(c):
                    EndWord();
                    result.Append(Regex.Escape(c.ToString()));
                    break;
                case var c:
                    word.Append(Regex.Escape(c.ToString()));
                    break;
            }
        }

        EndWord();
        return result.ToString();

        void EndWord()
        {
            result.Append(alternatives.Count == 0 ? Take(word) : $"(?:{string.Join('|', [.. alternatives, Take(word)])})");
            alternatives.Clear();
        }
    }

    private static string PatternOf(string type, string source, Func<string, string?> patternOf) =>
        BuiltIn.GetValueOrDefault(type) ?? patternOf(type)
        ?? throw new InvalidOperationException($"The step '{source}' uses the parameter type {{{type}}}, which nothing declares.");

    private static string Until(char end, string source, ref int i)
    {
        var close = source.IndexOf(end, i);
        if (close < 0)
        {
            throw new InvalidOperationException($"The step '{source}' opens a bracket and does not close it.");
        }

        var inner = source[(i + 1)..close];
        i = close;
        return inner;
    }

    private static string Take(StringBuilder text)
    {
        var taken = text.ToString();
        text.Clear();
        return taken;
    }
}

/// <param name="Text">As the feature file has it; <paramref name="Value"/> is without quotes.</param>
internal sealed record Capture(int? Start, string Text, string? Type, string Value)
{
    public StepMatchArgument ToMessage() => new(new Io.Cucumber.Messages.Types.Group([], Start, Text), Type);
}
