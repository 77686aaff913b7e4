using System.Globalization;
using Harness.Dashboard.Doors;
using Harness.Dashboard.Views;
using Harness.Sync.Desk;

namespace Harness.Dashboard.Actions;

/// <summary>Pace and pause of a flow, at once and without a restart.</summary>
internal static class FlowActions
{
    private const string Page = "/flows";

    public static Task<Answer> PauseAsync(Ask ask) => SetAsync(ask, FlowChoices.Paused, "yes", flow => $"{flow} is paused. What people decide is kept until it goes on.");

    public static Task<Answer> ResumeAsync(Ask ask) => SetAsync(ask, FlowChoices.Paused, null, flow => $"{flow} goes on.");

    public static Task<Answer> PaceAsync(Ask ask)
    {
        if (ask.Text("seconds") is null)
        {
            return SetAsync(ask, FlowChoices.Every, null, flow => $"{flow} runs as configured again.");
        }

        var every = TimeSpan.FromSeconds(ask.Number("seconds") ?? 0);
        return every < FlowChoices.Shortest || every > FlowChoices.Longest
            ? Task.FromResult(Answer.Wrong($"Give between {FlowChoices.Shortest.TotalSeconds:0} seconds and a day.", Page))
            : SetAsync(ask, FlowChoices.Every, every.ToString("c", CultureInfo.InvariantCulture), flow => $"{flow} runs every {Words.Age(every)} from now on.");
    }

    public static async Task<Answer> RunNowAsync(Ask ask)
    {
        var flow = FlowOf(ask);
        if (flow is null || !ask.Office.RunNow(ask.Integration.Id, flow.Name))
        {
            return Answer.TooLate("No runner is at work here; start one with \"harness run\".", Page);
        }

        await ask.Office.Ledger.KeepAuditAsync(
            ask.Integration.Id, new Sync.Ledger.AuditEntry(ask.Office.Now, ask.Who, "run now", flow.Name, null, "{}"), ask.Ct);
        return new Answer($"{Words.Flow(flow.Name)} is looked at now.", Page);
    }

    public static async Task<Answer> ThrottleAsync(Ask ask)
    {
        var system = ask.Text("system");
        if (system is null || (system != ask.Integration.Crm && system != ask.Integration.Erp))
        {
            return new Answer("There is no such system.", Page, 404);
        }

        if (DeskRules.WithoutReason(ask.Text("why")) is { } objection)
        {
            return Answer.Wrong(objection, Page);
        }

        var lanes = ask.Number("lanes");
        if (lanes is < 1 or > 100)
        {
            return Answer.Wrong("Give between 1 and 100 calls at a time.", Page);
        }

        await ask.Office.Ledger.KeepChoiceAsync(
            ask.Integration.Id, FlowChoices.Throttle(system), lanes?.ToString(CultureInfo.InvariantCulture), ask.Who, ask.Text("why")!, ask.Office.Now, ask.Ct);
        return new Answer(lanes is null ? $"{Words.System(system)} takes as many calls as configured again." : $"{Words.System(system)} takes {Words.Many(lanes.Value, "call")} at a time from now on.", Page);
    }

    private static async Task<Answer> SetAsync(Ask ask, Func<string, string> name, string? value, Func<string, string> done)
    {
        if (FlowOf(ask) is not { } flow)
        {
            return new Answer("There is no such flow.", Page, 404);
        }

        if (DeskRules.WithoutReason(ask.Text("why")) is { } objection)
        {
            return Answer.Wrong(objection, Page);
        }

        await ask.Office.Ledger.KeepChoiceAsync(ask.Integration.Id, name(flow.Name), value, ask.Who, ask.Text("why")!, ask.Office.Now, ask.Ct);
        ask.Office.RunNow(ask.Integration.Id, flow.Name);
        return new Answer(done(Words.Flow(flow.Name)), Page);
    }

    private static OfficeFlow? FlowOf(Ask ask) => ask.Integration.Flows.FirstOrDefault(flow => flow.Name == ask.Text("flow"));
}
