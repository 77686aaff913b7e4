using System.Text.RegularExpressions;
using Io.Cucumber.Messages.Types;

namespace Reqnroll;

/// <summary>The method to paste for a step that nothing defines.</summary>
internal static class Snippet
{
    public static string For(PickleStep step)
    {
        var keyword = step.Type switch
        {
            PickleStepType.CONTEXT => "Given",
            PickleStepType.ACTION => "When",
            PickleStepType.OUTCOME => "Then",
            _ => "StepDefinition",
        };
        var parameters = new List<string>();
        var expression = Regex.Replace(step.Text, """(?<string>"[^"]*")|(?<decimal>\b\d+\.\d+\b)|(?<int>\b\d+\b)""", match =>
        {
            var type = match.Groups.Values.Skip(1).First(group => group.Success).Name;
            parameters.Add($"{type} {(type == "string" ? "text" : "number")}{parameters.Count + 1}");
            return $"{{{type}}}";
        });
        if (step.Argument?.DocString is not null)
        {
            parameters.Add("string text");
        }

        if (step.Argument?.DataTable is not null)
        {
            parameters.Add("DataTable table");
        }

        var words = Regex.Replace(expression, @"\{\w+\}", " ").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(char.IsLetterOrDigit))).Where(word => word.Length > 0);
        var name = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return $$"""
            No step is defined for '{{step.Text}}'. Write it:

            [{{keyword}}("{{expression.Replace("/", @"\\/").Replace("(", @"\\(")}}")]
            public async Task {{name}}({{string.Join(", ", parameters)}})
            {
            }
            """;
    }
}
