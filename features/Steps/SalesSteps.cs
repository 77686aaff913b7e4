using Harness.Features.Company;

namespace Harness.Features.Steps;

/// <summary>Accounts and contacts, as Sales keeps them, and what Sales sees.</summary>
[Binding]
internal sealed class SalesSteps(World world)
{
    [StepDefinition("Sales has/adds the account {string}")]
    public void AddAccount(string name) => world.Sales.AddAccount(name, []);

    [StepDefinition("Sales has/adds the account {string} with:")]
    public void AddAccount(string name, DataTable table) => world.Sales.AddAccount(name, Entry.Pairs(table));

    [Given("Sales has an account with a name of {int} characters")]
    public void AddLongAccount(int length) => world.Sales.AddAccount(new string('N', length), []);

    [StepDefinition("Sales changes the account {string}:")]
    public void ChangeAccount(string name, DataTable table) => world.Sales.ChangeAccount(name, Entry.Pairs(table));

    [StepDefinition("Sales deletes the account {string}")]
    public void DeleteAccount(string name) => world.Sales.Delete("account", name);

    [StepDefinition("Sales has/adds the contact {string} of {string} with:")]
    public void AddContact(string name, string account, DataTable table) => world.Sales.AddContact(name, account, Entry.Pairs(table));

    [Given("Sales has the private contact {string}")]
    public void AddPrivateContact(string name) => world.Sales.AddContact(name, null, []);

    [StepDefinition("Sales changes the contact {string}:")]
    public void ChangeContact(string name, DataTable table) => world.Sales.ChangeContact(name, Entry.Pairs(table));

    [Then("Sales has one account {string}")]
    public void HasAccount(string name) => world.Sales.One("account", name);

    [Then("Sales has no account {string}")]
    public void HasNoAccount(string name) => world.Sales.Live("account").Select(account => world.Sales.Text("account", account, "name")).ShouldNotContain(name);

    [Then("one account was created by Harness")]
    public void CreatedOnce() => world.Sales.MadeByHarness("account").ShouldBe(1);

    [Then("Sales has one account {string} with:")]
    [Then("Sales sees on the account {string}:")]
    public void SeesAccount(string name, DataTable table) => ShouldShow("account", name, table);

    [Then("Sales sees on the opportunity {string}:")]
    public void SeesOpportunity(string name, DataTable table) => ShouldShow("opportunity", name, table);

    [Then("Sales sees on the contact {string}:")]
    public void SeesContact(string name, DataTable table) => ShouldShow("contact", name, table);

    [Then("Sales sees on the product {string}:")]
    public void SeesProduct(string name, DataTable table) => ShouldShow("product", name, table);

    [Then("the account is stopped and says {string}")]
    public void OnlyAccountStopped(string words)
    {
        var account = world.Sales.Live("account").ShouldHaveSingleItem();
        world.Sales.Text("account", account, "sync status").ShouldBe("stopped");
        (world.Sales.Text("account", account, "sync message") ?? "").ShouldContain(words);
    }

    [Then("one of the accounts {string} and {string} is stopped")]
    public void OneOfTwoStopped(string first, string second) => new[] { first, second }
        .Select(name => world.Sales.Text("account", world.Sales.One("account", name), "sync status")).Order().ShouldBe(["stopped", "synced"]);

    private void ShouldShow(string kind, string name, DataTable table)
    {
        var record = world.Sales.One(kind, name);
        foreach (var (word, expected) in Entry.Pairs(table))
        {
            Entry.ShouldShow(word, world.Sales.Shown(kind, record, word), expected, world.Today);
        }
    }
}
