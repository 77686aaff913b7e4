using System.Text.RegularExpressions;

namespace Harness.House.Rules;

/// <summary>A type is a noun that a stakeholder would say.</summary>
internal static partial class Names
{
    public static IEnumerable<string> Breaches(SourceTree tree) => tree.Code.SelectMany(file => file.PlacesOf(Layered()));

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+\w*(?:Manager|Helpers?|Utils?|Utilit(?:y|ies)|Commons?|Processor)\b")]
    private static partial Regex Layered();
}
