using Harness.Dashboard.Actions;
using Harness.Dashboard.Doors;
using Harness.Dashboard.Pages;
using Harness.Dashboard.Views;
using Harness.Sync.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Dashboard;

/// <summary>Every page and every form, with who may see and send it.</summary>
internal static class AllPages
{
    public static void Map(Routes routes, IServiceProvider services)
    {
        routes.Page<HomePage, HomeView>("/", Policies.View, HomeView.ReadAsync);
        routes.Page<DeskPage, DeskView>("/desk", Policies.View, DeskView.ReadAsync);
        routes.Page<ItemPage, ItemView>("/desk/{id:long}", Policies.View, ItemView.ReadAsync);
        routes.Page<SearchPage, SearchView>("/records", Policies.View, SearchView.ReadAsync);
        routes.Page<RecordPage, RecordView>("/records/{entity}/{side}/{record}", Policies.View, RecordView.ReadAsync);
        routes.Page<QuestionsPage, QuestionsView>("/approvals", Policies.View, QuestionsView.Of(DecisionKind.Discount));
        routes.Page<QuestionPage, QuestionView>("/approvals/{id:long}", Policies.View, QuestionView.One(DecisionKind.Discount));
        routes.Page<QuestionsPage, QuestionsView>("/conflicts", Policies.View, QuestionsView.Of(DecisionKind.Ruling));
        routes.Page<QuestionPage, QuestionView>("/conflicts/{id:long}", Policies.View, QuestionView.One(DecisionKind.Ruling));
        routes.Page<QuestionsPage, QuestionsView>("/couplings", Policies.View, QuestionsView.Of(DecisionKind.Match));
        routes.Page<QuestionPage, QuestionView>("/couplings/{id:long}", Policies.View, QuestionView.One(DecisionKind.Match));
        routes.Page<FlowsPage, FlowsView>("/flows", Policies.View, FlowsView.ReadAsync);
        routes.Page<AlertsPage, AlertsView>("/alerts", Policies.View, AlertsView.ReadAsync);
        routes.Page<HistoryPage, HistoryView>("/history", Policies.View, HistoryView.ReadAsync);
        routes.Page<SettingsPage, SettingsView>("/settings", Policies.View, SettingsView.ReadAsync);
        routes.Page<PeoplePage, PeopleView>("/people", Policies.Administer, PeopleView.ReadAsync);

        foreach (var one in new[] { "/desk/{id:long}", "/desk" })
        {
            routes.Act($"{one}/retry", Policies.Operate, DeskActions.RetryAsync);
            routes.Act($"{one}/resolve", Policies.Operate, DeskActions.ResolveAsync);
            routes.Act($"{one}/reopen", Policies.Operate, DeskActions.ReopenAsync);
            routes.Act($"{one}/override", Policies.Operate, DeskActions.OverrideAsync);
            routes.Act($"{one}/file", Policies.Operate, DeskActions.FileAsync);
        }

        routes.Act("/approvals/{id:long}/approve", Policies.Approve, QuestionActions.Decide(DecisionKind.Discount, Verdict.Approved, "/approvals", "Approved: the order goes ahead on exactly these terms."));
        routes.Act("/approvals/{id:long}/reject", Policies.Approve, QuestionActions.Decide(DecisionKind.Discount, Verdict.Rejected, "/approvals", "Rejected; changed terms are asked about anew."));
        routes.Act("/conflicts/{id:long}/decide", Policies.Decide, QuestionActions.Decide(DecisionKind.Ruling, Verdict.Approved, "/conflicts", "Decided: both systems get this value."));
        routes.Act("/conflicts/{id:long}/reject", Policies.Decide, QuestionActions.Decide(DecisionKind.Ruling, Verdict.Rejected, "/conflicts", "Refused; nothing is changed."));
        routes.Act("/couplings/{id:long}/confirm", Policies.Decide, QuestionActions.Decide(DecisionKind.Match, Verdict.Approved, "/couplings", "Coupled: from now on they are kept in step."));

        // The answer "none of them" is an approved one with no choice: the record goes ahead as a new one.
        routes.Act("/couplings/{id:long}/new", Policies.Decide, QuestionActions.Decide(DecisionKind.Match, Verdict.Approved, "/couplings", "It goes ahead as a new record."));
        routes.Act("/flows/{flow}/pause", Policies.Operate, FlowActions.PauseAsync);
        routes.Act("/flows/{flow}/resume", Policies.Operate, FlowActions.ResumeAsync);
        routes.Act("/flows/{flow}/pace", Policies.Operate, FlowActions.PaceAsync);
        routes.Act("/flows/{flow}/run", Policies.Operate, FlowActions.RunNowAsync);
        routes.Act("/systems/{system}/throttle", Policies.Operate, FlowActions.ThrottleAsync);
        var people = new PeopleActions(services.GetRequiredService<Accounts>());
        routes.Act("/people/add", Policies.Administer, people.AddAsync);
        routes.Act("/people/change", Policies.Administer, people.ChangeAsync);
        routes.Act("/people/key", Policies.Administer, people.KeyAsync);
    }
}
