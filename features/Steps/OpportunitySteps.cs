using System.Text.Json.Nodes;
using Harness.Features.Company;

namespace Harness.Features.Steps;

/// <summary>Opportunities, as Sales works on them.</summary>
[Binding]
internal sealed class OpportunitySteps(World world)
{
    [StepDefinition("Sales has the opportunity {string} of {string} with:")]
    public void Add(string name, string account, DataTable table) =>
        world.Sales.AddLines(world.Sales.AddOpportunity(name, account, world.Today.AddDays(20), null), table.Rows.Select(Entry.Line));

    [StepDefinition("Sales has the opportunity {string} of {string} worth {decimal}")]
    public void Add(string name, string account, decimal amount) => world.Sales.AddOpportunity(name, account, world.Today.AddDays(20), amount);

    [StepDefinition("the opportunity {string} has the purchase order {string}")]
    public void SetPurchaseOrder(string name, string number) => world.Sales.ChangeOpportunity(name, "purchase order", number);

    [StepDefinition("the opportunity {string} has a discount of {decimal} % on the whole")]
    public void SetDiscount(string name, decimal percent) => world.Sales.ChangeOpportunity(name, "discount", percent.ToString());

    [StepDefinition("Sales wins the opportunity {string}")]
    public void Win(string name) => Win(name, 0);

    [StepDefinition("Sales wins the opportunity {string} {int} days ago")]
    public void Win(string name, int daysAgo) => world.Sales.Win(world.Sales.IdOf("opportunity", name), world.Today.AddDays(-daysAgo));

    [StepDefinition("Sales loses the opportunity {string}")]
    public void Lose(string name) => world.Sales.Act("close-lost", new JsonObject { ["opportunity"] = world.Sales.IdOf("opportunity", name) });

    [StepDefinition("Sales reopens the opportunity {string}")]
    public void Reopen(string name) => world.Sales.Act("reopen", new JsonObject { ["opportunity"] = world.Sales.IdOf("opportunity", name) });

    [StepDefinition("Sales moves the opportunity {string} to the stage {string}")]
    public void Move(string name, string stage) => world.Sales.ChangeOpportunity(name, "stage", world.Sales.Stage(stage));

    [StepDefinition("Sales changes the quantity of {string} in {string} to {decimal}")]
    public void ChangeQuantity(string product, string name, decimal quantity) => world.Sales.ChangeLine(name, product, "quantity", quantity);

    [StepDefinition("Sales changes the discount of {string} in {string} to {decimal}")]
    public void ChangeDiscount(string product, string name, decimal discount) => world.Sales.ChangeLine(name, product, "discount", discount);

    [StepDefinition("Sales wins every open opportunity")]
    public void WinAll()
    {
        foreach (var opportunity in world.Sales.OpenOpportunities())
        {
            world.Sales.Win(opportunity, world.Today);
        }
    }

    [Given("a company with {int} accounts and {int} open opportunities of {int} lines")]
    public void Settle(int accounts, int opportunities, int lines) => world.Settle(accounts, opportunities, lines);

    [Given("orders with more than {decimal} % discount need an approval")]
    public Task SetLimitAsync(decimal percent) => world.Runner.ChangePolicyAsync(policy => policy["DiscountLimitPercent"] = percent, world.Stop);

    [Given("orders are made at the stage {string}")]
    public Task SetStageAsync(string stage) =>
        world.Runner.ChangePolicyAsync(policy => policy["OrderStages"] = new JsonArray(world.Sales.Stage(stage)), world.Stop);
}
