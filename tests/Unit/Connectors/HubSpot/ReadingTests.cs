using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;
using static Harness.Unit.Connectors.HubSpot.SimulatedPortal;

namespace Harness.Unit.Connectors.HubSpot;

public sealed class ReadingTests
{
    private static readonly Selection Companies = new("companies", "name", "phone", "erp_id");
    private static readonly ChangeSource CompanySource = new("companies", Companies);
    private static readonly Selection Deals = new("deals", ["dealname", "hs_is_closed_won", "companies[primary].id"],
        [new LineSelection("line_items", "hs_object_id", ["quantity", "price", "discountPercent", "amount"])]);

    [Fact]
    public async Task All_that_is_there_is_read_once_and_then_nothing()
    {
        using var portal = await Ready();

        var (first, cursor) = await portal.ReadAll(CompanySource, null);
        var (again, _) = await portal.ReadAll(CompanySource, cursor);

        first.Select(record => record.Values["name"]!.ToString()).Order().ShouldBe(portal.Stored("companies").Select(one => one["name"]!.ToString()).Order());
        again.Select(record => record.Version).ShouldBeSubsetOf(first.Select(record => record.Version));
    }

    [Fact]
    public async Task A_change_is_read_from_every_earlier_cursor()
    {
        using var portal = await Ready();
        var (_, one) = await portal.ReadAll(CompanySource, null);
        var (_, two) = await portal.ReadAll(CompanySource, one);
        var id = portal.First("companies")["id"]!.ToString();
        portal.Edit("companies", id, new JsonObject { ["phone"] = "+49 30 4711" });

        foreach (var cursor in new[] { null, one, two })
        {
            var (records, _) = await portal.ReadAll(CompanySource, cursor);
            records.Last(record => record.Ref.Id == id).Values["phone"]!.ToString().ShouldBe("+49 30 4711");
        }
    }

    [Fact]
    public async Task A_far_future_cursor_gives_nothing()
    {
        using var portal = await Ready();
        var (records, _) = await portal.ReadAll(CompanySource, null, portal.Time.GetUtcNow().AddYears(5));

        records.ShouldBeEmpty();
    }

    [Fact]
    public async Task Contacts_are_asked_by_their_own_stamp()
    {
        using var portal = await Ready();

        var (records, _) = await portal.ReadAll(new ChangeSource("contacts", new Selection("contacts", "lastname", "associatedcompanyid")), null);

        records.Count.ShouldBe(portal.Stored("contacts").Count);
        records.ShouldAllBe(record => record.Values["associatedcompanyid"] != null);
        portal.Sent.Last(sent => sent.Contains("/search")).ShouldContain("\"lastmodifieddate\"");
    }

    [Fact]
    public async Task Five_hundred_records_of_one_stamp_are_all_read_and_it_ends()
    {
        using var portal = await Ready(accounts: 0);
        portal.Time.AutoAdvanceAmount = TimeSpan.Zero;
        foreach (var number in Enumerable.Range(1, 500))
        {
            portal.Create("companies", new JsonObject { ["name"] = $"Muster {number}" });
        }

        var (records, _) = await portal.ReadAll(CompanySource, null);

        records.Select(record => record.Ref.Id).Distinct().Count().ShouldBe(500);
        portal.Sent.Where(sent => sent.Contains("/search")).ShouldAllBe(sent => !sent.Contains("\"after\""));
    }

    [Fact]
    public async Task A_deal_brings_all_of_its_lines_and_its_primary_company()
    {
        using var portal = await Ready();
        var deal = portal.First("deals");
        foreach (var number in Enumerable.Range(1, 120))
        {
            portal.Act("edit-lines", new JsonObject
            {
                ["opportunity"] = deal["id"]!.ToString(),
                ["add"] = new JsonArray(new JsonObject { ["sku"] = portal.First("products")["hs_sku"]!.ToString(), ["quantity"] = number }),
            });
        }

        var read = (await portal.Settle(portal.Connector.ReadManyAsync(Deals, [deal["id"]!.ToString()], Ct))).ShouldHaveSingleItem();

        read.Lines["line_items"].Count.ShouldBe(123);
        read.Values["companies[primary].id"]!.ToString().ShouldBe(deal["company"]!.ToString());
    }

    [Fact]
    public async Task A_discount_given_per_unit_is_shown_as_a_percentage_beside_the_exact_net_amount()
    {
        using var portal = await Ready();
        var deal = portal.First("deals");
        portal.Act("edit-lines", new JsonObject
        {
            ["opportunity"] = deal["id"]!.ToString(),
            ["add"] = new JsonArray(new JsonObject
            {
                ["sku"] = portal.First("products")["hs_sku"]!.ToString(), ["quantity"] = 10, ["unitPrice"] = 200, ["unitDiscount"] = 25,
            }),
        });

        var read = (await portal.Settle(portal.Connector.ReadManyAsync(Deals, [deal["id"]!.ToString()], Ct))).ShouldHaveSingleItem();

        var line = read.Lines["line_items"][^1].Values;
        line["discountPercent"]!.ToString().ShouldBe("12.5");
        line["amount"]!.ToString().ShouldBe("1750");
    }

