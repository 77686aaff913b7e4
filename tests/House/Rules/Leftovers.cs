using System.Text.RegularExpressions;

namespace Harness.House.Rules;

/// <summary>Nothing half done, nothing switched off, no file too long to know one's way in.</summary>
internal static partial class Leftovers
{
    private const int LongestFile = 300;

    private static readonly Dictionary<string, string> LongWithReason = [];

    public static IEnumerable<string> Words(SourceTree tree) =>
        from file in tree.Code
        from Match match in Word().Matches(file.Text)
        select $"{file.Place(match.Index)} {match.Value}";

    public static IEnumerable<string> LongFiles(SourceTree tree) =>
        tree.Code.Where(file => file.Lines.Count > LongestFile + 1 && !LongWithReason.ContainsKey(file.Path)).Select(file => $"{file.Path} has {file.Lines.Count} lines");

    /// <summary>A warning switched off in a file or a project would no longer fail the build.</summary>
    public static IEnumerable<string> SilencedWarnings(SourceTree tree) =>
        tree.Code.SelectMany(file => file.PlacesOf(Silenced()))
            .Concat(tree.Files.Where(file => file.Path.EndsWith("proj", StringComparison.Ordinal) || file.Path.EndsWith(".props", StringComparison.Ordinal))
                .Where(file => file.Text.Contains("<NoWarn", StringComparison.Ordinal) || file.Text.Contains("<TreatWarningsAsErrors>false", StringComparison.Ordinal))
                .Select(file => $"{file.Path} switches warnings off"));

    [GeneratedRegex(@"\b(?:T[O]DO|F[I]XME|H[A]CK|X[X]X:?)\b|#reg[i]on|NotImplemented[E]xception")]
    private static partial Regex Word();

    [GeneratedRegex(@"#pragma warning disable[^\n]*|\bSuppressMessage\b")]
    private static partial Regex Silenced();
}
