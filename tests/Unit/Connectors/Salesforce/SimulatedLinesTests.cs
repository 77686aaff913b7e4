using System.Text.Json.Nodes;
using Harness.Port;
using static Harness.Unit.Connectors.Salesforce.SimulatedOrg;

namespace Harness.Unit.Connectors.Salesforce;

public sealed class SimulatedLinesTests
{
    private static readonly Selection Opportunities = new("Opportunity", ["Name", "Amount", "Account.ERP_Id__c", "CloseDate"],
        [new LineSelection("OpportunityLineItems", "Id", ["Product2.ProductCode", "PricebookEntry.Product2.ProductCode", "Quantity", "UnitPrice", "Discount", "TotalPrice"])]);

    [Theory]
    [InlineData(2000)]
    [InlineData(3)]
    public async Task Opportunities_come_with_all_their_lines_in_one_call_and_the_pages_that_follow(int page)
    {
        using var org = await Ready();
        var ids = org.Stored("Opportunity").Select(row => row["Id"]!.ToString()).ToList();
        var lines = org.Stored("OpportunityLineItem");
        org.Act("set-limits", new JsonObject { ["page"] = page });
        var before = org.Calls.Count;

        var read = await org.Connector.ReadManyAsync(Opportunities, ids, Ct);

        org.Calls.Skip(before).ShouldBe(["composite", .. Enumerable.Repeat("query-next", Further(ids.Count, page) + Further(lines.Count, page))]);
        read.Count.ShouldBe(ids.Count);
        read.Sum(record => record.Lines["OpportunityLineItems"].Count).ShouldBe(lines.Count);
        read.ShouldAllBe(record => record.Values["Amount"]!.GetValue<decimal>()
            == record.Lines["OpportunityLineItems"].Sum(line => line.Values["TotalPrice"]!.GetValue<decimal>()));
        read[0].Lines["OpportunityLineItems"][0].Values["Product2.ProductCode"]!.ToString()
            .ShouldBe(read[0].Lines["OpportunityLineItems"][0].Values["PricebookEntry.Product2.ProductCode"]!.ToString());
    }

    [Fact]
    public async Task Opportunities_that_are_found_by_key_are_those_read_by_id()
    {
        using var org = await Ready();
        var stored = org.Stored("Opportunity").Take(3).ToList();
        FindKey[] keys = [.. stored.Select(row => new FindKey("Name", row["Name"]!.ToString())), new("Account.ERP_Id__c", "nobody")];
        var before = org.Calls.Count;

        var found = await org.Connector.FindManyAsync(Opportunities, keys, Ct);
        var read = await org.Connector.ReadManyAsync(Opportunities, [.. found.Select(record => record.Ref.Id)], Ct);

        org.Calls.Skip(before).ShouldBe(["composite", "composite"]);
        found.Select(record => record.Ref.Id).ShouldBeSubsetOf(org.Stored("Opportunity").Select(row => row["Id"]!.ToString()));
        stored.ShouldAllBe(row => found.Any(record => record.Ref.Id == row["Id"]!.ToString()));
        found.OrderBy(record => record.Ref.Id).Select(record => record.Version).ShouldBe(read.OrderBy(record => record.Ref.Id).Select(record => record.Version));
        found.ShouldAllBe(record => record.Lines["OpportunityLineItems"].Count > 0);
    }

    [Fact]
    public async Task A_deleted_opportunity_comes_without_lines()
    {
        using var org = await Ready();
        var ids = org.Stored("Opportunity").Take(2).Select(row => row["Id"]!.ToString()).ToList();
        org.Delete("Opportunity", ids[0]);

        var read = (await org.Connector.ReadManyAsync(Opportunities, ids, Ct)).ToDictionary(record => record.Ref.Id);

        read[ids[0]].Deleted.ShouldBeTrue();
        read[ids[0]].Lines["OpportunityLineItems"].ShouldBeEmpty();
        read[ids[1]].Lines["OpportunityLineItems"].ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_product_gets_its_prices_and_a_second_write_of_the_same_changes_nothing()
    {
        using var org = await Ready();
        static RawLine Price(string currency, decimal price) => new(currency, new Dictionary<string, JsonNode?> { ["UnitPrice"] = price, ["IsActive"] = true });
        var chair = Create("Product2", "main-sku", ("Name", "Chair"), ("ProductCode", "CHAIR-1"), ("IsActive", true)) with
        {
            Lines = [new LineSet("PricebookEntries", "CurrencyIsoCode", [Price("EUR", 10.50m), Price("JPY", 1700m)])],
        };
        var before = org.Calls.Count;

        var first = await org.Write(chair);
        var second = await org.Write(chair);
        var found = await org.Connector.FindManyAsync(
            new Selection("Product2", ["Name"], [new LineSelection("PricebookEntries", "CurrencyIsoCode", ["UnitPrice"])]), [new FindKey("ERP_Id__c", "main-sku")], Ct);

        first["main-sku"].Status.ShouldBe(WriteStatus.Written);
        second["main-sku"].Status.ShouldBe(WriteStatus.Written);
        org.Calls.Skip(before).ShouldBe(["collections-upsert", "composite", "collections-create", "collections-upsert", "query", "composite"]);
        found.ShouldHaveSingleItem().Lines["PricebookEntries"].ToDictionary(line => line.Key, line => line.Values["UnitPrice"]!.GetValue<decimal>())
            .ShouldBe(new Dictionary<string, decimal> { ["EUR"] = 10.50m, ["JPY"] = 1700m }, ignoreOrder: true);
    }

    private static int Further(int rows, int page) => (Math.Max(rows, 1) - 1) / page;
}
