using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.NetSuite;

public sealed class SalesOrderTests
{
    [Fact]
    public async Task Discounts_are_lines_in_NetSuite_and_percentages_here()
    {
        using var bench = new Bench();
        var (customer, item) = await SetUpAsync(bench);
        var id = await bench.CreatedAsync(Order(customer, ("headerDiscountPercent", 5m), ("otherRefNum", "PO-1"), ("custbody_crm_opportunity", "006A"))
            .With(A.Line("L1", item, 2, 120m, 10m), A.Line("L2", item, 3, 33.333m)));

        var read = await bench.ReadAsync(A.Order("status", "total", "netTotal", "headerDiscountPercent", "entity.id", "custbody_crm_opportunity", "currency.symbol"), id);

        var lines = read.Lines["item"];
        lines.Select(l => l.Key).ShouldBe(["L1", "L2"]);
        lines[0].Values["discountPercent"]!.GetValue<decimal>().ShouldBe(10m);
        lines[0].Values["quantity"]!.GetValue<decimal>().ShouldBe(2m);
        lines[0].Values["rate"]!.GetValue<decimal>().ShouldBe(120m);
        lines[0].Values["amount"]!.GetValue<decimal>().ShouldBe(216m);
        lines[0].Values["item.itemId"]!.ToString().ShouldBe("SKU-1");
        lines[1].Values["discountPercent"].ShouldBeNull();
        lines[1].Values["amount"]!.GetValue<decimal>().ShouldBe(100m);
        read.Values["headerDiscountPercent"]!.GetValue<decimal>().ShouldBe(5m);
        read.Values["netTotal"]!.GetValue<decimal>().ShouldBe(300.2m);
        read.Values["total"]!.GetValue<decimal>().ShouldBe(300.2m);
        read.Values["status"]!.ToString().ShouldBe("Pending Fulfillment");
        read.Values["custbody_crm_opportunity"]!.ToString().ShouldBe("006A");
        read.Values["entity.id"]!.ToString().ShouldBe(customer);
        read.Values["currency.symbol"]!.ToString().ShouldBe("EUR");
    }

    [Fact]
    public async Task Tax_and_freight_are_not_in_the_net_total()
    {
        using var bench = new Bench(o => o.TaxRate = 19);
        var (customer, item) = await SetUpAsync(bench);
        var id = await bench.CreatedAsync(Order(customer).With(A.Line("L1", item, 1, 100m)));

        var read = await bench.ReadAsync(A.Order("total", "netTotal"), id);

        read.Values["total"]!.GetValue<decimal>().ShouldBe(119m);
        read.Values["netTotal"]!.GetValue<decimal>().ShouldBe(100m);
    }

    [Fact]
    public async Task An_order_that_is_sent_twice_keeps_its_lines()
    {
        using var bench = new Bench();
        var (customer, item) = await SetUpAsync(bench);
        var create = Order(customer).With(A.Line("L1", item, 2, 10m, 10m));

        var first = await bench.CreatedAsync(create);
        var second = await bench.CreatedAsync(create);

        second.ShouldBe(first);
        Stored(bench, first).ShouldBe(["L1", "L1-d"]);
    }

    [Fact]
    public async Task A_changed_order_keeps_its_lines_and_a_new_discount_stands_under_its_line()
    {
        using var bench = new Bench();
        var (customer, item) = await SetUpAsync(bench);
        var id = await bench.CreatedAsync(Order(customer).With(A.Line("L1", item, 2, 10m), A.Line("L2", item, 1, 50m)));
        var firstLine = Lines(bench, id)[0]!["line"]!.GetValue<decimal>();

        await bench.CreatedAsync(A.Change("salesOrder", id, ("memo", "changed")).With(A.Line("L1", item, 3, 10m, 20m), A.Line("L2", item, 1, 50m)));

        Stored(bench, id).ShouldBe(["L1", "L1-d", "L2"]);
        Lines(bench, id)[0]!["line"]!.GetValue<decimal>().ShouldBe(firstLine);
        var read = await bench.ReadAsync(A.Order("netTotal"), id);
        read.Values["netTotal"]!.GetValue<decimal>().ShouldBe(74m);
    }

    [Fact]
    public async Task A_line_that_is_gone_is_removed_with_its_discount()
    {
        using var bench = new Bench();
        var (customer, item) = await SetUpAsync(bench);
        var id = await bench.CreatedAsync(Order(customer).With(A.Line("L1", item, 2, 10m, 10m), A.Line("L2", item, 1, 50m)));

        await bench.CreatedAsync(A.Change("salesOrder", id).With(A.Line("L2", item, 1, 50m)));

        Stored(bench, id).ShouldBe(["L2"]);
    }

    [Fact]
    public async Task Items_are_found_by_their_number_in_one_query_for_the_batch()
    {
        using var bench = new Bench();
        var (customer, _) = await SetUpAsync(bench);
        RawLine Named(string sku) => new("L1", new Dictionary<string, JsonNode?> { ["item.itemId"] = sku, ["quantity"] = 1, ["rate"] = 9.99m });
        var before = bench.Calls.Count();

        var receipts = await bench.WriteAsync(
            Order(customer, "main-opp-1").With(Named("sku-1")), Order(customer, "main-opp-2").With(Named("NOBODY")), Order(customer, "main-opp-3").With(Named("SKU-1")));

        receipts.Single(r => r.Key == "new main-opp-2").Fault!.Kind.ShouldBe(FaultKind.UnknownProduct);
        receipts.Count(r => r.Status == WriteStatus.Written).ShouldBe(2);
        (bench.Calls.Count() - before).ShouldBe(3);
    }

    [Theory]
    [InlineData("JPY", 33, 1000, 33.33)]
    [InlineData("KWD", 3, 12.345, 7.5)]
    public async Task Percentages_survive_every_currency(string currency, decimal quantity, decimal rate, decimal percent)
    {
        using var bench = new Bench(o => o.RestrictCurrencies = false);
        var (customer, item) = await SetUpAsync(bench);
        var id = await bench.CreatedAsync(Order(customer, ("currency.symbol", currency), ("headerDiscountPercent", percent)).With(A.Line("L1", item, quantity, rate, percent)));

        var read = await bench.ReadAsync(A.Order("headerDiscountPercent", "currency.symbol"), id);

        read.Lines["item"][0].Values["discountPercent"]!.GetValue<decimal>().ShouldBe(percent);
        read.Values["headerDiscountPercent"]!.GetValue<decimal>().ShouldBe(percent);
        read.Values["currency.symbol"]!.ToString().ShouldBe(currency);
    }

    private static async Task<(string Customer, string Item)> SetUpAsync(Bench bench) =>
        (await bench.CreatedAsync(A.Customer("main-acc-1", ("currency.symbol", "EUR"))), bench.Item("SKU-1"));

    private static WriteRequest Order(string customer, params (string Path, JsonNode? Value)[] values) => Order(customer, "main-opp-1", values);

    private static WriteRequest Order(string customer, string externalId, params (string Path, JsonNode? Value)[] values) =>
        A.New("salesOrder", externalId, [("entity.id", customer), .. values]);

    private static JsonArray Lines(Bench bench, string id) => bench.Stored("salesOrder", id)["item"]!["items"]!.AsArray();

    private static IEnumerable<string> Stored(Bench bench, string id) => Lines(bench, id).Select(line => line!["custcol_crm_line"]!.ToString());
}
