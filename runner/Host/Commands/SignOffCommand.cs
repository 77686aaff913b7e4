using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Documents.Acceptance;

namespace Harness.Host.Commands;

/// <summary>Decisions about the acceptance report, bound to its bytes.</summary>
internal static class SignOffCommand
{
    private static readonly Dictionary<string, Decision> Decisions = new()
    {
        ["accepted"] = Decision.Accepted, ["accepted_with_changes"] = Decision.AcceptedWithChanges, ["rejected"] = Decision.Rejected,
    };

    public static Command Create(Shell shell) => new("signoff", "Decide about the acceptance report, or see who has.")
    {
        Add(shell), Status(shell),
    };

    private static Command Add(Shell shell)
    {
        var report = AcceptanceCommand.To();
        var role = new Option<string>("--as") { Description = "The stakeholder's id in requirements.yaml.", Required = true };
        var name = new Option<string>("--name") { Description = "Who decides.", Required = true };
        var decision = new Option<string>("--decision") { Description = string.Join(", ", Decisions.Keys), Required = true };
        decision.AcceptOnlyFromAmong([.. Decisions.Keys]);
        var comment = new Option<string>("--comment") { Description = "Why.", DefaultValueFactory = _ => string.Empty };
        var changes = new Option<string[]>("--change") { Description = "A change that is asked for; may be repeated.", DefaultValueFactory = _ => [] };
        return shell.Command("add", "Bind a decision to the report as it is.", async (parsed, _) =>
        {
            var requirements = RequirementsCommand.Read(parsed.GetValue(shell.Folder)!);
            var id = parsed.GetValue(role)!;
            var (decided, asked) = (Decisions[parsed.GetValue(decision)!], parsed.GetValue(changes)!);
            if (requirements.StakeholderOf(id) is not { } stakeholder)
            {
                return await shell.RefuseAsync(parsed, $"There is no stakeholder \"{id}\"; there are {string.Join(", ", requirements.Stakeholders.Select(one => one.Id))}.");
            }

            if (string.IsNullOrWhiteSpace(parsed.GetValue(name)) || (decided == Decision.Rejected && string.IsNullOrWhiteSpace(parsed.GetValue(comment))) || (decided == Decision.AcceptedWithChanges && asked.Length == 0))
            {
                return await shell.RefuseAsync(parsed, "A decision needs a name; a rejection a --comment; accepted_with_changes at least one --change.");
            }

            var book = SignOffBook.Open(parsed.GetValue(report)!);
            if (book.Verify() is { Count: > 0 } broken && broken.Any(one => one.StartsWith("Entry", StringComparison.Ordinal)))
            {
                return await BrokenAsync(shell, broken);
            }

            var entry = book.Add(id, parsed.GetValue(name)!, decided, parsed.GetValue(comment)!, asked, shell.Clock.GetUtcNow());
            return await shell.DoneAsync(parsed, new JsonObject { ["report"] = entry.Report, ["entry"] = entry.Hash }, $"{stakeholder.Role}: {parsed.GetValue(decision)} is bound to report {entry.Report[..12]}.");
        }, report, role, name, decision, comment, changes);
    }

    private static Command Status(Shell shell)
    {
        var report = AcceptanceCommand.To();
        return shell.Command("status", "Who has signed this report, and does every signature still hold? Exit code 0: the go-live is signed.", async (parsed, _) =>
        {
            var requirements = RequirementsCommand.Read(parsed.GetValue(shell.Folder)!);
            var book = SignOffBook.Open(parsed.GetValue(report)!);
            var (problems, missing) = (book.Verify(), book.Missing(requirements.SignedBy));
            await shell.ShowAsync(
                parsed,
                new JsonObject
                {
                    ["report"] = book.ReportHash(),
                    ["entries"] = new JsonArray([.. book.Entries.Select(entry => new JsonObject { ["role"] = entry.Role, ["name"] = entry.Name, ["decision"] = entry.Decision.ToString(), ["at"] = entry.At })]),
                    ["problems"] = new JsonArray([.. problems.Select(problem => (JsonNode)problem)]),
                    ["missing"] = new JsonArray([.. missing.Select(role => (JsonNode)role)]),
                },
                [
                    .. book.Entries.Select(entry => $"{entry.At:yyyy-MM-dd HH:mm} UTC  {entry.Role} ({entry.Name}): {entry.Decision}{(entry.Comments.Length > 0 ? $" - {entry.Comments}" : string.Empty)}"),
                    .. problems,
                    missing.Count == 0 ? "Everybody who must sign has signed this report." : $"Not signed for go-live by: {string.Join(", ", missing)}.",
                ]);
            return problems.Count > 0 ? ExitCode.InvariantBroken : missing.Count > 0 ? ExitCode.SomeStopped : ExitCode.Ok;
        }, report);
    }

    private static async Task<int> BrokenAsync(Shell shell, IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            await shell.SayAsync(problem);
        }

        return ExitCode.InvariantBroken;
    }
}
