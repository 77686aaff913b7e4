using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>Questions to a person: discounts over policy, and doubtful matches.</summary>
internal static class DecisionCommands
{
    public static Command Approvals(Shell shell) => new("approvals", "Orders that wait for a person's approval.")
    {
        List(shell, DecisionKind.Discount, "List orders that wait for approval."),
        Decide(shell, DecisionKind.Discount, "approve", "Let the order go ahead on exactly these terms.", Verdict.Approved),
        Decide(shell, DecisionKind.Discount, "reject", "Reject the order; changed terms are asked about anew.", Verdict.Rejected),
    };

    public static Command Matches(Shell shell) => new("matches", "Likely matches that a person must confirm.")
    {
        List(shell, DecisionKind.Match, "List doubtful matches with their evidence."),
        Decide(
            shell, DecisionKind.Match, "confirm", "It is the same record as the one named by --with.", Verdict.Approved,
            new Option<string>("--with") { Description = "The id of the record that it is the same as.", Required = true }),

        // The answer "none of them" is an approved one with no choice: the record goes ahead as a new one.
        Decide(shell, DecisionKind.Match, "reject", "It is none of them: a new record.", Verdict.Approved),
    };

    private static Command List(Shell shell, DecisionKind kind, string description)
    {
        var all = new Option<bool>("--all") { Description = "Decided ones as well." };
        return shell.Command("list", description, async (parsed, ct) =>
        {
            var (runner, integration) = await shell.LedgerAsync(parsed, ct);
            await using (runner)
            {
                var decisions = await runner.Ledger.ListDecisionsAsync(integration, kind, parsed.GetValue(all) ? null : Verdict.Open, ct);
                var rows = decisions.Select(one => (IReadOnlyList<string>)
                    [$"{one.Id}", one.Subject.ToString(), one.Verdict.ToString().ToLowerInvariant(), one.DecidedBy ?? "-", $"{one.AskedAt:yyyy-MM-dd HH:mm}", one.Question]).ToList();
                await shell.ShowAsync(
                    parsed, new JsonArray([.. decisions.Select(ToJson)]),
                    rows.Count == 0 ? ["Nothing waits for a decision."] : TextTable.Lines(["id", "record", "state", "by", "asked (UTC)", "question"], rows, shell.Width));
                return ExitCode.Ok;
            }
        }, all);
    }

    private static Command Decide(Shell shell, DecisionKind kind, string name, string description, Verdict verdict, Option<string>? choice = null)
    {
        var id = new Argument<long>("id") { Description = "The number in the list." };
        var person = new PersonOptions();
        Symbol[] symbols = choice is null ? [id, .. person.All] : [id, choice, .. person.All];
        return shell.Command(name, description, async (parsed, ct) =>
        {
            var (runner, integration) = await shell.LedgerAsync(parsed, ct);
            await using (runner)
            {
                var number = parsed.GetValue(id);
                var asked = (await runner.Ledger.ListDecisionsAsync(integration, kind, null, ct)).FirstOrDefault(one => one.Id == number);
                var chosen = choice is null ? null : parsed.GetValue(choice);
                if (Objection(asked, number, chosen) is { } objection)
                {
                    return await shell.RefuseAsync(parsed, objection);
                }

                var (by, why) = person.Of(parsed);
                return await runner.Ledger.DecideAsync(number, verdict, chosen, by, why, shell.Clock.GetUtcNow(), ct)
                    ? await shell.DoneAsync(parsed, new JsonObject { ["id"] = number, ["done"] = name }, "Decided; it goes on with the next cycle.")
                    : await shell.RefuseAsync(parsed, $"Question {number} was decided meanwhile.");
            }
        }, symbols);
    }

    private static string? Objection(Decision? asked, long number, string? choice)
    {
        if (asked is null)
        {
            return $"There is no question {number} in this list.";
        }

        if (asked.Verdict != Verdict.Open)
        {
            return $"Question {number} was decided by {asked.DecidedBy} at {asked.DecidedAt:u}.";
        }

        var candidates = choice is null ? [] : Candidates(asked);
        return candidates.Count == 0 || candidates.Contains(choice!) ? null : $"{choice} is not one of the candidates of question {number}: {string.Join(", ", candidates)}.";
    }

    private static List<string> Candidates(Decision asked) =>
        JsonNode.Parse(asked.Evidence) is JsonArray evidence ? [.. evidence.OfType<JsonObject>().Select(one => one["id"]?.ToString()).OfType<string>().Distinct()] : [];

    private static JsonObject ToJson(Decision decision) => new()
    {
        ["id"] = decision.Id,
        ["kind"] = decision.Kind.ToString().ToLowerInvariant(),
        ["record"] = decision.Subject.Id,
        ["object"] = decision.Subject.ObjectType,
        ["state"] = decision.Verdict.ToString().ToLowerInvariant(),
        ["question"] = decision.Question,
        ["evidence"] = JsonNode.Parse(decision.Evidence),
        ["choice"] = decision.Choice,
        ["by"] = decision.DecidedBy,
        ["why"] = decision.Why,
        ["asked_at"] = decision.AskedAt,
        ["decided_at"] = decision.DecidedAt,
    };
}
