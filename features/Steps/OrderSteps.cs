using System.Text.Json.Nodes;
using Harness.Features.Company;

namespace Harness.Features.Steps;

/// <summary>Sales orders, as Finance sees and makes them.</summary>
[Binding]
internal sealed class OrderSteps(World world, OrderBook orders)
{
    [Given("Finance has entered by hand an order of {string} for the purchase order {string}:")]
    public void EnterByHand(string customer, string number, DataTable table) => world.Finance.Act("enter-order", new JsonObject
    {
        ["customer"] = world.Finance.One("customer", "companyName", customer)["id"]!.ToString(),
        ["otherRefNum"] = number,
        ["lines"] = new JsonArray([.. table.Rows.Select(row => (JsonNode)new JsonObject
        {
            ["item"] = row["product"], ["quantity"] = decimal.Parse(row["quantity"]), ["rate"] = decimal.Parse(row["price"]),
        })]),
    });

    [StepDefinition("Finance changes the price of {string} on the order for {string} to {decimal}")]
    public void ChangePrice(string product, string opportunity, decimal price)
    {
        var order = orders.For(opportunity);
        var line = order["item"]!["items"]!.AsArray().Single(row => row!["item"]!["refName"]!.ToString() == product)!;
        world.Finance.Edit("salesOrder", order["id"]!.ToString(), new JsonObject
        {
            ["item"] = new JsonObject
            {
                ["items"] = new JsonArray(new JsonObject
                {
                    ["line"] = line["line"]!.DeepClone(), ["price"] = "-1", ["rate"] = price, ["amount"] = price * FinanceWords.Number(line["quantity"]),
                }),
            },
        });
    }

    [StepDefinition("Finance refuses new orders with {string}")]
    public void Refuse(string message) => world.Finance.Act("reject-saves", new JsonObject { ["record"] = "salesOrder", ["message"] = message });

    [StepDefinition("Finance accepts new orders again")]
    public void Accept() => world.Finance.Act("accept-saves", new JsonObject { ["record"] = "salesOrder" });

    [Then("Finance has one order for {string} with:")]
    public void HasOrder(string opportunity, DataTable table)
    {
        var order = orders.For(opportunity);
        foreach (var (word, expected) in Entry.Pairs(table))
        {
            Entry.ShouldShow(word, world.Words.OfOrder(order, word), expected, world.Today);
        }
    }

    [Then("the order for {string} has the lines:")]
    public void HasLines(string opportunity, DataTable table) => FinanceWords.LinesOf(orders.For(opportunity)).ShouldBe(
        table.Rows.Select(row => new OrderLine(row["product"], decimal.Parse(row["quantity"]), decimal.Parse(row["price"]), decimal.Parse(row["net"]))),
        ignoreOrder: true);

    [Then("Finance has no order for {string}")]
    public void HasNoOrder(string opportunity) => orders.AllFor(opportunity).ShouldBeEmpty();

    [Then("Finance has {int} order(s)")]
    public void HasOrders(int count) => world.Finance.Live("salesOrder").Count.ShouldBe(count);

    [Then("one order was created by Harness")]
    public void CreatedOnce() => world.Finance.WrittenEver().Count(entry => entry is { ObjectName: "salesOrder", Change: "create" }).ShouldBe(1);

    [Then("no customer was created twice")]
    public void NoCustomerTwice()
    {
        var created = world.Finance.WrittenEver().Where(entry => entry is { ObjectName: "customer", Change: "create" }).ToList();
        created.ShouldNotBeEmpty();
        created.GroupBy(entry => entry.Fields["externalId"]?.ToString()).Where(group => group.Key is null || group.Skip(1).Any()).ShouldBeEmpty();
    }
}
