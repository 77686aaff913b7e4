using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Unit.Store;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task Intents_get_their_ids_in_the_order_they_were_given()
    {
        await StoreAsync([.. Enumerable.Range(0, 50).Select(n => Given.Change($"{n:D3}"))]);
        var items = await ClaimAsync();

        var written = await Ledger.WriteIntentsAsync([.. items.Select(Given.Intent)], Ct);

        written.Select(i => i.ItemId).ShouldBe(items.Select(i => i.Id));
        (await Ledger.OpenIntentsAsync(Given.Integration, [items[7].Id], Ct)).ShouldHaveSingleItem().ShouldBe(written[7]);
    }

    [Fact]
    public async Task An_intent_without_an_outcome_shows_to_the_next_item_of_its_subject()
    {
        var first = await ClaimOneAsync(Given.Change("001"));
        var intent = (await Ledger.WriteIntentsAsync([Given.Intent(first)], Ct)).Single();
        await CommitAsync(new ItemOutcome(first.Id, ItemState.Waiting, "no answer", FaultKind.OutcomeUnknown, CountAttempt: true));

        var next = await ClaimOneAsync(Given.Change("001", "v2"));

        (await Ledger.OpenIntentsAsync(Given.Integration, [next.Id], Ct)).ShouldBe([intent with { ItemId = next.Id }]);
    }

    [Fact]
    public async Task An_intent_is_closed_once()
    {
        var item = await ClaimOneAsync(Given.Change("001"));
        var intent = (await Ledger.WriteIntentsAsync([Given.Intent(item)], Ct)).Single();
        var closed = Given.Commit() with { Intents = [new IntentClosed(intent.Id, IntentOutcome.Written, "77", null, null)] };
        await Ledger.CommitAsync(closed, Ct);

        await Should.ThrowAsync<InvalidOperationException>(() => Ledger.CommitAsync(closed, Ct));
        (await Ledger.OpenIntentsAsync(Given.Integration, [item.Id], Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_that_fails_in_its_last_part_leaves_nothing()
    {
        var item = await ClaimOneAsync(Given.Change("001"));
        var intent = (await Ledger.WriteIntentsAsync([Given.Intent(item)], Ct)).Single();
        var commit = new PassCommit(Given.Integration, Given.Noon)
        {
            Intents = [new IntentClosed(intent.Id, IntentOutcome.Written, "77", null, null)],
            Links = [Given.Link("001", "77")],
            Outcomes = [new ItemOutcome(item.Id, ItemState.Synced), new ItemOutcome(item.Id + 999, ItemState.Synced)],
            Audit = [Given.Entry("created")],
        };

        await Should.ThrowAsync<InvalidOperationException>(() => Ledger.CommitAsync(commit, Ct));

        (await Ledger.OpenIntentsAsync(Given.Integration, [item.Id], Ct)).Count.ShouldBe(1);
        (await Ledger.ReadLinksAsync(Given.Integration, "account", SystemRole.Crm, ["001"], Ct)).ShouldBeEmpty();
        (await ItemAsync(item.Id)).State.ShouldBe(ItemState.Pending);
    }

    [Fact]
    public async Task A_link_is_replaced_by_its_newer_baseline()
    {
        await Ledger.CommitAsync(Given.Commit() with { Links = [Given.Link("001", "77")] }, Ct);
        await Ledger.CommitAsync(Given.Commit() with { Links = [Given.Link("001", "77", "{\"name\":\"Acme\"}") with { How = "by hand" }] }, Ct);

        var link = (await Ledger.ReadLinksAsync(Given.Integration, "account", SystemRole.Erp, ["77", "78", "77"], Ct)).ShouldHaveSingleItem();
        link.Baseline.ShouldBe("{\"name\":\"Acme\"}");
        link.How.ShouldBe("created");
    }

    [Theory]
    [InlineData("001", "78")]
    [InlineData("002", "77")]
    public async Task A_record_is_linked_to_one_record_of_the_other_side(string crmId, string erpId)
    {
        await Ledger.CommitAsync(Given.Commit() with { Links = [Given.Link("001", "77")] }, Ct);

        var refused = await Should.ThrowAsync<InvalidOperationException>(
            () => Ledger.CommitAsync(Given.Commit() with { Links = [Given.Link(crmId, erpId)] }, Ct));

        refused.Message.ShouldContain(crmId);
        refused.Message.ShouldContain(erpId);
    }

    [Fact]
    public async Task An_item_that_waits_is_released_when_its_prerequisite_is_recorded()
    {
        var order = await ClaimOneAsync(Given.Change("006", flow: "sales_orders"));
        await CommitAsync(new ItemOutcome(order.Id, ItemState.Waiting, "waits for its account", WaitsOn: "account:crm:001"));
        (await ClaimAsync("sales_orders")).ShouldBeEmpty();

        await Ledger.CommitAsync(Given.Commit() with { Links = [Given.Link("001", "77")], Releases = ["account:crm:001"] }, Ct);

        (await ClaimAsync("sales_orders")).ShouldHaveSingleItem().WaitsOn.ShouldBeNull();
    }

    [Theory]
    [InlineData("account:crm:001")]
    [InlineData("account:erp:77")]
    public async Task An_item_does_not_begin_to_wait_for_what_was_recorded_meanwhile(string awaited)
    {
        var order = await ClaimOneAsync(Given.Change("006", flow: "sales_orders"));
        await Ledger.CommitAsync(Given.Commit() with { Links = [Given.Link("001", "77")], Releases = ["account:crm:001"] }, Ct);

        await CommitAsync(new ItemOutcome(order.Id, ItemState.Waiting, "waits for its account", WaitsOn: awaited));

        (await ClaimAsync("sales_orders")).ShouldHaveSingleItem().Id.ShouldBe(order.Id);
    }

    [Fact]
    public async Task Follow_up_work_is_stored_with_the_outcome_that_asks_for_it()
    {
        var item = await ClaimOneAsync(Given.Change("001"));

        await Ledger.CommitAsync(
            Given.Commit(new ItemOutcome(item.Id, ItemState.Synced)) with { FollowUps = [Given.Change("001", "follow-up:1")] }, Ct);

        (await ClaimAsync()).ShouldHaveSingleItem().Version.ShouldBe("follow-up:1");
    }

    [Fact]
    public async Task The_status_counts_what_is_where()
    {
        await StopAsync(Given.Change("001"));
        var waiting = await ClaimOneAsync(Given.Change("002"));
        await Ledger.WriteIntentsAsync([Given.Intent(waiting)], Ct);
        await Ledger.CommitAsync(
            Given.Commit(new ItemOutcome(waiting.Id, ItemState.Waiting, "busy", FaultKind.Throttled, Given.Noon.AddMinutes(2))) with
            {
                Notes = [Given.Note("002", "waits", Given.Noon)],
            },
            Ct);

        var status = await Ledger.ReadStatusAsync(Given.Integration, Given.Noon, Ct);

        status.Counts.ShouldBe(
            [new FlowCount("accounts", ItemState.Stopped, FaultKind.InvalidData, 1), new FlowCount("accounts", ItemState.Waiting, FaultKind.Throttled, 1)],
            ignoreOrder: true);
        status.OldestOpen["accounts"].ShouldBe(Given.Noon);
        status.OpenIntents.ShouldBe(1);
        status.PendingNotes.ShouldBe(1);
        status.NextDue.ShouldBe(Given.Noon.AddMinutes(2));
    }

    [Fact]
    public async Task A_record_s_history_shows_both_of_its_sides()
    {
        var item = await ClaimOneAsync(Given.Change("001"));
        var intent = (await Ledger.WriteIntentsAsync([Given.Intent(item)], Ct)).Single();
        await Ledger.CommitAsync(
            Given.Commit(new ItemOutcome(item.Id, ItemState.Synced)) with
            {
                Intents = [new IntentClosed(intent.Id, IntentOutcome.Written, "77", null, null)],
                Links = [Given.Link("001", "77")],
                Audit = [Given.Entry("created")],
            },
            Ct);

        var history = await Ledger.ReadHistoryAsync(Given.Integration, "account", "77", Ct);

        history.Links.Count.ShouldBe(1);
        history.Items.ShouldHaveSingleItem().Id.ShouldBe(item.Id);
        history.Intents.ShouldHaveSingleItem().ShouldBe(
            new IntentHistory(intent, new IntentClosed(intent.Id, IntentOutcome.Written, "77", null, null), Given.Noon));
        history.Audit.ShouldHaveSingleItem().Action.ShouldBe("created");
    }
}
