using System.Text.Json.Nodes;
using Harness.Features.Company;

namespace Harness.Features.Steps;

/// <summary>Customers and contacts, as Finance keeps them.</summary>
[Binding]
internal sealed class CustomerSteps(World world)
{
    [Given("Finance has the customer {string} with:")]
    public void AddCustomer(string name, DataTable table)
    {
        var fields = FinanceWords.Customer(Entry.Pairs(table));
        fields["companyName"] = name;
        fields["subsidiary"] = "1";
        fields["currency"] ??= "EUR";
        world.Finance.Create("customer", fields);
    }

    [Given("customers that only Finance knows become accounts")]
    public Task CreateInCrmAsync() => world.Runner.ChangeMatrixAsync("account", "creates: [erp]", "creates: [crm, erp]", world.Stop);

    [StepDefinition("Finance changes the customer {string}:")]
    public void ChangeCustomer(string name, DataTable table) =>
        world.Finance.Edit("customer", Customer(name)["id"]!.ToString(), FinanceWords.Customer(Entry.Pairs(table)));

    [StepDefinition("Finance changes the billing address of {string}:")]
    public void ChangeAddress(string name, DataTable table)
    {
        var order = new JsonObject { ["customer"] = Customer(name)["id"]!.ToString() };
        foreach (var (word, value) in Entry.Pairs(table))
        {
            order[FinanceWords.AddressField(word)] = value;
        }

        world.Finance.Act("edit-address", order);
    }

    [Then("Finance has one customer {string}")]
    public void HasCustomer(string name) => Customer(name);

    [Then("Finance has one customer {string} with:")]
    public void HasCustomer(string name, DataTable table)
    {
        var customer = Customer(name);
        foreach (var (word, expected) in Entry.Pairs(table))
        {
            Entry.ShouldShow(word, world.Words.OfCustomer(customer, word), expected, world.Today);
        }
    }

    [StepDefinition("Finance has no customer {string}")]
    public void HasNoCustomer(string name) =>
        world.Finance.Live("customer").Select(customer => customer["companyName"]?.ToString()).ShouldNotContain(name);

    [Then("Finance has {int} customer(s)")]
    public void HasCustomers(int count) => world.Finance.Live("customer").Count.ShouldBe(count);

    [Then("Finance has one contact {string} at {string} with:")]
    public void HasContact(string name, string company, DataTable table)
    {
        var contact = Contacts(name).ShouldHaveSingleItem();
        contact["company"]!["id"]!.ToString().ShouldBe(Customer(company)["id"]!.ToString());
        foreach (var (word, expected) in Entry.Pairs(table))
        {
            Entry.ShouldShow(word, FinanceWords.OfContact(contact, word), expected, world.Today);
        }
    }

    [Then("Finance has no contact {string}")]
    public void HasNoContact(string name) => Contacts(name).ShouldBeEmpty();

    private JsonObject Customer(string name) => world.Finance.One("customer", "companyName", name);

    private IReadOnlyList<JsonObject> Contacts(string name) =>
        [.. world.Finance.Live("contact").Where(contact => $"{contact["firstName"]} {contact["lastName"]}" == name)];
}
