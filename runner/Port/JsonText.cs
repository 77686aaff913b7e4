using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Port;

/// <summary>JSON as vendors send it.</summary>
public static partial class JsonText
{
    // A name that occurs twice would throw on first access, far from here.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>
    /// Null where it is not JSON. Half of a surrogate pair parses and then throws when it is read, a bare control character does not
    /// parse at all, and either would cost the whole page. Both become U+FFFD, which no record is written with: the one that holds
    /// it stops alone.
    /// </summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(WithoutHalfCharacters(WithoutControls(text)), documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string WithoutHalfCharacters(string text) => text.Contains("\\ud", StringComparison.OrdinalIgnoreCase)
        ? Escape().Replace(text, escape => escape.Groups["half"].Success ? "\\ufffd" : escape.Value)
        : text;

    private static string WithoutControls(string text) => Control().IsMatch(text) ? Control().Replace(text, "\ufffd") : text;

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.")]
    private static partial Regex Escape();

    [GeneratedRegex(@"[\x00-\x08\x0b\x0c\x0e-\x1f]")]
    private static partial Regex Control();
}
