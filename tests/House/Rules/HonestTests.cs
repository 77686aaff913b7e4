using System.Text.RegularExpressions;

namespace Harness.House.Rules;

/// <summary>A test waits on a clock that it moves, never on the real one; and a test that does not run says why.</summary>
internal static partial class HonestTests
{
    private static readonly string[] Folders = ["tests", "features", "contracts"];

    public static IEnumerable<string> Sleeps(SourceTree tree) =>
        tree.CodeUnder(Folders).SelectMany(file => file.PlacesOf(Sleep()));

    public static IEnumerable<string> SkipsWithoutReason(SourceTree tree) =>
        from file in tree.CodeUnder(Folders)
        from Match match in Skip().Matches(file.Text)
        where match.Groups["reason"].Value.Trim().Length < 10
        select $"{file.Place(match.Index)} {match.Value}";

    [GeneratedRegex(@"\bThread\s*\.\s*Sleep\s*\(|\bTask\s*\.\s*Delay\s*\((?![^;]*\b[cC]lock\b)[^;]*")]
    private static partial Regex Sleep();

    [GeneratedRegex("""(?<=[(,]\s*)Skip\s*=\s*(?:"(?<reason>[^"]*)"|null)|\bExplicit\s*=\s*true""")]
    private static partial Regex Skip();
}
