using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Documents.Acceptance;
using Harness.Documents.Paper;
using Harness.Documents.Requirements;
using Harness.Host.Settings;

namespace Harness.Host.Commands;

/// <summary>requirements.yaml: checked, turned into an interview guide, and filled from its answers.</summary>
internal static class RequirementsCommand
{
    public const string FileName = "requirements.yaml";

    public static Command Create(Shell shell) => new("requirements", "What the integration is for, and when it is done.")
    {
        Check(shell), Guide(shell), Fill(shell),
    };

    public static Option<string?> EvidenceOption() =>
        new("--evidence") { Description = "The folder of the test command's reports, and of demo*.json.", DefaultValueFactory = _ => null };

    public static Requirements Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            throw new SettingsException([$"{file} does not exist; harness init writes one to start from."]);
        }

        var (requirements, problems) = RequirementsFile.Read(File.ReadAllText(file), FileName);
        return requirements ?? throw new SettingsException([.. problems.Select(problem => problem.ToString())]);
    }

    private static Command Check(Shell shell)
    {
        var evidence = EvidenceOption();
        return shell.Command("check", "Check requirements.yaml; with --evidence also that each criterion has its scenarios.", async (parsed, _) =>
        {
            var requirements = Read(parsed.GetValue(shell.Folder)!);
            var gaps = parsed.GetValue(evidence) is { } folder
                ? Coverage.Of(requirements, EvidenceFolder.Read(folder))
                : [.. Coverage.Of(requirements, new Evidence([], [])).Where(gap => gap.Kind != GapKind.ScenarioUnknown)];
            await shell.ShowAsync(
                parsed,
                new JsonArray([.. gaps.Select(gap => new JsonObject { ["kind"] = gap.Kind.ToString(), ["subject"] = gap.Subject, ["why"] = gap.Why })]),
                [.. gaps.Select(gap => gap.ToString()), gaps.Count == 0 ? "Every criterion has its proof, and every question an answer." : $"{gaps.Count} open points."]);
            return gaps.Any(gap => gap.Kind is GapKind.CriterionWithoutProof or GapKind.ScenarioUnknown or GapKind.UseCaseWithoutCriterion) ? ExitCode.SomeStopped : ExitCode.Ok;
        }, evidence);
    }

    private static Command Guide(Shell shell)
    {
        var to = new Option<string>("--to") { Description = "The folder to write into.", DefaultValueFactory = _ => "interviews" };
        return shell.Command("guide", "Write the interview guide and the form for its answers.", async (parsed, ct) =>
        {
            var requirements = Read(parsed.GetValue(shell.Folder)!);
            var folder = Directory.CreateDirectory(parsed.GetValue(to)!).FullName;
            var form = Path.Combine(folder, "answers.yaml");
            if (File.Exists(form))
            {
                return await shell.RefuseAsync(parsed, $"{form} exists, and may hold answers; nothing was written.");
            }

            var guide = InterviewGuide.Of(requirements);
            await File.WriteAllTextAsync(Path.Combine(folder, "interview.html"), HtmlWriter.Write(guide), ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "interview.md"), MarkdownWriter.Write(guide), ct);
            await File.WriteAllTextAsync(form, InterviewGuide.Form(requirements), ct);
            return await shell.DoneAsync(parsed, new JsonObject { ["folder"] = folder }, $"Wrote {folder}: interview.html, interview.md, answers.yaml.");
        }, to);
    }

    private static Command Fill(Shell shell)
    {
        var answers = new Argument<string>("answers") { Description = "The form with its answers." };
        return shell.Command("fill", "Take the answers of a form into requirements.yaml: all of them, or none.", async (parsed, ct) =>
        {
            var file = Path.Combine(parsed.GetValue(shell.Folder)!, FileName);
            Read(parsed.GetValue(shell.Folder)!);
            var given = parsed.GetValue(answers)!;
            if (!File.Exists(given))
            {
                return await shell.RefuseAsync(parsed, $"{given} does not exist.");
            }

            var (text, problems, filled) = Answers.Fill(await File.ReadAllTextAsync(file, ct), FileName, await File.ReadAllTextAsync(given, ct), Path.GetFileName(given));
            if (text is null)
            {
                throw new SettingsException([.. problems.Select(problem => problem.ToString()), "Nothing was taken over."]);
            }

            await File.WriteAllTextAsync(file, text, ct);
            return await shell.DoneAsync(parsed, new JsonObject { ["filled"] = filled }, $"{filled} answers are in {file}.");
        }, answers);
    }
}
