using Harness.Features.Company;

namespace Harness.Features.Steps;

/// <summary>Sales orders, as Finance sees and makes them.</summary>
[Binding]
internal sealed class OrderSteps(World world, OrderBook orders)
{
    [Given("Finance has entered by hand an order of {string} for the purchase order {string}:")]
    public void EnterByHand(string customer, string number, DataTable table) => world.Finance.EnterOrder(customer, number, table.Rows.Select(Entry.Line));

    [StepDefinition("Finance changes the price of {string} on the order for {string} to {decimal}")]
    public void ChangePrice(string product, string opportunity, decimal price) => world.Finance.ChangePrice(orders.For(opportunity), product, price);

    [StepDefinition("Finance refuses new orders with {string}")]
    public void Refuse(string message) => world.Finance.RefuseOrders(message);

    [StepDefinition("Finance accepts new orders again")]
    public void Accept() => world.Finance.AcceptOrders();

    [Then("Finance has one order for {string} with:")]
    public void HasOrder(string opportunity, DataTable table)
    {
        var order = orders.For(opportunity);
        foreach (var (word, expected) in Entry.Pairs(table))
        {
            Entry.ShouldShow(word, world.Finance.Shown("order", order, word), expected, world.Today);
        }
    }

    [Then("the order for {string} has the lines:")]
    public void HasLines(string opportunity, DataTable table) => world.Finance.LinesOf(orders.For(opportunity)).ShouldBe(
        table.Rows.Select(row => new OrderLine(row["product"], decimal.Parse(row["quantity"]), decimal.Parse(row["price"]), decimal.Parse(row["net"]))),
        ignoreOrder: true);

    [Then("Finance has no order for {string}")]
    public void HasNoOrder(string opportunity) => orders.AllFor(opportunity).ShouldBeEmpty();

    [Then("Finance has {int} order(s)")]
    public void HasOrders(int count) => world.Finance.Live("order").Count.ShouldBe(count);

    [Then("one order was created by Harness")]
    public void CreatedOnce() => world.Finance.MadeByHarness("order").ShouldBe(1);
}
