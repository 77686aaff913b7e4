using System.Text.Json.Nodes;
using Harness.Features.Company;

namespace Harness.Features.Steps;

/// <summary>Opportunities, as Sales works on them.</summary>
[Binding]
internal sealed class OpportunitySteps(World world)
{
    [StepDefinition("Sales has the opportunity {string} of {string} with:")]
    public void Add(string name, string account, DataTable table)
    {
        var opportunity = Add(name, account, []);
        world.Sales.Act("edit-lines", new JsonObject { ["opportunity"] = opportunity, ["add"] = new JsonArray([.. table.Rows.Select(Line)]) });
    }

    [StepDefinition("Sales has the opportunity {string} of {string} worth {decimal}")]
    public void Add(string name, string account, decimal amount) => Add(name, account, new JsonObject { ["Amount"] = amount });

    [StepDefinition("the opportunity {string} has the purchase order {string}")]
    public void SetPurchaseOrder(string name, string number) => Edit(name, new JsonObject { ["PO_Number__c"] = number });

    [StepDefinition("the opportunity {string} has a discount of {decimal} % on the whole")]
    public void SetDiscount(string name, decimal percent) => Edit(name, new JsonObject { ["Header_Discount__c"] = percent });

    [StepDefinition("Sales wins the opportunity {string}")]
    public void Win(string name) => Win(name, 0);

    [StepDefinition("Sales wins the opportunity {string} {int} days ago")]
    public void Win(string name, int daysAgo) => world.Sales.Act("close-won", new JsonObject
    {
        ["opportunity"] = IdOf(name), ["date"] = world.Today.AddDays(-daysAgo).ToString("yyyy-MM-dd"),
    });

    [StepDefinition("Sales loses the opportunity {string}")]
    public void Lose(string name) => world.Sales.Act("close-lost", new JsonObject { ["opportunity"] = IdOf(name) });

    [StepDefinition("Sales reopens the opportunity {string}")]
    public void Reopen(string name) => world.Sales.Act("reopen", new JsonObject { ["opportunity"] = IdOf(name) });

    [StepDefinition("Sales moves the opportunity {string} to {string}")]
    public void Move(string name, string stage) => Edit(name, new JsonObject { ["StageName"] = stage });

    [StepDefinition("Sales changes the quantity of {string} in {string} to {decimal}")]
    public void ChangeQuantity(string product, string name, decimal quantity) => ChangeLine(product, name, "quantity", quantity);

    [StepDefinition("Sales changes the discount of {string} in {string} to {decimal}")]
    public void ChangeDiscount(string product, string name, decimal discount) => ChangeLine(product, name, "discount", discount);

    [StepDefinition("Sales wins every open opportunity")]
    public void WinAll()
    {
        foreach (var opportunity in world.Sales.Live("Opportunity").Where(one => one["IsClosed"]?.ToString() == "false"))
        {
            Win(opportunity["Name"]!.ToString());
        }
    }

    [Given("a company with {int} accounts and {int} open opportunities of {int} lines")]
    public void Settle(int accounts, int opportunities, int lines) => world.Settle(accounts, opportunities, lines);

    [Given("orders with more than {decimal} % discount need an approval")]
    public Task SetLimitAsync(decimal percent) => world.Runner.ChangePolicyAsync(policy => policy["DiscountLimitPercent"] = percent, world.Stop);

    [Given("orders are made at the stage {string}")]
    public Task SetStageAsync(string stage) => world.Runner.ChangePolicyAsync(policy => policy["OrderStages"] = new JsonArray(stage), world.Stop);

    private string IdOf(string name) => world.Sales.One("Opportunity", "Name", name)["Id"]!.ToString();

    private void Edit(string name, JsonObject fields) => world.Sales.Edit("Opportunity", IdOf(name), fields);

    private string Add(string name, string account, JsonObject fields)
    {
        var owner = world.Sales.One("Account", "Name", account);
        fields["Name"] = name;
        fields["AccountId"] = owner["Id"]!.ToString();
        fields["CurrencyIsoCode"] = owner["CurrencyIsoCode"]!.ToString();
        fields["StageName"] = "Qualification";
        fields["CloseDate"] = world.Today.AddDays(20).ToString("yyyy-MM-dd");
        return world.Sales.Create("Opportunity", fields)["Id"]!.ToString();
    }

    private void ChangeLine(string product, string name, string what, decimal value)
    {
        var opportunity = IdOf(name);
        var line = world.Sales.Live("OpportunityLineItem").Single(one =>
            one["OpportunityId"]?.ToString() == opportunity && one["ProductCode"]?.ToString() == product);
        world.Sales.Act("edit-lines", new JsonObject
        {
            ["opportunity"] = opportunity,
            ["change"] = new JsonArray(new JsonObject { ["line"] = line["Id"]!.ToString(), [what] = value }),
        });
    }

    private static JsonNode Line(DataTableRow row)
    {
        var line = new JsonObject { ["sku"] = row["product"], ["quantity"] = decimal.Parse(row["quantity"]), ["unitPrice"] = decimal.Parse(row["price"]) };
        if (row.TryGetValue("discount", out var discount) && discount.Length > 0)
        {
            line["discount"] = decimal.Parse(discount);
        }

        return line;
    }
}
