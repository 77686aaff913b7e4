using System.Text.RegularExpressions;

namespace Harness.House;

/// <summary>The files that a rule reads: the repository's, or a few planted ones in the twin that proves the rule can go red.</summary>
internal sealed class SourceTree(IReadOnlyList<SourceFile> files)
{
    private static readonly string[] NotOurs = [".git", "artifacts", "node_modules", "bin", "obj", ".vs", ".idea"];
    private static readonly string[] Read = [".cs", ".csproj", ".props", ".targets", ".yaml", ".yml", ".feature", ".txt", ".editorconfig", ".json"];
    private static readonly Lazy<SourceTree> OfRepository = new(() => new SourceTree([.. FilesIn("")]));

    public static SourceTree Repository => OfRepository.Value;

    public IReadOnlyList<SourceFile> Files { get; } = files;

    /// <summary>C# that people write: what the migration tool generates has its own shape.</summary>
    public IEnumerable<SourceFile> Code => Files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) && !file.Path.Contains("/Migrations/"));

    public static SourceTree Of(string path, string text) => new([new SourceFile(path, text)]);

    public static SourceTree Of(params IEnumerable<(string Path, string Text)> files) => new([.. files.Select(file => new SourceFile(file.Path, file.Text))]);

    public IEnumerable<SourceFile> CodeUnder(params IEnumerable<string> folders) => Code.Where(file => folders.Any(folder => file.IsUnder(folder)));

    private static IEnumerable<SourceFile> FilesIn(string folder)
    {
        var full = Testing.Repository.At(folder);
        var here = from file in Directory.EnumerateFiles(full)
                   where Read.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != "package-lock.json"
                   select new SourceFile(Relative(file), File.ReadAllText(file));
        return here.Concat(Directory.EnumerateDirectories(full).Where(inner => !NotOurs.Contains(Path.GetFileName(inner)))
            .SelectMany(inner => FilesIn(Relative(inner))));
    }

    private static string Relative(string path) => Path.GetRelativePath(Testing.Repository.Root, path).Replace('\\', '/');
}

internal sealed partial record SourceFile(string Path, string Text)
{
    public IReadOnlyList<string> Lines => Text.Split('\n');

    /// <summary>The text without comments and with empty strings, line for line.</summary>
    public string Bare => Literal().Replace(Text, match => match.Value[0] switch
    {
        '/' => LineEnds(match.Value),
        '\'' => "' '",
        _ => "\"\"" + LineEnds(match.Value),
    });

    public bool IsUnder(string folder) => Path.StartsWith($"{folder}/", StringComparison.Ordinal);

    public string Place(int index) => $"{Path}:{Text.AsSpan(0, index).Count('\n') + 1}";

    /// <summary>The places where the pattern stands in code, not in a comment or a string.</summary>
    public IEnumerable<string> PlacesOf(Regex pattern)
    {
        var bare = Bare;
        return pattern.Matches(bare).Select(match => $"{Path}:{bare.AsSpan(0, match.Index).Count('\n') + 1} {match.Value.Trim()}");
    }

    private static string LineEnds(string text) => new('\n', text.Count(c => c == '\n'));

    [GeneratedRegex("""
        //[^\n]*|/\*[\s\S]*?\*/|\$*"{3,}[\s\S]*?"{3,}|[$@]*"(?:[^"\\\n]|\\.|"")*"|'(?:[^'\\\n]|\\.)'
        """, RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
