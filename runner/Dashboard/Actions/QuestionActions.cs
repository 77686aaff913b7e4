using System.Text.Json.Nodes;
using Harness.Dashboard.Doors;
using Harness.Dashboard.Views;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Dashboard.Actions;

/// <summary>What people answer: discounts, conflicts, likely matches.</summary>
internal static class QuestionActions
{
    public static Func<Ask, Task<Answer>> Decide(DecisionKind kind, Verdict verdict, string page, string done) => async ask =>
    {
        var question = await QuestionView.One(kind)(ask);
        if (question is null)
        {
            return new Answer("There is no such question.", page, 404);
        }

        var here = $"{page}/{ask.Id}";
        if (question.Decision.Verdict != Verdict.Open)
        {
            return Answer.TooLate($"{question.Decision.DecidedBy} has decided this already ({Words.Time(question.Decision.DecidedAt!.Value)} UTC).", here);
        }

        if (!question.MayDecide)
        {
            return Answer.NotYours("Whoever wants it does not decide it: somebody else with the right to has to.", here);
        }

        if (DeskRules.WithoutReason(ask.Text("why")) is { } objection)
        {
            return Answer.Wrong(objection, here);
        }

        var (choice, problem) = Choice(ask, question, verdict);
        if (problem is not null)
        {
            return Answer.Wrong(problem, here);
        }

        return await ask.Office.Ledger.DecideAsync(ask.Id, verdict, choice, ask.Who, ask.Text("why")!, ask.Office.Now, ask.Ct)
            ? new Answer(done, page)
            : Answer.TooLate("Somebody else was quicker: this is decided already.", here);
    };

    private static (string? Choice, string? Problem) Choice(Ask ask, QuestionView question, Verdict verdict)
    {
        switch (question.Decision.Kind)
        {
            case DecisionKind.Match when ask.Text("with") is { } with:
                return question.Candidates.Any(one => one.Id == with) ? (with, null) : (null, $"{with} is not one of the candidates.");
            case DecisionKind.Ruling when verdict == Verdict.Approved:
                return Values(ask, question);
            default:
                return (null, null);
        }
    }

    /// <summary>For each field the value of one side, or another one that was typed.</summary>
    private static (string? Choice, string? Problem) Values(Ask ask, QuestionView question)
    {
        var chosen = new JsonObject();
        foreach (var field in question.Fields)
        {
            var side = field.Wanted is not null ? "wanted" : ask.Text($"take:{field.Field}");
            switch (side)
            {
                case "crm" or "erp" or "wanted":
                    chosen[field.Field] = new JsonObject { ["take"] = side, ["value"] = side switch { "crm" => field.Crm, "erp" => field.Erp, _ => field.Wanted } };
                    break;
                default:
                    return (null, $"Say which value of {Words.Field(field.Field)} stands.");
            }
        }

        return (chosen.ToJsonString(), null);
    }
}
