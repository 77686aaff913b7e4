using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>Questions to a person: discounts over policy, and doubtful matches.</summary>
internal static class DecisionCommands
{
    public static Command Approvals(Shell shell)
    {
        var id = new Argument<long>("id") { Description = "The number in the list." };
        return new Command("approvals", "Orders that wait for a person's approval.")
        {
            List(shell, DecisionKind.Discount, "List orders that wait for approval."),
            Decide(shell, "approve", "Let the order go ahead on exactly these terms.", Verdict.Approved, id, null),
            Decide(shell, "reject", "Reject the order; changed terms are asked about anew.", Verdict.Rejected, id, null),
        };
    }

    public static Command Matches(Shell shell)
    {
        var id = new Argument<long>("id") { Description = "The number in the list." };
        var with = new Option<string>("--with") { Description = "The id of the record that it is the same as.", Required = true };
        return new Command("matches", "Likely matches that a person must confirm.")
        {
            List(shell, DecisionKind.Match, "List doubtful matches with their evidence."),
            Decide(shell, "confirm", "It is the same record as the one named by --with.", Verdict.Approved, id, with),
            Decide(shell, "reject", "It is none of them: a new record.", Verdict.Approved, id, null),
        };
    }

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
                    [one.Id.ToString(), one.Subject.ToString(), one.Verdict.ToString().ToLowerInvariant(), one.DecidedBy ?? "-", one.AskedAt.ToString("u"), one.Question]).ToList();
                await shell.ShowAsync(
                    parsed, new JsonArray([.. decisions.Select(ToJson)]),
                    rows.Count == 0 ? ["Nothing waits for a decision."] : TextTable.Lines(["id", "record", "state", "by", "asked", "question"], rows));
                return ExitCode.Ok;
            }
        }, all);
    }

    private static Command Decide(Shell shell, string name, string description, Verdict verdict, Argument<long> id, Option<string>? choice)
    {
        var why = new Option<string>("--why") { Description = "The reason; it is kept in the audit log.", Required = true };
        var by = new Option<string>("--by") { Description = "Who decides.", DefaultValueFactory = _ => Environment.UserName };
        Symbol[] symbols = choice is null ? [id, why, by] : [id, choice, why, by];
        return shell.Command(name, description, async (parsed, ct) =>
        {
            var (runner, _) = await shell.LedgerAsync(parsed, ct);
            await using (runner)
            {
                var done = await runner.Ledger.DecideAsync(
                    parsed.GetValue(id), verdict, choice is null ? null : parsed.GetValue(choice), parsed.GetValue(by)!, parsed.GetValue(why)!, shell.Clock.GetUtcNow(), ct);
                await shell.Messages.WriteLineAsync(done ? "Decided; it goes on with the next cycle." : "It is not open: it was decided already, or there is none with this number.");
                return done ? ExitCode.Ok : ExitCode.Usage;
            }
        }, symbols);
    }

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
