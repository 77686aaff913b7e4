using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Unit.Store;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task A_decision_is_taken_once_and_lets_the_waiting_item_go()
    {
        var (item, decision) = await AskAsync();

        (await DecideAsync(decision, Verdict.Approved)).ShouldBeTrue();
        (await DecideAsync(decision, Verdict.Rejected)).ShouldBeFalse();

        (await Ledger.ReadDecisionsAsync(Given.Integration, "accounts", [item.Subject], Ct)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Verdict.ShouldBe(Verdict.Approved), d => d.DecidedBy.ShouldBe("vera"), d => d.DecidedAt.ShouldBe(Given.Noon));
        (await ClaimAsync()).ShouldHaveSingleItem().Id.ShouldBe(item.Id);
        (await Ledger.ReadHistoryAsync(Given.Integration, "account", "001", Ct)).Audit.ShouldHaveSingleItem().Actor.ShouldBe("vera");
    }

    [Fact]
    public async Task The_same_content_is_asked_once_and_other_content_again()
    {
        var (item, _) = await AskAsync();
        var again = await ClaimOneAsync(Given.Change("001", "v2"));

        await Ledger.CommitAsync(
            Given.Commit(new ItemOutcome(again.Id, ItemState.Waiting, "needs approval", FaultKind.NeedsApproval)) with
            {
                Questions = [Given.Question(item), Given.Question(item, "c2")],
            },
            Ct);

        (await Ledger.ListDecisionsAsync(Given.Integration, DecisionKind.Discount, Verdict.Open, Ct)).Select(d => d.ContentHash).ShouldBe(["c1", "c2"]);
    }

    [Fact]
    public async Task An_answer_given_while_the_item_was_in_hand_is_not_asked_for_again()
    {
        var (item, decision) = await AskAsync();
        var again = await ClaimOneAsync(Given.Change("001", "v2"));
        await DecideAsync(decision, Verdict.Approved);

        await Ledger.CommitAsync(
            Given.Commit(new ItemOutcome(again.Id, ItemState.Waiting, "needs approval", FaultKind.NeedsApproval)) with
            {
                Questions = [Given.Question(again)],
            },
            Ct);

        (await Ledger.ListDecisionsAsync(Given.Integration, DecisionKind.Discount, null, Ct)).Count.ShouldBe(1);
        (await ClaimAsync()).ShouldHaveSingleItem().Id.ShouldBe(again.Id);
        (await ItemAsync(item.Id)).State.ShouldBe(ItemState.Superseded);
    }

    [Fact]
    public async Task A_person_lets_a_stopped_item_go_again()
    {
        var stopped = await StopAsync(Given.Change("001"));

        (await Ledger.SteerAsync(stopped.Id, ItemState.Pending, "vera", "corrected", Given.Noon, Ct)).ShouldBeTrue();

        (await ClaimAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            item => item.Attempts.ShouldBe(0), item => item.Fault.ShouldBeNull(), item => item.Trigger.ShouldBe(WorkTrigger.Retry));
    }

    [Fact]
    public async Task A_person_closes_an_item_once_and_the_reason_stays()
    {
        var stopped = await StopAsync(Given.Change("001"));

        (await Ledger.SteerAsync(stopped.Id, ItemState.Skipped, "vera", "entered by hand", Given.Noon, Ct)).ShouldBeTrue();
        (await Ledger.SteerAsync(stopped.Id, ItemState.Pending, "paul", "again", Given.Noon, Ct)).ShouldBeFalse();

        (await ItemAsync(stopped.Id)).Reason.ShouldBe("resolved by vera: entered by hand");
        (await Ledger.ReadHistoryAsync(Given.Integration, "account", "001", Ct)).Audit.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_item_in_the_hands_of_a_runner_is_not_closed_under_it()
    {
        var item = await ClaimOneAsync(Given.Change("001"));

        (await Ledger.SteerAsync(item.Id, ItemState.Skipped, "vera", "not wanted", Given.Noon, Ct)).ShouldBeFalse();

        await CommitAsync(new ItemOutcome(item.Id, ItemState.Synced));
        (await ItemAsync(item.Id)).State.ShouldBe(ItemState.Synced);
    }

    [Fact]
    public async Task An_override_stands_for_the_fault_that_stopped_the_item()
    {
        var stopped = await StopAsync(Given.Change("001"), FaultKind.RequiredMissing);

        (await Ledger.OverrideAsync(stopped.Id, "vera", "the field comes later", Given.Noon, Ct)).ShouldBeTrue();
        (await Ledger.OverrideAsync(stopped.Id, "vera", "the field comes later", Given.Noon, Ct)).ShouldBeFalse();

        (await Ledger.ReadDecisionsAsync(Given.Integration, "accounts", [stopped.Subject], Ct)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Kind.ShouldBe(DecisionKind.Override),
            d => d.Verdict.ShouldBe(Verdict.Approved),
            d => d.ContentHash.ShouldBe(nameof(FaultKind.RequiredMissing)),
            d => d.Subject.ShouldBe(stopped.Subject));
        (await ClaimAsync()).ShouldHaveSingleItem().Id.ShouldBe(stopped.Id);
    }

    [Fact]
    public async Task The_newest_note_of_a_record_wins_and_one_replaced_meanwhile_is_not_dropped()
    {
        var old = Given.Note("001", "no postal code", Given.Noon);
        var replaced = Given.Note("001", "in step", Given.Noon.AddSeconds(1));
        await Ledger.CommitAsync(Given.Commit() with { Notes = [replaced, old] }, Ct);
        await Ledger.CommitAsync(Given.Commit() with { Notes = [old] }, Ct);

        await Ledger.DropNotesAsync([old], Ct);
        (await Ledger.ReadNotesAsync(Given.Integration, 10, Ct)).ShouldBe([replaced]);

        await Ledger.DropNotesAsync([replaced], Ct);
        (await Ledger.ReadNotesAsync(Given.Integration, 10, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_alert_is_raised_once_while_it_is_unsent_and_once_a_day()
    {
        NewAlert[] quota = [new("quota", "salesforce-80", "80 % of the daily calls are used."), new("quota", "salesforce-80", "Again.")];
        await RaiseAsync(quota, Given.Noon);
        await RaiseAsync(quota, Given.Noon.AddDays(1));
        var alert = (await Ledger.ReadUnsentAlertsAsync(10, Ct)).ShouldHaveSingleItem();
        await Ledger.MarkAlertsSentAsync([alert.Id], Given.Noon, Ct);

        await RaiseAsync(quota, Given.Noon.AddHours(1));
        (await Ledger.ReadUnsentAlertsAsync(10, Ct)).ShouldBeEmpty();

        await RaiseAsync(quota, Given.Noon.AddDays(1));
        (await Ledger.ReadUnsentAlertsAsync(10, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Calls_add_up_by_system_and_day()
    {
        var day = DateOnly.FromDateTime(Given.Noon.UtcDateTime);
        await Ledger.CountCallsAsync("salesforce", day, 3, Ct);

        (await Ledger.CountCallsAsync("salesforce", day, 4, Ct)).ShouldBe(7);
        (await Ledger.CountCallsAsync("salesforce", day.AddDays(1), 1, Ct)).ShouldBe(1);
    }

    [Theory]
    [InlineData("SELECT 1", null)]
    [InlineData("UPDATE audit SET details = '{}' WHERE seq = 2", 2L)]
    [InlineData("DELETE FROM audit WHERE seq = 2", 2L)]
    [InlineData("DELETE FROM audit WHERE seq = 3", 3L)]
    [InlineData("DELETE FROM audit", 1L)]
    [InlineData("INSERT INTO audit SELECT 4, integration, at, actor, 'forged', flow, system, object_type, record_id, details, hash FROM audit WHERE seq = 3", 4L)]
    public async Task The_audit_chain_names_the_first_entry_that_does_not_fit(string tampering, long? expected)
    {
        await Ledger.CommitAsync(Given.Commit() with { Audit = [Given.Entry("read"), Given.Entry("created")] }, Ct);
        await Ledger.CommitAsync(Given.Commit() with { Audit = [Given.Entry("updated")] }, Ct);
        await TamperAsync("DROP TRIGGER audit_never_changes");
        await TamperAsync("DROP TRIGGER audit_never_shrinks");

        await TamperAsync(tampering);

        (await Ledger.VerifyAuditAsync(Ct)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("UPDATE audit SET details = '{}'")]
    [InlineData("DELETE FROM audit")]
    public async Task The_database_itself_refuses_to_change_the_audit_log(string tampering)
    {
        await Ledger.CommitAsync(Given.Commit() with { Audit = [Given.Entry("created")] }, Ct);

        await Should.ThrowAsync<System.Data.Common.DbException>(() => TamperAsync(tampering));

        (await Ledger.VerifyAuditAsync(Ct)).ShouldBeNull();
    }

    private Task<bool> DecideAsync(long decision, Verdict verdict) =>
        Ledger.DecideAsync(decision, verdict, null, "vera", "agreed with Finance", Given.Noon, Ct);

    private Task RaiseAsync(NewAlert[] alerts, DateTimeOffset at) => Ledger.RaiseAlertsAsync(Given.Integration, alerts, at, Ct);

    private async Task<(WorkItem Item, long Decision)> AskAsync()
    {
        var item = await ClaimOneAsync(Given.Change("001"));
        await Ledger.CommitAsync(
            Given.Commit(new ItemOutcome(item.Id, ItemState.Waiting, "needs approval", FaultKind.NeedsApproval)) with
            {
                Questions = [Given.Question(item)],
            },
            Ct);
        return (item, (await Ledger.ListDecisionsAsync(Given.Integration, DecisionKind.Discount, Verdict.Open, Ct)).ShouldHaveSingleItem().Id);
    }
}
