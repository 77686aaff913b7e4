using System.Text.RegularExpressions;

namespace Harness.House.Rules;

/// <summary>Four ports, the connectors' own descriptions of vendor calls, and no other interface without two implementations.</summary>
internal static partial class Interfaces
{
    private static readonly Dictionary<string, string> Ports = new()
    {
        ["IConnector"] = "runner/Port",
        ["ILedger"] = "runner/Sync",
        ["IAlertSink"] = "runner/Sync",
        ["IChangeHints"] = "runner/Port",
    };

    public static IEnumerable<string> Breaches(SourceTree tree)
    {
        var code = tree.Code.Select(file => (File: file, Text: file.Bare)).ToList();
        foreach (var (file, text) in code)
        {
            foreach (Match declared in Declaration().Matches(text))
            {
                var name = declared.Groups["name"].Value;
                var isPublic = declared.Groups["access"].Value.StartsWith("public", StringComparison.Ordinal);
                if (Ports.TryGetValue(name, out var home))
                {
                    if (!file.IsUnder(home))
                    {
                        yield return $"{file.Path} declares {name}, which belongs to {home}";
                    }
                }
                else if (file.IsUnder("runner/Connectors") && text.Contains("using Refit;", StringComparison.Ordinal))
                {
                    if (isPublic)
                    {
                        yield return $"{file.Path} lets {name} out of its connector";
                    }
                }
                else if (isPublic && file.IsUnder("runner"))
                {
                    yield return $"{file.Path} declares a port of its own, {name}";
                }
                else if (code.Sum(other => Implementation(name).Count(other.Text)) < 2)
                {
                    yield return $"{file.Path} declares {name}, which fewer than two types implement";
                }
            }
        }
    }

    private static Regex Implementation(string name) =>
        new($@"\b(?:class|record|struct)\s+\w+[^{{;]*?:[^{{;]*\b{name}\b", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"(?<access>(?:public |internal |private )?)(?:partial )?\binterface\s+(?<name>I\w+)")]
    private static partial Regex Declaration();
}
