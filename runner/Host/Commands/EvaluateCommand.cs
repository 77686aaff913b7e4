using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Documents.Evaluation;
using Harness.Documents.Paper;
using Harness.Host.Settings;
using Harness.Host.Vendors;

namespace Harness.Host.Commands;

/// <summary>Integration approaches, weighed by the client.</summary>
internal static class EvaluateCommand
{
    public const string FileName = "evaluation.yaml";

    public static Command Create(Shell shell)
    {
        var (crm, erp) = (PairOptions.Crm(), PairOptions.Erp());
        var facts = new Option<string?>("--facts") { Description = "Your own evaluation.yaml; without it that of the configuration folder, or the one that Harness brings." };
        var weights = new Option<string[]>("--weight") { Description = "criterion=weight, over the file's: errors=40. May be repeated.", DefaultValueFactory = _ => [] };
        var to = new Option<string>("--to") { Description = "The folder to write into.", DefaultValueFactory = _ => "evaluation" };
        return shell.Command("evaluate", "Compare ways to connect the two systems; write the decision document.", async (parsed, ct) =>
        {
            var evaluation = Weigh(Read(parsed.GetValue(facts), parsed.GetValue(shell.Folder)!), parsed.GetValue(weights)!);
            var serving = evaluation.For(parsed.GetValue(crm)!, parsed.GetValue(erp)!);
            if (serving.Approaches.Count < 2)
            {
                return await shell.RefuseAsync(parsed, "Fewer than two approaches of the file serve this pair.");
            }

            var folder = Directory.CreateDirectory(parsed.GetValue(to)!).FullName;
            var document = DecisionDocument.Of(serving, evaluation, TitleOf(parsed.GetValue(crm)!), TitleOf(parsed.GetValue(erp)!), shell.Clock.GetUtcNow());
            await File.WriteAllTextAsync(Path.Combine(folder, "decision.html"), HtmlWriter.Write(document), ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "decision.md"), MarkdownWriter.Write(document), ct);
            await shell.ShowAsync(
                parsed,
                new JsonArray([.. serving.Ranking().Select(ranked => new JsonObject { ["approach"] = ranked.Approach.Id, ["points"] = decimal.Round(ranked.Points, 1) })]),
                [.. serving.Ranking().Select(ranked => $"{ranked.Points,5:0}  {ranked.Approach.Title}"), $"Decision document: {Path.Combine(folder, "decision.html")}"]);
            return ExitCode.Ok;
        }, crm, erp, facts, weights, to);
    }

    private static string TitleOf(string vendor) => KnownVendors.All[vendor].Title;

    private static Evaluation Read(string? named, string folder)
    {
        var own = Path.Combine(folder, FileName);
        var file = named ?? (File.Exists(own) ? own : Path.Combine(AppContext.BaseDirectory, FileName));
        var (evaluation, problems) = EvaluationFile.Read(File.ReadAllText(file), Path.GetFileName(file));
        return evaluation ?? throw new SettingsException([.. problems.Select(problem => problem.ToString())]);
    }

    private static Evaluation Weigh(Evaluation evaluation, string[] weights)
    {
        foreach (var text in weights)
        {
            var parts = text.Split('=', 2);
            var criterion = evaluation.Criteria.FirstOrDefault(one => one.Id == parts[0]);
            if (criterion is null || parts.Length < 2 || !decimal.TryParse(parts[1], out var weight) || weight < 0)
            {
                throw new SettingsException([$"--weight {text}: write criterion=number, the criterion one of {string.Join(", ", evaluation.Criteria.Select(one => one.Id))}."]);
            }

            evaluation = evaluation with { Criteria = [.. evaluation.Criteria.Select(one => one == criterion ? one with { Weight = weight } : one)] };
        }

        return evaluation.Criteria.Sum(criterion => criterion.Weight) > 0 ? evaluation : throw new SettingsException(["All weights are zero."]);
    }
}
