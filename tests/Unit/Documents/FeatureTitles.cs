using System.Text.RegularExpressions;
using Harness.Documents.Acceptance;

namespace Harness.Unit.Documents;

/// <summary>The scenarios as the feature files name them, all passed.</summary>
internal static partial class FeatureTitles
{
    public static IReadOnlyList<ScenarioResult> All() => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "features"), "*.feature").SelectMany(file =>
    {
        var text = File.ReadAllText(file);
        var feature = Feature().Match(text).Groups[1].Value.Trim();
        return Scenario().Matches(text).Select(title => new ScenarioResult("salesforce+netsuite", feature, title.Groups[1].Value.Trim(), ScenarioState.Passed, string.Empty));
    })];

    [GeneratedRegex(@"^\s*Feature:(.+)$", RegexOptions.Multiline)]
    private static partial Regex Feature();

    [GeneratedRegex(@"^\s*Scenario(?: Outline)?:(.+)$", RegexOptions.Multiline)]
    private static partial Regex Scenario();
}
