using System.Text.RegularExpressions;

namespace Harness.House.Rules;

/// <summary>A feature file that no class names would never run.</summary>
internal static partial class BoundFeatures
{
    public static IEnumerable<string> Unbound(SourceTree tree)
    {
        var named = tree.CodeUnder("features").SelectMany(file => Feature().Matches(file.Text)).Select(match => $"features/{match.Groups["path"].Value}").ToHashSet();
        return tree.Files.Select(file => file.Path).Where(path => path.EndsWith(".feature", StringComparison.Ordinal) && !named.Contains(path));
    }

    [GeneratedRegex("""\[Feature\("(?<path>[^"]+)"\)\]""")]
    private static partial Regex Feature();
}
