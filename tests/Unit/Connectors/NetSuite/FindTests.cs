using Harness.Port;

namespace Harness.Unit.Connectors.NetSuite;

public sealed class FindTests
{
    private static readonly Selection customer = new("customer", "companyName", "externalId");

    [Fact]
    public async Task Text_is_found_without_regard_to_case_and_quotes_are_text()
    {
        using var bench = new Bench();
        var id = await bench.CreatedAsync(A.Customer("main-acc-1", ("companyName", "O'Hara ÄG"), (A.Address("billing", "country"), "DE")));
        await bench.CreatedAsync(A.Customer("main-acc-2", ("companyName", "O'Hara ÄG"), (A.Address("billing", "country"), "FR")));

        var found = await FindAsync(bench, new FindKey([new KeyPart("companyName", "o'hara äg"), new KeyPart(A.Address("billing", "country"), "DE")]));

        found.ShouldBe([id]);
    }

    [Theory]
    [InlineData("https://www.Example.com/shop?x=1", true)]
    [InlineData("example.com", true)]
    [InlineData("http://example.com:8080", true)]
    [InlineData("https://example.com.evil.test", false)]
    [InlineData("https://notexample.com", false)]
    [InlineData("https://other.test/example.com", false)]
    public async Task A_domain_is_the_host_of_the_web_address_and_nothing_else(string url, bool isFound)
    {
        using var bench = new Bench();
        await bench.CreatedAsync(A.Customer("main-acc-1", ("url", url)));

        var found = await bench.Connector.FindManyAsync(customer, [new FindKey("url.domain", "example.com")], Bench.Ct);

        found.Count.ShouldBe(isFound ? 1 : 0);
        found.ShouldAllBe(record => !record.Values.ContainsKey("url.domain"));
    }

    [Fact]
    public async Task Keys_of_many_shapes_and_more_values_than_a_list_may_have_are_asked_in_few_calls()
    {
        using var bench = new Bench();
        var one = await bench.CreatedAsync(A.Customer("main-acc-1", ("vatRegNumber", "DE1")));
        var two = await bench.CreatedAsync(A.Customer("main-acc-2"));
        var before = bench.Calls.Count();

        var found = await FindAsync(
            bench, [.. Enumerable.Range(1, 1000).Select(i => new FindKey("externalId", $"main-acc-{i}")), new FindKey("vatRegNumber", "de1")]);

        found.ShouldBe([one, two], ignoreOrder: true);
        (bench.Calls.Count() - before).ShouldBe(3);
    }

    [Fact]
    public async Task A_field_that_the_account_does_not_have_is_a_broken_mapping()
    {
        using var bench = new Bench();

        var thrown = await Should.ThrowAsync<ConnectorException>(() => FindAsync(bench, new FindKey("custentity_nothing", "x")));

        thrown.Fault.Kind.ShouldBe(FaultKind.MappingBroken);
        thrown.Fault.Fields.ShouldBe(["custentity_nothing"]);
    }

    [Fact]
    public async Task Items_come_with_their_base_prices_by_currency()
    {
        using var bench = new Bench();
        var id = bench.Item("SKU-1", "kitItem", ("1", 12.5m), ("5", 1800m));
        var selection = new Selection("item", ["itemId", "saleUnit.refName", "itemType"], [new LineSelection("price", "currency.symbol", ["unitPrice"])]);

        var found = (await bench.Connector.FindManyAsync(selection, [new FindKey("itemId", "sku-1")], Bench.Ct)).ShouldHaveSingleItem();

        found.Ref.Id.ShouldBe(id);
        found.Values["saleUnit.refName"]!.ToString().ShouldBe("Each");
        found.Values["itemType"]!.ToString().ShouldBe("Kit");
        found.Lines["price"].ToDictionary(l => l.Key, l => l.Values["unitPrice"]!.GetValue<decimal>())
            .ShouldBe(new Dictionary<string, decimal> { ["EUR"] = 12.5m, ["JPY"] = 1800m });
    }

    private static async Task<List<string>> FindAsync(Bench bench, params FindKey[] keys) =>
        [.. (await bench.Connector.FindManyAsync(customer, keys, Bench.Ct)).Select(record => record.Ref.Id)];
}
