using System.Text.RegularExpressions;

namespace Harness.House.Rules;

/// <summary>Trouble that is expected is caught by its type, or by a filter that names the types. Everything else is a bug and must be seen.</summary>
internal static partial class Catches
{
    private static readonly Dictionary<string, string> Allowed = [];

    public static IEnumerable<string> Breaches(SourceTree tree) => Breaches(tree, Allowed);

    public static IEnumerable<string> Breaches(SourceTree tree, IReadOnlyDictionary<string, string> allowedWithReason) =>
        tree.Code.Where(file => !allowedWithReason.ContainsKey(file.Path)).SelectMany(file => file.PlacesOf(CatchAll()));

    [GeneratedRegex(@"\bcatch\s*(?:\(\s*(?:System\.)?Exception(?:\s+\w+)?\s*\)\s*(?!\s*when\b)(?=\s*[{\n])|(?=[{\n]))(?!\s*when\b)")]
    private static partial Regex CatchAll();
}
