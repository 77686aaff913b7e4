using System.Text.RegularExpressions;

namespace Harness.Documents.Acceptance;

/// <summary>How a requirement names scenarios: a whole feature, or "Feature: Scenario", where an outline is named by its title with its placeholders.</summary>
public static class ScenarioReference
{
    public static bool Covers(string reference, ScenarioResult scenario)
    {
        if (string.Equals(reference, scenario.Feature, StringComparison.Ordinal))
        {
            return true;
        }

        var prefix = $"{scenario.Feature}: ";
        return reference.StartsWith(prefix, StringComparison.Ordinal) && IsTitle(reference[prefix.Length..], scenario.Title);
    }

    /// <summary>The title of an outline's row without the values of its row.</summary>
    public static string WithoutExample(string title)
    {
        var bracket = title.IndexOf(" (", StringComparison.Ordinal);
        return bracket > 0 && title.EndsWith(')') && title[bracket..].Contains(": ", StringComparison.Ordinal) ? title[..bracket] : title;
    }

    private static bool IsTitle(string wanted, string title)
    {
        var bare = WithoutExample(title);
        if (wanted == bare || wanted == title)
        {
            return true;
        }

        // <placeholder> stands for whatever the row puts there.
        var parts = Regex.Split(wanted, "<[^<>]+>");
        return parts.Length > 1 && Regex.IsMatch(bare, $"^{string.Join(".+", parts.Select(Regex.Escape))}$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }
}
