using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Connectors.BusinessCentral;

public sealed class OrderTests
{
    private const string key = "main-opp-006dZ0000000001AAA";
    private static readonly string[] header =
        ["key", "number", "customerId", "state", "purchaseOrder", "headerDiscountPercent", "totalAmountExcludingTax", "currencyCode", "exchangeRate", "orderDate"];

    [Fact]
    public async Task An_order_goes_out_with_its_lines_in_one_request()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));

        var number = await bench.CreatedAsync(A.Order(key, customer, ("purchaseOrder", "PO-77")).With(A.Line("L1", item, 2, 120, 5, 228), A.Line("L2", item, 1, 33.33m)));

        var order = await bench.ReadAsync(A.OrderSelection(header), number);
        order.Values["totalAmountExcludingTax"]!.ToString().ShouldBe("261.33");
        order.Values["purchaseOrder"]!.ToString().ShouldBe("PO-77");
        order.Lines["salesOrderLines"].Select(line => line.Values["quantity"]!.ToString()).ShouldBe(["2", "1"]);
        order.Lines["salesOrderLines"][0].Values["discountPercent"]!.ToString().ShouldBe("5");
        order.Lines["salesOrderLines"][0].Values["description"].ShouldBeNull("the item's own name is nobody's description");
        bench.Calls.Count(call => call.Operation == "create").ShouldBe(0, "everything goes through batches");
    }

    [Fact]
    public async Task A_discount_on_the_whole_order_follows_its_lines_as_an_amount()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));

        var number = await bench.CreatedAsync(A.Order(key, customer, ("headerDiscountPercent", 33.33m)).With(A.Line("L1", item, 3, 99.99m)));

        bench.Stored("salesOrders", number)["discountAmount"]!.GetValue<decimal>().ShouldBe(99.98m);
        (await bench.ReadAsync(A.OrderSelection(header), number)).Values["headerDiscountPercent"]!.ToString().ShouldBe("33.33");
    }

    [Fact]
    public async Task A_discount_that_could_not_follow_leaves_the_creation_in_doubt()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));
        bench.Arm(FaultKinds.RowLock, "update");

        var receipt = (await bench.WriteAsync(A.Order(key, customer, ("headerDiscountPercent", 10m)).With(A.Line("L1", item, 1, 100)))).Single();

        receipt.Status.ShouldBe(WriteStatus.Unknown);
        (await bench.Connector.FindManyAsync(A.OrderSelection(header), [new FindKey("key", key)], Bench.Ct)).ShouldHaveSingleItem().Values["key"]!.ToString().ShouldBe(key);
    }

    [Fact]
    public async Task An_agreed_amount_that_no_percentage_gives_is_booked_as_an_amount()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));

        var number = await bench.CreatedAsync(A.Order(key, customer).With(A.Line("L1", item, 1, 0.05m, 50, 0.02m)));

        var line = (await bench.ReadAsync(A.OrderSelection(header), number)).Lines["salesOrderLines"].Single();
        line.Values["amountExcludingTax"]!.ToString().ShouldBe("0.02");
    }

    /// <summary>Trap 7: a posted order is gone from the orders.</summary>
    [Fact]
    public async Task An_order_that_was_shipped_and_invoiced_is_still_found_by_key_and_by_number()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));
        var number = await bench.CreatedAsync(A.Order(key, customer).With(A.Line("L1", item, 2, 50), A.Line("L2", item, 1, 10)));
        bench.Act("invoice-order", new JsonObject { ["order"] = number });

        var byKey = (await bench.Connector.FindManyAsync(A.OrderSelection(header), [new FindKey("key", key)], Bench.Ct)).ShouldHaveSingleItem();
        var byNumber = await bench.ReadAsync(A.OrderSelection(header), number);

        bench.Living("salesOrders").ShouldBeEmpty();
        byKey.Ref.Id.ShouldBe(number);
        byKey.Values["key"]!.ToString().ShouldBe(key);
        byNumber.Values["state"]!.ToString().ShouldBe("Invoiced");
        byNumber.Values["totalAmountExcludingTax"]!.ToString().ShouldBe("110");
        byNumber.Lines["salesOrderLines"].Count.ShouldBe(2);
        byNumber.Values.ContainsKey("orderDate").ShouldBeFalse("an invoice does not say it, so nothing is said");
    }

    [Fact]
    public async Task An_order_that_is_invoiced_in_two_parts_says_so_and_adds_up_again()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));
        var number = await bench.CreatedAsync(A.Order(key, customer, ("headerDiscountPercent", 10m)).With(A.Line("L1", item, 4, 50), A.Line("L2", item, 2, 10)));

        bench.Act("invoice-order", new JsonObject { ["order"] = number, ["share"] = 0.5m });
        var half = await bench.ReadAsync(A.OrderSelection(header), number);
        bench.Act("invoice-order", new JsonObject { ["order"] = number });
        var whole = await bench.ReadAsync(A.OrderSelection(header), number);

        half.Values["state"]!.ToString().ShouldBe("Partially Invoiced");
        whole.Values["state"]!.ToString().ShouldBe("Invoiced");
        whole.Values["totalAmountExcludingTax"]!.ToString().ShouldBe("198");
        whole.Lines["salesOrderLines"].Select(line => line.Values["quantity"]!.ToString()).ShouldBe(["4", "2"]);
    }

    [Fact]
    public async Task A_change_to_an_invoiced_order_is_refused_with_what_to_do()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));
        var number = await bench.CreatedAsync(A.Order(key, customer).With(A.Line("L1", item, 2, 50)));
        bench.Act("invoice-order", new JsonObject { ["order"] = number });

        var receipt = (await bench.WriteAsync(A.Change("salesOrder", number, ("orderDate", "2026-02-01")))).Single();

        receipt.Fault!.Kind.ShouldBe(FaultKind.AlreadyBilled);
        receipt.Fault.Message.ShouldContain("credit memo");
    }

    [Fact]
    public async Task Changed_lines_keep_those_that_say_the_same()
    {
        using var bench = new Bench();
        var (one, two, three) = (bench.Item("HX-1"), bench.Item("HX-2"), bench.Item("HX-3"));
        var customer = bench.Customer("Acme GmbH");
        var number = await bench.CreatedAsync(A.Order(key, customer, ("headerDiscountPercent", 10m)).With(A.Line("L1", one, 1, 10), A.Line("L2", two, 1, 20)));
        var before = bench.Living("salesOrderLines").ToDictionary(line => line["lineObjectNumber"]!.ToString(), line => line["id"]!.ToString());

        var receipt = (await bench.WriteAsync(A.Change("salesOrder", number).With(A.Line("L1", one, 1, 10), A.Line("L3", three, 5, 2)))).Single();

        receipt.Status.ShouldBe(WriteStatus.Written, receipt.Fault?.Message);
        var after = bench.Living("salesOrderLines").ToDictionary(line => line["lineObjectNumber"]!.ToString(), line => line["id"]!.ToString());
        after.Keys.ShouldBe(["HX-1", "HX-3"], ignoreOrder: true);
        after["HX-1"].ShouldBe(before["HX-1"]);
        bench.Stored("salesOrders", number)["discountAmount"]!.GetValue<decimal>().ShouldBe(2m, "the percentage stands, so its amount follows the lines");
    }

    /// <summary>Trap 29: every change of a line gives the header another etag.</summary>
    [Fact]
    public async Task A_version_from_before_a_change_of_lines_is_refused_and_no_line_is_touched()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));
        var number = await bench.CreatedAsync(A.Order(key, customer).With(A.Line("L1", item, 1, 10)));
        var read = await bench.ReadAsync(A.OrderSelection(header), number);
        bench.System.PersonEdits("salesOrderLines", bench.Living("salesOrderLines").Single()["id"]!.ToString(), new JsonObject { ["quantity"] = 7 });

        var receipt = (await bench.WriteAsync(A.Change("salesOrder", number).With(A.Line("L1", item, 2, 10)) with { ExpectedVersion = read.Version })).Single();

        receipt.Fault!.Kind.ShouldBe(FaultKind.ChangedMeanwhile);
        bench.Living("salesOrderLines").Single()["quantity"]!.GetValue<decimal>().ShouldBe(7);
    }

    [Fact]
    public async Task An_order_that_people_entered_is_found_by_the_customers_purchase_order()
    {
        using var bench = new Bench();
        var customer = bench.Customer("Acme GmbH");
        bench.Item("HX-1");
        bench.Act("enter-order", new JsonObject
        {
            ["customer"] = customer, ["externalDocumentNumber"] = "PO-77", ["lines"] = new JsonArray(new JsonObject { ["item"] = "HX-1", ["quantity"] = 1, ["rate"] = 10 }),
        });

        var found = await bench.Connector.FindManyAsync(A.OrderSelection("purchaseOrder", "customerId"), [new FindKey("purchaseOrder", "PO-77")], Bench.Ct);

        found.ShouldHaveSingleItem().Values["purchaseOrder"]!.ToString().ShouldBe("PO-77");
    }

    [Fact]
    public async Task The_rate_of_an_order_is_the_one_in_force_on_its_posting_date()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("US Inc.", "USD"));

        var number = await bench.CreatedAsync((A.Order(key, customer) with { Values = new Dictionary<string, JsonNode?> { ["customerId"] = customer, ["currencyCode"] = "USD" } }).With(A.Line("L1", item, 1, 10)));

        (await bench.ReadAsync(A.OrderSelection(header), number)).Values["exchangeRate"]!.ToString().ShouldBe("0.925926");
    }

    /// <summary>Trap 37: the external document number takes 35 characters.</summary>
    [Fact]
    public async Task A_key_that_does_not_fit_is_refused_before_anything_is_sent()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));

        var receipt = (await bench.WriteAsync(A.Order("an-integration-with-a-long-name-opp-006dZ0000000001AAA", customer).With(A.Line("L1", item, 1, 1)))).Single();

        receipt.Fault!.Kind.ShouldBe(FaultKind.TooLong);
        bench.Living("salesOrders").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_blocked_item_stops_its_order_as_an_unknown_product()
    {
        using var bench = new Bench();
        var (item, customer) = (bench.Item("HX-1"), bench.Customer("Acme GmbH"));
        bench.System.PersonEdits("items", item, new JsonObject { ["blocked"] = true });

        var receipt = (await bench.WriteAsync(A.Order(key, customer).With(A.Line("L1", item, 1, 1)))).Single();

        receipt.Fault!.Kind.ShouldBe(FaultKind.UnknownProduct);
        bench.Living("salesOrders").ShouldBeEmpty("half an order is taken back");
    }
}
