using System.Globalization;
using System.Text;
using Io.Cucumber.Messages.Types;

namespace Reqnroll;

/// <summary>The run as a sheet for the people who track tests: one row for each scenario.</summary>
internal static class TrackingSheet
{
    public static string Of(IEnumerable<ScenarioResult> results)
    {
        var sheet = new StringBuilder("feature,scenario,tags,status,duration_seconds,first_failing_step,message\n");
        foreach (var result in results)
        {
            var trouble = result.FirstTrouble;
            string[] row =
            [
                result.Feature.Document.Feature.Name,
                result.Feature.TitleOf(result.Pickle),
                string.Join(' ', result.Pickle.Tags.Select(tag => tag.Name.TrimStart('@'))),
                (trouble?.Status ?? TestStepResultStatus.PASSED).ToString().ToLowerInvariant(),
                result.Took.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture),
                trouble is null || trouble.Status == TestStepResultStatus.SKIPPED ? "" : trouble.Title,
                trouble?.Error?.Message ?? trouble?.Message ?? "",
            ];
            sheet.AppendJoin(',', row.Select(Cell)).Append('\n');
        }

        return sheet.ToString();
    }

    /// <summary>A cell that begins like a formula is text for a spreadsheet only with an apostrophe in front.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@".Contains(text[0]) && !decimal.TryParse(text, CultureInfo.InvariantCulture, out _) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }
}
