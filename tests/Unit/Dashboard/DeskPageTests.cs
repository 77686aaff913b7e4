using System.Net;
using Harness.Port;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;
using Harness.Unit.Store;

namespace Harness.Unit.Dashboard;

public sealed class DeskPageTests
{
    private const string Reason = "Billing country is missing, and customer needs it: fill it in.";

    [Fact]
    public async Task A_hundred_records_with_one_trouble_are_one_line()
    {
        await using var pages = await Pages.OpenAsync();
        for (var at = 0; at < 100; at++)
        {
            await pages.StopAsync($"0{at:000}", $"\"Company {at}\" has {at + 90} characters, netsuite stores 83: shorten it.", FaultKind.TooLong);
        }

        (await pages.Ledger.ReadPatternsAsync(new DeskQuery(Given.Integration), Pages.Ct)).ShouldHaveSingleItem().Count.ShouldBe(100);
        using var visitor = await pages.SignedInAsync(Role.Viewer);
        (await visitor.SeeAsync("/desk")).Text.ShouldContain("<td class=\"count\">100</td>");
    }

    [Fact]
    public async Task A_failed_record_is_retried_four_clicks_from_home()
    {
        await using var pages = await Pages.OpenAsync();
        var item = await pages.StopAsync("001", Reason, title: "Harbor Traders");
        using var visitor = await pages.SignedInAsync(Role.Operator);

        var pattern = Link((await visitor.SeeAsync("/")).Text, "/desk?view=records");
        var record = Link((await visitor.SeeAsync(pattern)).Text, "/desk/");
        (await visitor.SeeAsync(record)).Text.ShouldContain("Harbor Traders");
        (await visitor.SendAsync(record, $"{record}/retry")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await pages.ItemAsync(item.Id)).State.ShouldBe(ItemState.Pending);
    }

    [Fact]
    public async Task Closing_and_overriding_need_a_reason_and_leave_their_trace()
    {
        await using var pages = await Pages.OpenAsync();
        var item = await pages.StopAsync("001", Reason);
        using var visitor = await pages.SignedInAsync(Role.Operator);

        (await visitor.SendAsync("/desk", $"/desk/{item.Id}/resolve")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.SendAsync("/desk", $"/desk/{item.Id}/override", ("why", " "))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.SendAsync("/desk", $"/desk/{item.Id}/resolve", ("why", "entered by hand"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.SendAsync("/desk", $"/desk/{item.Id}/resolve", ("why", "twice"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await visitor.SendAsync("/desk", $"/desk/{item.Id}/reopen", ("why", "too early"))).Status.ShouldBe(HttpStatusCode.Redirect);

        (await pages.ItemAsync(item.Id)).State.ShouldBe(ItemState.Pending);
        (await pages.Ledger.ReadAuditAsync(new AuditQuery(Given.Integration) { RecordId = "001" }, Pages.Ct)).Select(line => line.Entry.Action).ShouldBe(["reopened", "steered"]);
    }

    [Fact]
    public async Task A_closed_item_stays_closed_once_a_newer_change_has_come()
    {
        await using var pages = await Pages.OpenAsync();
        var item = await pages.StopAsync("001", Reason);
        await pages.Ledger.SteerAsync(item.Id, ItemState.Skipped, "omar", "by hand", pages.Clock.GetUtcNow(), Pages.Ct);
        await pages.Ledger.EnqueueAsync(Given.Integration, [Given.Change("001", "v2")], pages.Clock.GetUtcNow(), Pages.Ct);

        (await pages.Ledger.ReopenAsync(item.Id, "omar", "again", pages.Clock.GetUtcNow(), Pages.Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task Notes_stay_with_the_record_and_bulk_does_what_one_does()
    {
        await using var pages = await Pages.OpenAsync();
        var (one, two) = (await pages.StopAsync("001", Reason), await pages.StopAsync("002", Reason));
        using var visitor = await pages.SignedInAsync(Role.Operator);

        await visitor.SendAsync("/desk", $"/desk/{one.Id}/file", ("severity", "Critical"), ("note", "Ask Finance"), ("tags", "emea, Urgent"));
        await visitor.SendAsync("/desk", "/desk/file", ("item", $"{one.Id}"), ("item", $"{two.Id}"), ("assignee", "omar"), ("add-tag", "wave-1"));

        var desk = await pages.Ledger.ReadDeskAsync(new DeskQuery(Given.Integration) { Assignee = "omar" }, Pages.Ct);
        desk.Total.ShouldBe(2);
        desk.Items.Single(item => item.Item.Id == one.Id).File.ShouldSatisfyAllConditions(
            file => file.Severity.ShouldBe(Severity.Critical), file => file.Note.ShouldBe("Ask Finance"), file => file.Tags.ShouldBe(["emea", "urgent", "wave-1"]));
        (await pages.Ledger.ReadDeskAsync(new DeskQuery(Given.Integration) { Tag = "wave-1" }, Pages.Ct)).Total.ShouldBe(2);
        (await pages.Ledger.ReadDeskAsync(new DeskQuery(Given.Integration) { Severity = Severity.Critical }, Pages.Ct)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_typed_into_a_CRM_is_text_on_every_page()
    {
        const string Script = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        await using var pages = await Pages.OpenAsync();
        var item = await pages.StopAsync("001", $"name {Script} is wrong.", FaultKind.InvalidData, Script);
        using var visitor = await pages.SignedInAsync(Role.Admin);

        foreach (var path in new[] { "/", "/desk", "/desk?view=records", $"/desk/{item.Id}", "/records?q=script", "/records/account/crm/001", "/history" })
        {
            var (status, text) = await visitor.SeeAsync(path);
            status.ShouldBe(HttpStatusCode.OK, path);
            text.ShouldNotContain("<script>alert", customMessage: path);
            text.ShouldNotContain("<img", customMessage: path);
        }
    }

    [Fact]
    public async Task Programs_do_with_a_key_what_people_do_with_forms()
    {
        await using var pages = await Pages.OpenAsync();
        var item = await pages.StopAsync("001", Reason);
        var omar = (await pages.Ledger.ReadPeopleAsync(Pages.Ct)).Single(one => one.Name == "omar");
        using var program = pages.Visitor();

        (await program.SeeAsync("/api/desk")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        program.UseKey(await pages.Accounts.NewKeyAsync(omar, "tom", Pages.Ct));

        (await program.SeeAsync("/api/desk?view=records")).Text.ShouldContain("required_missing");
        (await program.SeeAsync($"/api/desk/{item.Id}")).Text.ShouldNotContain("\"payload\"");
        (await program.PostAsync($"/api/desk/{item.Id}/resolve", ("why", "settled"))).Status.ShouldBe(HttpStatusCode.OK);
        (await program.PostAsync($"/api/desk/{item.Id}/resolve", ("why", "settled"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await program.SeeAsync("/api/people")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string Link(string page, string start)
    {
        var at = page.IndexOf($"href=\"{start}", StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0);
        return WebUtility.HtmlDecode(page[(at + 6)..page.IndexOf('"', at + 6)]);
    }
}
