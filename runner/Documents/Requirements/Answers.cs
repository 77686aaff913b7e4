using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Core.Mapping;
using Harness.Core.Mapping.Files;
using YamlDotNet.RepresentationModel;

namespace Harness.Documents.Requirements;

/// <summary>
/// A filled-in interview form written into requirements.yaml: all of it, or nothing where one answer does not fit. The rest
/// of the file stays as it was written, its comments too.
/// </summary>
public static partial class Answers
{
    public static (string? Text, IReadOnlyList<MatrixProblem> Problems, int Filled) Fill(string requirements, string requirementsFile, string answers, string answersFile)
    {
        var found = new List<MatrixProblem>();
        var problems = new FileProblems(answersFile, found);
        if (YamlSection.Parse(answers, "The form", problems) is not { } form)
        {
            return (null, found, 0);
        }

        var lines = requirements.ReplaceLineEndings("\n").Split('\n').ToList();
        var filled = 0;
        foreach (var key in form.Keys)
        {
            if (Value(form, key) is not { } value)
            {
                continue;
            }

            if (Place().Match(key) is not { Success: true } place)
            {
                form.Problem(key, $"'{key}' names no place of {requirementsFile}: write group.id.key, as the form came.");
            }
            else if (LineOf(lines, place.Groups["group"].Value, place.Groups["id"].Value, place.Groups["key"].Value) is not { } line)
            {
                form.Problem(key, $"{requirementsFile} has no '{place.Groups["key"].Value}' in '{place.Groups["id"].Value}' of '{place.Groups["group"].Value}'.");
            }
            else
            {
                lines[line] = $"{lines[line][..(lines[line].IndexOf(':') + 1)]} {value}{Comment(lines[line])}";
                filled++;
            }
        }

        var text = string.Join('\n', lines);
        found.AddRange(found.Count == 0 ? RequirementsFile.Read(text, requirementsFile).Problems : []);
        return found.Count == 0 ? (text, [], filled) : (null, found, 0);
    }

    private static string? Value(YamlSection form, string key) => form.Find(key) switch
    {
        YamlScalarNode { Value: null or "" } => null,
        YamlScalarNode scalar => decimal.TryParse(scalar.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : Quoted(scalar.Value),
        YamlSequenceNode { Children.Count: 0 } => null,
        YamlSequenceNode => $"[{string.Join(", ", form.Texts(key).Select(Quoted))}]",
        _ => null,
    };

    private static string Quoted(string text) => $"\"{text.ReplaceLineEndings(" ").Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    // A value that spreads over several lines is not replaced: the file is read again afterwards and would be refused.
    private static int? LineOf(List<string> lines, string group, string id, string key)
    {
        var inGroup = false;
        var inItem = false;
        for (var line = 0; line < lines.Count; line++)
        {
            var text = lines[line];
            if (text.Length > 0 && !char.IsWhiteSpace(text[0]) && text[0] is not '#' and not '-')
            {
                inGroup = text.StartsWith($"{group}:", StringComparison.Ordinal);
                inItem = false;
            }
            else if (inGroup && Id().Match(text) is { Success: true } item)
            {
                inItem = item.Groups["id"].Value == id;
            }
            else if (inItem && text.TrimStart().StartsWith($"{key}:", StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }

    private static string Comment(string line) => line.IndexOf(" #", StringComparison.Ordinal) is var at and > 0 ? line[at..] : string.Empty;

    [GeneratedRegex(@"^(?<group>[a-z_]+)\.(?<id>[A-Za-z0-9_-]+)\.(?<key>[a-z_]+)$")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\s*-\s*id:\s*(?<id>[A-Za-z0-9_-]+)")]
    private static partial Regex Id();
}
