using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Documents.Acceptance;
using Harness.Documents.Paper;

namespace Harness.Host.Commands;

/// <summary>The report that stakeholders read and sign, from requirements.yaml and what the last rehearsal left.</summary>
internal static class AcceptanceCommand
{
    public static Command Create(Shell shell)
    {
        var evidence = RequirementsCommand.EvidenceOption();
        var to = To();
        return shell.Command("acceptance", "Write the acceptance report: each criterion with what was measured.", async (parsed, ct) =>
        {
            var requirements = RequirementsCommand.Read(parsed.GetValue(shell.Folder)!);
            var report = new AcceptanceReport(requirements, EvidenceFolder.Read(parsed.GetValue(evidence) ?? Path.Combine("artifacts", "reports")), shell.Clock.GetUtcNow());
            var folder = Directory.CreateDirectory(parsed.GetValue(to)!).FullName;
            var page = Path.Combine(folder, "acceptance.html");
            await File.WriteAllTextAsync(page, HtmlWriter.Write(report.Document()), ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "acceptance.json"), Shell.Print(Json(report)), ct);
            await shell.ShowAsync(parsed, Json(report),
            [
                .. report.Judgements.Select(judgement => $"{Word(judgement.Outcome),-10} {judgement.Criterion.Statement}{(judgement.Worst is { } worst ? $" ({judgement.Criterion.Measure!.Show(worst.Value)})" : string.Empty)}"),
                $"Report: {page}",
            ]);
            return report.IsMet ? ExitCode.Ok : ExitCode.SomeStopped;
        }, evidence, to);
    }

    public static Option<string> To() => new("--report") { Description = "The folder of the acceptance report.", DefaultValueFactory = _ => "acceptance" };

    private static JsonArray Json(AcceptanceReport report) => new([.. report.Judgements.Select(judgement => new JsonObject
    {
        ["criterion"] = judgement.Criterion.Id,
        ["use_case"] = judgement.Criterion.UseCase,
        ["outcome"] = Word(judgement.Outcome),
        ["threshold"] = judgement.Criterion.Threshold?.ToString(),
        ["measured"] = judgement.Worst?.Value,
        ["measured_in"] = judgement.Worst?.Where,
        ["scenarios"] = judgement.Scenarios.Count,
        ["passed"] = judgement.Passed,
        ["missing"] = new JsonArray([.. judgement.Missing.Select(one => (JsonNode)one)]),
    })]);

    private static string Word(Outcome outcome) => outcome switch { Outcome.Met => "met", Outcome.NotMet => "not met", Outcome.NotShown => "not shown" };
}
