using Harness.Sync.Ledger;

namespace Harness.Unit.Store;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task A_page_and_its_cursor_are_stored_together()
    {
        (await Ledger.StorePageAsync(Given.Cursor, null, "c1", [Given.Change("001"), Given.Change("002")], Given.Noon, Ct)).ShouldBe(2);

        (await Ledger.ReadCursorAsync(Given.Cursor, Ct)).ShouldBe("c1");
        (await ClaimAsync()).Select(i => i.Subject.Id).ShouldBe(["001", "002"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("c0")]
    public async Task A_page_read_from_a_cursor_that_has_moved_is_dropped_whole(string? expected)
    {
        await Ledger.StorePageAsync(Given.Cursor, null, "c1", [], Given.Noon, Ct);

        await Should.ThrowAsync<CursorMovedException>(
            () => Ledger.StorePageAsync(Given.Cursor, expected, "c2", [Given.Change("001")], Given.Noon, Ct));

        (await Ledger.ReadCursorAsync(Given.Cursor, Ct)).ShouldBe("c1");
        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_is_known_is_stored_once()
    {
        (await StoreAsync(Given.Change("001"), Given.Change("001"))).ShouldBe(1);
        (await StoreAsync(Given.Change("001"))).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_stored_is_read_back_as_it_was()
    {
        var work = Given.Change("001") with { Payload = "{\"Name\":\"Zoë 🚀 \\u0000 \\\"GmbH\\\"\"}", ChangedAt = Given.Noon.ToOffset(TimeSpan.FromHours(9)) };

        var item = await ClaimOneAsync(work);

        item.Payload.ShouldBe(work.Payload);
        item.ChangedAt.ShouldBe(work.ChangedAt);
        item.Subject.ShouldBe(work.Subject);
        item.Trigger.ShouldBe(work.Trigger);
    }

    [Fact]
    public async Task A_newer_change_supersedes_the_open_older_one_and_starts_afresh()
    {
        var stopped = await StopAsync(Given.Change("001"));

        await StoreAsync(Given.Change("001", "v2"));

        (await ItemAsync(stopped.Id)).ShouldSatisfyAllConditions(
            old => old.State.ShouldBe(ItemState.Superseded), old => old.Reason.ShouldBe("a newer change of the record"));
        (await ClaimAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            item => item.Version.ShouldBe("v2"), item => item.Attempts.ShouldBe(0));
    }

    [Fact]
    public async Task Of_two_versions_in_one_page_the_newer_one_stays()
    {
        await StoreAsync(Given.Change("001"), Given.Change("001", "v2"));

        (await ClaimAsync()).ShouldHaveSingleItem().Version.ShouldBe("v2");
    }

    [Fact]
    public async Task A_change_that_comes_in_while_the_record_is_worked_on_waits_its_turn()
    {
        var first = await ClaimOneAsync(Given.Change("001"));
        await StoreAsync(Given.Change("001", "v2"));

        (await ItemAsync(first.Id)).State.ShouldBe(ItemState.Pending);
        (await ClaimAsync()).ShouldBeEmpty();

        await CommitAsync(new ItemOutcome(first.Id, ItemState.Synced));
        (await ClaimAsync()).ShouldHaveSingleItem().Version.ShouldBe("v2");
    }

    [Fact]
    public async Task An_item_that_leaves_its_pass_open_gives_way_to_the_change_that_came_in_meanwhile()
    {
        var first = await ClaimOneAsync(Given.Change("001"));
        await StoreAsync(Given.Change("001", "v2"));

        await CommitAsync(new ItemOutcome(first.Id, ItemState.Waiting, "try again", DueAt: Given.Noon));

        (await ItemAsync(first.Id)).State.ShouldBe(ItemState.Superseded);
        (await ClaimAsync()).ShouldHaveSingleItem().Version.ShouldBe("v2");
    }

    [Fact]
    public async Task A_new_stamp_on_the_same_content_leaves_the_stopped_item_as_it_is()
    {
        var stopped = await StopAsync(Given.Change("001", content: "same"));

        await StoreAsync(Given.Change("001", "v2", content: "same"));

        (await ItemAsync(stopped.Id)).State.ShouldBe(ItemState.Stopped);
        (await ItemAsync("001", "v2")).ShouldSatisfyAllConditions(
            item => item.State.ShouldBe(ItemState.Superseded), item => item.Reason.ShouldBe("the same content is already in hand"));
    }

    [Fact]
    public async Task Content_that_comes_back_after_other_content_is_news()
    {
        var inHand = await ClaimOneAsync(Given.Change("001", content: "a"));
        await StoreAsync(Given.Change("001", "v2", content: "b"), Given.Change("001", "v3", content: "a"));
        await CommitAsync(new ItemOutcome(inHand.Id, ItemState.Synced));

        (await ClaimAsync()).ShouldHaveSingleItem().Version.ShouldBe("v3");
        (await ItemAsync("001", "v2")).State.ShouldBe(ItemState.Superseded);
    }

    [Fact]
    public async Task A_record_is_one_item_in_each_flow()
    {
        await StoreAsync(Given.Change("001"), Given.Change("001", flow: "contacts"));

        (await ClaimAsync()).Count.ShouldBe(1);
        (await ClaimAsync("contacts")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Urgent_and_old_items_go_first_and_each_is_claimed_once()
    {
        await StoreAsync(Given.Change("001"), Given.Change("002", priority: 1), Given.Change("003"));

        (await ClaimAsync(most: 2)).Select(i => i.Subject.Id).ShouldBe(["002", "001"]);
        (await ClaimAsync(most: 2)).Select(i => i.Subject.Id).ShouldBe(["003"]);
        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_waiting_item_is_claimed_when_it_is_due_and_not_before()
    {
        var item = await ClaimOneAsync(Given.Change("001"));
        await CommitAsync(new ItemOutcome(item.Id, ItemState.Waiting, "row locked", DueAt: Given.Noon.AddMinutes(5), CountAttempt: true));
        (await ClaimAsync()).ShouldBeEmpty();

        Clock.Advance(TimeSpan.FromMinutes(5));

        (await ClaimAsync()).ShouldHaveSingleItem().Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Returned_items_are_free_and_untouched()
    {
        var item = await ClaimOneAsync(Given.Change("001"));

        await Ledger.ReturnAsync([item.Id], Ct);

        (await ClaimAsync()).ShouldHaveSingleItem().ShouldBe(item);
    }

    [Fact]
    public async Task What_an_earlier_lease_had_in_hand_is_free_under_the_next_one()
    {
        await ClaimOneAsync(Given.Change("001"));
        await StoreAsync(Given.Change("001", "v2"));

        await Ledger.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);

        (await ClaimAsync()).ShouldHaveSingleItem().Version.ShouldBe("v2");
    }

    [Fact]
    public async Task Match_keys_belong_to_the_subject_that_came_first()
    {
        await Ledger.ClaimKeysAsync(Given.Integration, "account", new Dictionary<string, string> { ["tax_id:DE1"] = "001" }, Given.Noon, Ct);

        var held = await Ledger.ClaimKeysAsync(
            Given.Integration, "account", new Dictionary<string, string> { ["tax_id:DE1"] = "002", ["domain:acme.de"] = "002" }, Given.Noon, Ct);

        held.ShouldBe(new Dictionary<string, string> { ["tax_id:DE1"] = "001", ["domain:acme.de"] = "002" }, ignoreOrder: true);
    }
}
