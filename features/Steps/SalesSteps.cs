using System.Text.Json.Nodes;
using Harness.Features.Company;

namespace Harness.Features.Steps;

/// <summary>Accounts and contacts, as Sales keeps them.</summary>
[Binding]
internal sealed class SalesSteps(World world)
{
    [StepDefinition("Sales has/adds the account {string}")]
    public void AddAccount(string name) => AddAccount(name, []);

    [StepDefinition("Sales has/adds the account {string} with:")]
    public void AddAccount(string name, DataTable table) => AddAccount(name, Entry.Pairs(table));

    [Given("Sales has an account with a name of {int} characters")]
    public void AddLongAccount(int length) => AddAccount(new string('N', length), []);

    [StepDefinition("Sales changes the account {string}:")]
    public void ChangeAccount(string name, DataTable table) =>
        world.Sales.Edit("Account", IdOf(name), Fields(SalesWords.Account, Entry.Pairs(table)));

    [StepDefinition("Sales deletes the account {string}")]
    public void DeleteAccount(string name) => world.Sales.Delete("Account", IdOf(name));

    [StepDefinition("Sales has/adds the contact {string} of {string} with:")]
    public void AddContact(string name, string account, DataTable table)
    {
        var fields = Fields(SalesWords.Contact, Entry.Pairs(table));
        fields["AccountId"] = IdOf(account);
        AddContact(name, fields);
    }

    [Given("Sales has the private contact {string}")]
    public void AddPrivateContact(string name) => AddContact(name, []);

    [StepDefinition("Sales changes the contact {string}:")]
    public void ChangeContact(string name, DataTable table) =>
        world.Sales.Edit("Contact", world.Sales.One("Contact", "Name", name)["Id"]!.ToString(), Fields(SalesWords.Contact, Entry.Pairs(table)));

    [Then("Sales has one account {string}")]
    public void HasAccount(string name) => world.Sales.One("Account", "Name", name);

    [Then("Sales has no account {string}")]
    public void HasNoAccount(string name) => world.Sales.Live("Account").Select(account => account["Name"]?.ToString()).ShouldNotContain(name);

    [Then("one account was created by Harness")]
    public void CreatedOnce() => world.Sales.WrittenEver().Count(entry => entry is { ObjectName: "Account", Change: "create" }).ShouldBe(1);

    [Then("Sales has one account {string} with:")]
    [Then("Sales sees on the account {string}:")]
    public void SeesAccount(string name, DataTable table) => ShouldShow("Account", name, SalesWords.Account, table);

    [Then("Sales sees on the opportunity {string}:")]
    public void SeesOpportunity(string name, DataTable table) => ShouldShow("Opportunity", name, SalesWords.Opportunity, table);

    [Then("Sales sees on the contact {string}:")]
    public void SeesContact(string name, DataTable table) => ShouldShow("Contact", name, SalesWords.Contact, table);

    [Then("Sales sees on the product {string}:")]
    public void SeesProduct(string name, DataTable table) => ShouldShow("Product2", name, SalesWords.Product, table);

    [Then("the account is stopped and says {string}")]
    public void OnlyAccountStopped(string words)
    {
        var account = world.Sales.Live("Account").ShouldHaveSingleItem();
        account["Sync_Status__c"]?.ToString().ShouldBe("stopped");
        (account["Sync_Message__c"]?.ToString() ?? "").ShouldContain(words);
    }

    [Then("one of the accounts {string} and {string} is stopped")]
    public void OneOfTwoStopped(string first, string second) => new[] { first, second }
        .Select(name => world.Sales.One("Account", "Name", name)["Sync_Status__c"]?.ToString()).Order().ShouldBe(["stopped", "synced"]);

    private string IdOf(string account) => world.Sales.One("Account", "Name", account)["Id"]!.ToString();

    private void AddAccount(string name, IReadOnlyList<(string Name, string Value)> pairs)
    {
        var fields = new JsonObject
        {
            ["Name"] = name,
            ["CurrencyIsoCode"] = "EUR",
            ["Payment_Terms__c"] = "Net 30",
            ["BillingStreet"] = "Hauptstraße 1",
            ["BillingCity"] = "Berlin",
            ["BillingPostalCode"] = "10115",
            ["BillingCountryCode"] = "DE",
        };
        foreach (var (field, value) in Fields(SalesWords.Account, pairs))
        {
            fields[field] = value?.DeepClone();
        }

        // The picklist's code and its name are one value: who gives the name leaves the code out.
        if (fields.ContainsKey("BillingCountry"))
        {
            fields.Remove("BillingCountryCode");
        }

        world.Sales.Create("Account", fields);
    }

    private void AddContact(string name, JsonObject fields)
    {
        var cut = name.LastIndexOf(' ');
        fields["FirstName"] = name[..cut];
        fields["LastName"] = name[(cut + 1)..];
        world.Sales.Create("Contact", fields);
    }

    private static JsonObject Fields(IReadOnlyDictionary<string, string> words, IReadOnlyList<(string Name, string Value)> pairs)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in pairs)
        {
            fields[SalesWords.FieldOf(words, name)] = Entry.Typed(value);
        }

        return fields;
    }

    private void ShouldShow(string objectName, string name, IReadOnlyDictionary<string, string> words, DataTable table)
    {
        var record = world.Sales.One(objectName, "Name", name);
        foreach (var (word, expected) in Entry.Pairs(table))
        {
            Entry.ShouldShow(word, record[SalesWords.FieldOf(words, word)], expected, world.Today);
        }
    }
}