    [Fact]
    public async Task A_percentage_comes_off_the_line_and_not_off_the_unit()
    {
        using var portal = await Ready();
        var deal = portal.Create("deals", new JsonObject { ["dealname"] = "Ten of them", ["company"] = portal.First("companies")["id"]!.ToString() });
        portal.Act("edit-lines", new JsonObject
        {
            ["opportunity"] = deal["id"]!.ToString(),
            ["add"] = new JsonArray(new JsonObject { ["sku"] = portal.First("products")["hs_sku"]!.ToString(), ["quantity"] = 10, ["unitPrice"] = 234.56m, ["discount"] = 20 }),
        });

        var read = (await portal.Settle(portal.Connector.ReadManyAsync(Deals, [deal["id"]!.ToString()], Ct))).ShouldHaveSingleItem();

        read.Lines["line_items"][0].Values["amount"]!.ToString().ShouldBe("1876.48");
    }

    [Fact]
    public async Task Won_is_told_by_the_stage_whatever_it_is_called()
    {
        using var portal = await Ready();
        var deal = portal.Create("deals", new JsonObject { ["dealname"] = "Second pipeline", ["pipeline"] = "774211", ["dealstage"] = "1876541" });
        portal.Act("close-won", new JsonObject { ["opportunity"] = deal["id"]!.ToString() });

        var read = (await portal.Settle(portal.Connector.ReadManyAsync(Deals, [deal["id"]!.ToString()], Ct))).ShouldHaveSingleItem();

        read.Values["hs_is_closed_won"]!.ToString().ShouldBe("true");
        (await portal.Settle(portal.Connector.DescribeAsync(["deals"], Ct))).Notes.ShouldContain(note => note.Contains("Renewed (1876543)"));
    }

    [Fact]
    public async Task Both_records_of_a_merge_lead_to_the_new_one()
    {
        using var portal = await Ready();
        var (winner, loser) = (portal.Stored("companies")[0]["id"]!.ToString(), portal.Stored("companies")[1]["id"]!.ToString());
        var (_, cursor) = await portal.ReadAll(CompanySource, null);
        var survivor = portal.Act("merge-accounts", new JsonObject { ["winner"] = winner, ["loser"] = loser })["id"]!.ToString();

        var (changes, _) = await portal.ReadAll(CompanySource, cursor);
        var read = await portal.Settle(portal.Connector.ReadManyAsync(Companies, [winner, loser, survivor], Ct));

        changes.Where(record => record.MergedInto == survivor).Select(record => record.Ref.Id).Order().ShouldBe(new[] { winner, loser }.Order());
        read.ToDictionary(record => record.Ref.Id, record => record.MergedInto).ShouldBe(
            new Dictionary<string, string?> { [survivor] = null, [winner] = survivor, [loser] = survivor }, ignoreOrder: true);
    }

    [Fact]
    public async Task With_the_primary_id_kept_only_the_other_record_leads_to_it()
    {
        using var portal = await Ready();
        portal.Act("set-preference", new JsonObject { ["keepsPrimaryId"] = true });
        var (winner, loser) = (portal.Stored("companies")[0]["id"]!.ToString(), portal.Stored("companies")[1]["id"]!.ToString());
        portal.Act("merge-accounts", new JsonObject { ["winner"] = winner, ["loser"] = loser });

        var read = await portal.Settle(portal.Connector.ReadManyAsync(Companies, [winner, loser], Ct));

        read.Single(record => record.Ref.Id == loser).MergedInto.ShouldBe(winner);
        read.Single(record => record.Ref.Id == winner).MergedInto.ShouldBeNull();
    }

    [Fact]
    public async Task An_archived_record_is_told_by_the_feed_although_no_search_shows_it()
    {
        using var portal = await Ready(change: options => options.ArchivedEvery = TimeSpan.FromMinutes(1));
        var (_, cursor) = await portal.ReadAll(CompanySource, null);
        var id = portal.First("companies")["id"]!.ToString();
        portal.Delete("companies", id);
        portal.Time.Advance(TimeSpan.FromMinutes(2));

        var (changes, _) = await portal.ReadAll(CompanySource, cursor);

        changes.ShouldContain(record => record.Ref.Id == id && record.Deleted);
        (await portal.Settle(portal.Connector.ReadManyAsync(Companies, [id], Ct))).ShouldHaveSingleItem().Deleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_record_that_the_index_shows_late_is_read_when_it_shows()
    {
        using var portal = await Ready();
        var (_, cursor) = await portal.ReadAll(CompanySource, null);
        portal.Act("set-preference", new JsonObject { ["indexLag"] = "PT1M" });
        var id = portal.Create("companies", new JsonObject { ["name"] = "Late AG" })["id"]!.ToString();
        portal.Time.AutoAdvanceAmount = TimeSpan.Zero;
        var page = await portal.Settle(portal.Connector.ReadChangesAsync(new ChangeRequest(CompanySource, cursor, portal.Time.GetUtcNow(), TimeSpan.FromMinutes(15)), Ct));
        portal.Time.Advance(TimeSpan.FromMinutes(2));

        var (changes, _) = await portal.ReadAll(CompanySource, page.Cursor);

        page.Records.ShouldNotContain(record => record.Ref.Id == id);
        changes.ShouldContain(record => record.Ref.Id == id);
    }

    [Fact]
    public async Task A_gateways_page_in_HTML_is_asked_again()
    {
        using var portal = await Ready();
        portal.Arm(FaultKinds.Unavailable, "search", times: 2, html: true, status: 502);

        var (records, _) = await portal.ReadAll(CompanySource, null);

        records.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_unreadable_cursor_says_what_to_do()
    {
        using var portal = await Ready();

        var thrown = await Should.ThrowAsync<ConnectorException>(portal.Connector.ReadChangesAsync(
            new ChangeRequest(CompanySource, "nonsense", portal.Time.GetUtcNow(), TimeSpan.Zero), Ct));

        thrown.Fault.Message.ShouldContain("backfill");
    }
}
