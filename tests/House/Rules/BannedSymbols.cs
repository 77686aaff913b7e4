using System.Reflection;

namespace Harness.House.Rules;

/// <summary>A banned symbol that does not exist bans nothing, and nobody would notice.</summary>
internal static class BannedSymbols
{
    public static IEnumerable<string> Unknown(SourceFile list) =>
        list.Lines.Where(line => line.Length > 0).Where(line => !Exists(line.Split(';')[0])).Select(line => $"{list.Path}: {line}");

    public static IEnumerable<string> WithoutAdvice(SourceFile list) =>
        list.Lines.Where(line => line.Length > 0 && line.Split(';') is not [_, { Length: > 0 }]).Select(line => $"{list.Path}: {line}");

    /// <summary>The list works only while every project has the analyser and a warning fails the build.</summary>
    public static IEnumerable<string> NotEnforced(SourceTree tree)
    {
        var props = tree.Files.Single(file => file.Path == "Directory.Build.props").Text;
        string[] needed =
        [
            "<PackageReference Include=\"Microsoft.CodeAnalysis.BannedApiAnalyzers\"", "BannedSymbols.txt\" />", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>",
        ];
        return needed.Where(text => !props.Contains(text, StringComparison.Ordinal)).Select(text => $"Directory.Build.props lacks {text}")
            .Concat(tree.Files.Where(file => file.Path.EndsWith(".editorconfig", StringComparison.Ordinal) && file.Text.Contains("RS0030", StringComparison.Ordinal))
                .Select(file => $"{file.Path} changes the severity of banned symbols"));
    }

    private static bool Exists(string id)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var parts = id[2..].TrimEnd(')').Split('(');
        if (id.StartsWith("T:", StringComparison.Ordinal))
        {
            return Find(parts[0]) is not null;
        }

        var dot = parts[0].LastIndexOf('.');
        var member = parts[0][(dot + 1)..].Replace('#', '.');
        var parameters = parts.Length > 1 ? parts[1].Split(',') : [];
        return dot > 0 && Find(parts[0][..dot])?.GetMember(member, All).Any(found => found is not MethodBase method
            || method.GetParameters().Select(parameter => parameter.ParameterType.FullName).SequenceEqual(parameters)) == true;
    }

    private static Type? Find(string name) => new[] { typeof(object), typeof(HttpClient), typeof(Uri) }
        .Select(anchor => anchor.Assembly.GetType(name)).FirstOrDefault(type => type is not null);
}
