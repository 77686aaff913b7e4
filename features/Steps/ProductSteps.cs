using System.Text.Json.Nodes;
using Harness.Features.Company;

namespace Harness.Features.Steps;

[Binding]
internal sealed class ProductSteps(World world)
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["goods"] = "inventoryItem",
        ["service"] = "serviceSaleItem",
        ["kit"] = "kitItem",
    };

    private static readonly string[] Words = ["item", "name", "kind", "unit"];

    /// <summary>Every further column is a currency with the price in it.</summary>
    [StepDefinition("Finance sells:")]
    public void AddItems(DataTable table)
    {
        foreach (var row in table.Rows)
        {
            world.Finance.Create(Kinds[row["kind"]], new JsonObject
            {
                ["itemId"] = row["item"],
                ["displayName"] = row["name"],
                ["unitsType"] = "1",
                ["saleUnit"] = row["unit"],
                ["price"] = new JsonObject
                {
                    ["items"] = new JsonArray([.. table.Header.Except(Words).Select(currency => Price(currency, row[currency]))]),
                },
            });
        }
    }

    [StepDefinition("Finance prices {string} at {decimal} {word}")]
    public void ChangePrice(string sku, decimal price, string currency) => world.Finance.Edit(
        ItemType(sku), ItemId(sku), new JsonObject { ["price"] = new JsonObject { ["items"] = new JsonArray(Price(currency, price.ToString())) } });

    [StepDefinition("Finance withdraws {string}")]
    public void Withdraw(string sku) => world.Finance.Edit(ItemType(sku), ItemId(sku), new JsonObject { ["isInactive"] = true });

    [Given("Sales has the product {string} called {string}")]
    public void MakeUp(string sku, string name) => world.Sales.Create("Product2", MadeUp(sku, name));

    [Given("Sales has the product {string} called {string} for {decimal} {word}")]
    public void MakeUp(string sku, string name, decimal price, string currency)
    {
        var product = world.Sales.Create("Product2", MadeUp(sku, name));
        world.Sales.Create("PricebookEntry", new JsonObject
        {
            ["Pricebook2Id"] = world.Sales.Live("Pricebook2").Single(book => book["IsStandard"]?.ToString() == "true")["Id"]!.ToString(),
            ["Product2Id"] = product["Id"]!.ToString(),
            ["UnitPrice"] = price,
            ["CurrencyIsoCode"] = currency,
            ["IsActive"] = true,
        });
    }

    [Then("Sales can sell {string} as {string} by the {string}")]
    public void IsOffered(string sku, string name, string unit)
    {
        var product = Product(sku);
        product["Name"]!.ToString().ShouldBe(name);
        product["QuantityUnitOfMeasure"]?.ToString().ShouldBe(unit);
        product["IsActive"]!.ToString().ShouldBe("true");
    }

    [Then("Sales can sell {string} for:")]
    public void Costs(string sku, DataTable table)
    {
        var id = Product(sku)["Id"]!.ToString();
        var prices = world.Sales.Live("PricebookEntry").Where(entry => entry["Product2Id"]?.ToString() == id && entry["IsActive"]?.ToString() == "true")
            .ToDictionary(entry => entry["CurrencyIsoCode"]!.ToString(), entry => FinanceWords.Number(entry["UnitPrice"]));
        prices.ShouldBe(Entry.Pairs(table).ToDictionary(pair => pair.Name, pair => decimal.Parse(pair.Value)), ignoreOrder: true);
    }

    [Then("Sales cannot sell {string}")]
    public void IsWithdrawn(string sku) => Product(sku)["IsActive"]!.ToString().ShouldBe("false");

    [Then("Sales does not know {string}")]
    public void IsUnknown(string sku) => world.Sales.Live("Product2").Select(product => product["ProductCode"]?.ToString()).ShouldNotContain(sku);

    private JsonObject Product(string sku) => world.Sales.One("Product2", "ProductCode", sku);

    private string ItemType(string sku) => Kinds.Values.Single(type => world.Finance.Live(type).Any(item => item["itemId"]?.ToString() == sku));

    private string ItemId(string sku) => world.Finance.One(ItemType(sku), "itemId", sku)["id"]!.ToString();

    private static JsonObject MadeUp(string sku, string name) => new() { ["ProductCode"] = sku, ["Name"] = name, ["IsActive"] = true };

    private static JsonObject Price(string currency, string price) => new() { ["currencyPage"] = currency, ["priceLevel"] = "1", ["price"] = decimal.Parse(price) };
}
