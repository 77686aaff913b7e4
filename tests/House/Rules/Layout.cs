using System.Text.RegularExpressions;

namespace Harness.House.Rules;

/// <summary>What stands at the top of the repository is agreed; a tenth folder is a decision.</summary>
internal static partial class Layout
{
    private static readonly string[] Folders = ["runner", "simulators", "features", "contracts", "load", "tests", "docs", ".ci", ".config"];
    private static readonly string[] LeftByTools = [".git", "artifacts", ".vs", ".idea", "bin", "obj"];

    public static IEnumerable<string> Breaches(IEnumerable<string> folders, IEnumerable<string> files) =>
        folders.Except(Folders).Except(LeftByTools).Concat(files.Where(file => !Agreed().IsMatch(file)));

    [GeneratedRegex(@"^(Harness\.sln|README\.md|LICENSE|DECISIONS\.md|global\.json|[nN]u[gG]et\.config|Directory\.[A-Za-z.]+|BannedSymbols\.txt|\.gitignore|\.gitattributes|\.editorconfig|\.dockerignore|Dockerfile|\.git|.*\.user|harness\.db.*)$")]
    private static partial Regex Agreed();
}
