using System.Text.Json.Nodes;
using Harness.Connectors.HubSpot;
using Harness.Port;
using static Harness.Unit.Connectors.HubSpot.SimulatedPortal;

namespace Harness.Unit.Connectors.HubSpot;

public sealed class FindingTests
{
    private static readonly Selection Companies = new("companies", "name", "tax_id", "erp_id");
    private static readonly Action<HubSpotOptions> LargePortal = options => options.MostListed = 0;

    [Fact]
    public async Task What_was_just_made_is_found_by_its_key_however_late_the_index_is()
    {
        using var portal = await Ready();
        portal.Act("set-preference", new JsonObject { ["indexLag"] = "PT1H" });
        await portal.Write(New("companies", "C-1", ("name", "Muster AG")));

        var found = await Find(portal, Companies, new FindKey("erp_id", "c-1"));

        found.ShouldHaveSingleItem().Values["name"]!.ToString().ShouldBe("Muster AG");
        portal.Calls.ShouldNotContain("search");
    }

    [Fact]
    public async Task A_key_that_is_not_unique_is_read_from_the_store_and_not_from_the_lagging_index()
    {
        using var portal = await Ready();
        portal.Act("set-preference", new JsonObject { ["indexLag"] = "PT1H" });
        portal.Create("companies", new JsonObject { ["name"] = "Doppelt AG", ["domain"] = "doppelt.example" });
        portal.Create("companies", new JsonObject { ["name"] = "Doppelt GmbH", ["domain"] = "doppelt.example" });

        var found = await Find(portal, Companies, new FindKey("domain", "DOPPELT.example"));

        found.Select(record => record.Values["name"]!.ToString()).Order().ShouldBe(["Doppelt AG", "Doppelt GmbH"]);
        portal.Calls.ShouldNotContain("search");
    }

    [Fact]
    public async Task A_portal_too_large_to_list_is_searched_and_the_hits_are_read_again_from_the_store()
    {
        using var portal = await Ready(change: LargePortal);
        var company = portal.First("companies");
        portal.Act("set-preference", new JsonObject { ["indexLag"] = "PT1H" });
        portal.Edit("companies", company["id"]!.ToString(), new JsonObject { ["name"] = "Renamed AG" });

        var found = await Find(portal, Companies, new FindKey("tax_id", company["tax_id"]!.ToString()));

        found.ShouldHaveSingleItem().Values["name"]!.ToString().ShouldBe("Renamed AG");
    }

    [Fact]
    public async Task What_this_process_wrote_is_found_though_no_search_shows_it_yet()
    {
        using var portal = await Ready(change: LargePortal);
        portal.Act("set-preference", new JsonObject { ["indexLag"] = "PT1H" });
        await portal.Write(New("companies", "C-1", ("name", "Muster AG"), ("tax_id", "DE111")));

        (await Find(portal, Companies, new FindKey("tax_id", "DE111"))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Hundreds_of_keys_are_asked_within_the_vendors_limits_of_a_search()
    {
        using var portal = await Ready(accounts: 20, change: LargePortal);
        var names = portal.Stored("companies").Select(company => company["name"]!.ToString()).ToList();
        var keys = Enumerable.Range(1, 300).Select(number => new FindKey("name", $"Nobody of this name {number}"))
            .Concat(names.Select(name => new FindKey([new KeyPart("name", name), new KeyPart("country", portal.Stored("companies").First(one => one["name"]!.ToString() == name)["country"]!.ToString())])));

        var found = await Find(portal, Companies, [.. keys]);

        found.Count.ShouldBe(names.Count);
        portal.System.Calls.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(0)]
    public async Task A_company_is_found_by_its_domain_wherever_people_wrote_it(int mostListed)
    {
        using var portal = await Ready(change: options => options.MostListed = mostListed);
        portal.Create("companies", new JsonObject { ["name"] = "By website", ["website"] = "https://www.seiler.example/" });
        portal.Create("companies", new JsonObject { ["name"] = "By domain", ["domain"] = "seiler.example", ["website"] = "https://shop.example" });

        var found = await Find(portal, Companies, new FindKey("website.domain", "seiler.example"));

        found.Select(record => record.Values["name"]!.ToString()).Order().ShouldBe(["By domain", "By website"]);
    }

    [Fact]
    public async Task An_archived_record_is_not_found()
    {
        using var portal = await Ready();
        var company = portal.First("companies");
        portal.Delete("companies", company["id"]!.ToString());

        (await Find(portal, Companies, new FindKey("tax_id", company["tax_id"]!.ToString()))).ShouldBeEmpty();
    }

    private static Task<IReadOnlyList<RawRecord>> Find(SimulatedPortal portal, Selection selection, params FindKey[] keys) =>
        portal.Settle(portal.Connector.FindManyAsync(selection, keys, Ct));
}
