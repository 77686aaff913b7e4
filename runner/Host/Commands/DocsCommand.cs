using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Harness.Documents.Acceptance;
using Harness.Documents.Manuals;
using Harness.Documents.Paper;
using Harness.Flows;
using Harness.Host.Settings;
using Harness.Host.Vendors;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Host.Commands;

/// <summary>The manuals of an integration, from its configuration alone: no system is called.</summary>
internal static class DocsCommand
{
    public static Command Create(Shell shell)
    {
        var to = new Option<string>("--to") { Description = "The folder to write into.", DefaultValueFactory = _ => "manuals" };
        var report = AcceptanceCommand.To();
        var open = new Option<bool>("--open") { Description = "Show the index page afterwards." };
        return shell.Command("docs", "Write the manuals as HTML and Markdown, with an index.", async (parsed, ct) =>
        {
            var settings = shell.Open(parsed);
            var folder = Directory.CreateDirectory(parsed.GetValue(to)!).FullName;
            var written = Library.Of(SetupOf(settings, shell.IntegrationOf(parsed, settings), shell.Clock), Beside(settings.Path, Path.GetFullPath(parsed.GetValue(report)!), folder));
            foreach (var (name, document) in written)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.html"), HtmlWriter.Write(document), ct);
                await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.md"), MarkdownWriter.Write(document), ct);
            }

            var index = Path.Combine(folder, "index.html");
            if (parsed.GetValue(open))
            {
                using var shown = Process.Start(new ProcessStartInfo(index) { UseShellExecute = true });
            }

            return await shell.DoneAsync(parsed, new JsonObject { ["index"] = index, ["documents"] = written.Count }, $"Wrote {written.Count} documents; begin at {index}.");
        }, to, report, open);
    }

    public static Setup SetupOf(SettingsFolder folder, string id, TimeProvider clock)
    {
        var integration = folder.Settings.Integrations[id];
        var (crm, erp) = (FactsOf(folder, integration.Crm), FactsOf(folder, integration.Erp));
        var load = MappingMatrix.Load(folder.Path, folder.Settings.Systems[integration.Crm].Vendor, folder.Settings.Systems[integration.Erp].Vendor);
        var matrix = load.Matrix ?? throw new SettingsException([.. load.Problems.Select(problem => problem.ToString())]);
        var flows = AllFlows.Create(integration.Policy, clock)
            .Select(flow => new FlowFacts(flow.Name, flow.Entity, Spoken(integration.Schedules.GetValueOrDefault(flow.Name)), flow.Rank, flow.CallPriority, flow.RollsUp));
        return new Setup(id, matrix, crm, erp, [.. flows], integration.Policy, [.. Enum.GetValues<FaultKind>().Select(ReasonOf)])
        {
            Ledger = folder.Settings.Ledger.Postgres is { } server ? $"PostgreSQL: {server}" : $"the SQLite file {folder.Settings.Ledger.Path ?? "harness.db"} in the configuration folder",
            Comparison = integration.Reconcile.Enabled ? Spoken(integration.Reconcile.When) : null,
        };
    }

    private static SystemFacts FactsOf(SettingsFolder folder, string name)
    {
        var system = folder.Settings.Systems[name];
        var vendor = KnownVendors.All[system.Vendor];
        var login = system.Login.Where(setting => !vendor.Secrets.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)).OrderBy(setting => setting.Key, StringComparer.Ordinal);
        return new SystemFacts(name, vendor.Title, [.. login.Select(setting => (setting.Key, setting.Value ?? string.Empty))], vendor.Secrets, system.Quota);
    }

    private static Reason ReasonOf(FaultKind kind)
    {
        var page = FaultCatalogue.Of(kind);
        return new Reason(kind, page.Meaning, page.Owner, page.NextStep, new Fault(kind, page.Meaning).IsPassing);
    }

    private static string Spoken(ScheduleSettings? schedule) => schedule switch
    {
        null => "every minute",
        { Every: { } every } => $"every {(every.TotalMinutes >= 1 && every.TotalMinutes % 1 == 0 ? $"{every.TotalMinutes:0} minutes" : $"{every.TotalSeconds:0} seconds")}",
        _ => $"by the cron \"{schedule.Cron}\"",
    };

    private static List<ProjectPaper> Beside(string configuration, string report, string folder)
    {
        var papers = new List<ProjectPaper>();
        var hasRequirements = File.Exists(Path.Combine(configuration, RequirementsCommand.FileName));
        papers.Add(new("Requirements", null, hasRequirements ? Phrase.Code(RequirementsCommand.FileName) + " in the configuration folder" : "none yet: harness init writes one to start from"));
        if (!File.Exists(Path.Combine(report, "acceptance.html")))
        {
            papers.Add(new("Acceptance report", null, "not written yet: harness acceptance"));
            return papers;
        }

        var (book, signers) = (SignOffBook.Open(report), hasRequirements ? RequirementsCommand.Read(configuration).SignedBy : []);
        var (problems, missing) = (book.Verify(), book.Missing(signers));
        var state = problems.Count > 0 ? Phrase.Badge(Tone.Bad, "does not verify") + $" {problems[0]}"
            : missing.Count > 0 ? Phrase.Badge(Tone.Warning, "not signed yet") + $" by {string.Join(", ", missing)}"
            : Phrase.Badge(Tone.Good, "signed by all") + $" {string.Join(", ", signers)}";
        papers.Add(new("Acceptance report", Path.GetRelativePath(folder, Path.Combine(report, "acceptance.html")).Replace('\\', '/'), state));
        return papers;
    }
}
