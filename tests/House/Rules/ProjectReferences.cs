using System.Xml.Linq;

namespace Harness.House.Rules;

/// <summary>Who may see whom: Port, Core, Sync, Flows, Host; Port, connectors, Host; Sync, Store, Host. A new project needs a row.</summary>
internal static class ProjectReferences
{
    private static readonly string[] Connectors =
    [
        "runner/Connectors/Salesforce", "runner/Connectors/NetSuite", "runner/Connectors/HubSpot", "runner/Connectors/BusinessCentral", "runner/Connectors/Odoo",
    ];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["runner/Port"] = [],
        ["runner/Core"] = ["runner/Port"],
        ["runner/Sync"] = ["runner/Core"],
        ["runner/Flows"] = ["runner/Sync"],
        ["runner/Documents"] = ["runner/Sync"],
        ["runner/Store"] = ["runner/Sync"],
        ["runner/Store.Sqlite"] = ["runner/Store"],
        ["runner/Store.Postgres"] = ["runner/Store"],
        ["runner/Host"] = ["runner/Flows", "runner/Documents", "runner/Dashboard", "runner/Store", "runner/Store.Sqlite", "runner/Store.Postgres", .. Connectors],
        ["runner/Dashboard"] = ["runner/Flows"],
        ["simulators"] = [],
        ["features"] = ["runner/Host", "simulators"],
        ["contracts"] = ["simulators", .. Connectors],
        ["load"] = ["runner/Host", "simulators"],
        ["tests/House"] = [],
        ["tests/Simulation"] =
        [
            "runner/Port", "runner/Core", "runner/Sync", "runner/Flows", "runner/Store", "runner/Store.Sqlite", "simulators", .. Connectors,
        ],
        ["tests/Reliability"] = ["runner/Host", "simulators"],
        ["tests/Unit"] =
        [
            "runner/Port", "runner/Core", "runner/Sync", "runner/Flows", "runner/Store", "runner/Store.Sqlite", "runner/Store.Postgres", "runner/Documents", "runner/Dashboard", "runner/Host",
            "simulators", .. Connectors,
        ],
    };

    /// <summary>Built before, so that it can be started; no assembly is seen.</summary>
    private static readonly HashSet<(string From, string To)> BuildOrder = [("runner/Host", "simulators"), ("load", "simulators"), ("features", "contracts")];

    public static IEnumerable<string> Breaches(SourceTree tree)
    {
        foreach (var project in tree.Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            var from = Folder(project.Path);
            var allowed = Allowed.GetValueOrDefault(from) ?? (Connectors.Contains(from) ? ["runner/Port"] : null);
            if (allowed is null)
            {
                yield return $"{project.Path} has no row in the table of references";
                continue;
            }

            foreach (var reference in XDocument.Parse(project.Text).Descendants("ProjectReference"))
            {
                var to = Resolve(from, reference.Attribute("Include")!.Value);
                var seen = reference.Attribute("ReferenceOutputAssembly")?.Value != "false";
                if (seen ? !allowed.Contains(to) : !BuildOrder.Contains((from, to)))
                {
                    yield return $"{from} must not {(seen ? "reference" : "build after")} {to}";
                }
            }
        }
    }

    private static string Folder(string path) => path[..path.LastIndexOf('/')];

    private static string Resolve(string from, string include)
    {
        var parts = new Stack<string>(from.Split('/'));
        foreach (var part in Folder(include.Replace('\\', '/')).Split('/').Where(part => part != "."))
        {
            if (part == "..")
            {
                parts.Pop();
            }
            else
            {
                parts.Push(part);
            }
        }

        return string.Join('/', parts.Reverse());
    }
}
