using Harness.Features.Company;

namespace Harness.Features.Steps;

[Binding]
internal sealed class ProductSteps(World world)
{
    private static readonly string[] Words = ["item", "name", "kind", "unit"];

    /// <summary>Every further column is a currency with the price in it.</summary>
    [StepDefinition("Finance sells:")]
    public void AddItems(DataTable table)
    {
        foreach (var row in table.Rows)
        {
            var prices = table.Header.Except(Words).ToDictionary(currency => currency, currency => decimal.Parse(row[currency]));
            world.Finance.AddItem(row["item"], row["name"], row["kind"], row["unit"], prices);
        }
    }

    [StepDefinition("Finance prices {string} at {decimal} {word}")]
    public void ChangePrice(string sku, decimal price, string currency) => world.Finance.PriceItem(sku, currency, price);

    [StepDefinition("Finance withdraws {string}")]
    public void Withdraw(string sku) => world.Finance.WithdrawItem(sku);

    [Given("Sales has the product {string} called {string}")]
    public void MakeUp(string sku, string name) => world.Sales.MakeUp(sku, name, null);

    [Given("Sales has the product {string} called {string} for {decimal} {word}")]
    public void MakeUp(string sku, string name, decimal price, string currency) => world.Sales.MakeUp(sku, name, (price, currency));

    [Then("Sales can sell {string} as {string} by the {string}")]
    public void IsOffered(string sku, string name, string unit)
    {
        var product = world.Sales.One("product", "sku", sku);
        world.Sales.Text("product", product, "name").ShouldBe(name);
        world.Sales.Text("product", product, "unit").ShouldBe(unit);
        world.Sales.Text("product", product, "active").ShouldBe("true");
    }

    [Then("Sales can sell {string} for:")]
    public void Costs(string sku, DataTable table) => world.Sales.PricesOf(sku)
        .ShouldBe(Entry.Pairs(table).ToDictionary(pair => pair.Name, pair => decimal.Parse(pair.Value)), ignoreOrder: true);

    [Then("Sales cannot sell {string}")]
    public void IsWithdrawn(string sku) => world.Sales.Text("product", world.Sales.One("product", "sku", sku), "active").ShouldBe("false");

    [Then("Sales does not know {string}")]
    public void IsUnknown(string sku) => world.Sales.Live("product").Select(product => world.Sales.Text("product", product, "sku")).ShouldNotContain(sku);
}
