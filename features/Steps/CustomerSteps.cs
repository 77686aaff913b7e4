using System.Text.Json.Nodes;
using Harness.Features.Company;

namespace Harness.Features.Steps;

/// <summary>Customers and contacts, as Finance keeps them.</summary>
[Binding]
internal sealed class CustomerSteps(World world)
{
    [Given("Finance has the customer {string} with:")]
    public void AddCustomer(string name, DataTable table) => world.Finance.AddCustomer(name, Entry.Pairs(table));

    [Given("customers that only Finance knows become accounts")]
    public Task CreateInCrmAsync() => world.Runner.ChangeMatrixAsync("account", "creates: [erp]", "creates: [crm, erp]", world.Stop);

    [StepDefinition("Finance changes the customer {string}:")]
    public void ChangeCustomer(string name, DataTable table) => world.Finance.ChangeCustomer(name, Entry.Pairs(table));

    [StepDefinition("Finance changes the billing address of {string}:")]
    public void ChangeAddress(string name, DataTable table) => world.Finance.ChangeAddress(name, Entry.Pairs(table));

    [Then("Finance has one customer {string}")]
    public void HasCustomer(string name) => world.Finance.One("customer", name);

    [Then("Finance has one customer {string} with:")]
    public void HasCustomer(string name, DataTable table) => ShouldShow("customer", world.Finance.One("customer", name), table);

    [StepDefinition("Finance has no customer {string}")]
    public void HasNoCustomer(string name) =>
        world.Finance.Live("customer").Select(customer => world.Finance.Text("customer", customer, "name")).ShouldNotContain(name);

    [Then("Finance has {int} customer(s)")]
    public void HasCustomers(int count) => world.Finance.Live("customer").Count.ShouldBe(count);

    [Then("no customer was created twice")]
    public void NoCustomerTwice()
    {
        world.Finance.MadeByHarness("customer").ShouldBeGreaterThan(0);
        world.Finance.Live("customer").Select(customer => world.Finance.Text("customer", customer, "name")).ShouldBeUnique();
    }

    [Then("Finance has one contact {string} at {string} with:")]
    public void HasContact(string name, string company, DataTable table)
    {
        var contact = world.Finance.Contacts(name).ShouldHaveSingleItem();
        world.Finance.Text("contact", contact, "customer").ShouldBe(world.Finance.IdOf("customer", company));
        ShouldShow("contact", contact, table);
    }

    [Then("Finance has no contact {string}")]
    public void HasNoContact(string name) => world.Finance.Contacts(name).ShouldBeEmpty();

    private void ShouldShow(string kind, JsonObject record, DataTable table)
    {
        foreach (var (word, expected) in Entry.Pairs(table))
        {
            Entry.ShouldShow(word, world.Finance.Shown(kind, record, word), expected, world.Today);
        }
    }
}
