using System.Text.Json.Nodes;
using Harness.Host.Commands;

namespace Harness.Features.Steps;

/// <summary>What people delete, restore and merge, and what the company wants done about it.</summary>
[Binding]
internal sealed class DeletionSteps(World world)
{
    [Given("counterparts of deleted accounts are to be left alone")]
    public Task UnlinkAsync() => PolicyAsync("unlink");

    [Given("counterparts of deleted accounts are to be archived")]
    public Task ArchiveAsync() => PolicyAsync("archive");

    [Given("the company polls Finance's system for deleted customers")]
    public Task PollAsync() => world.Runner.ChangeMatrixAsync(
        "account", "  - { netsuite: customer }", "  - { netsuite: customer }\n  - { netsuite: 'deleted:customer' }", world.Stop);

    [StepDefinition("Sales restores the account {string}")]
    public void Restore(string name) => world.Sales.Restore("account", EverId(name));

    [StepDefinition("Sales merges the account {string} into {string}")]
    public void Merge(string loser, string winner) => world.Sales.Act(
        "merge-accounts", new JsonObject { ["winner"] = world.Sales.IdOf("account", winner), ["loser"] = world.Sales.IdOf("account", loser) });

    [Then("the list of failures does not name the account {string}")]
    public async Task ListsNotAsync(string account) => (await FailuresAsync(EverId(account))).ShouldBeEmpty();

    [Then("the list of failures names the customer of {string} with {string}")]
    public async Task ListsCustomerAsync(string account, string words)
    {
        var link = (await LinksAsync()).Single(link => link.CrmId == EverId(account));
        ((await FailuresAsync(link.ErpId)).ShouldHaveSingleItem()["reason"]?.ToString() ?? "").ShouldContain(words);
    }

    [Then("the customer {string} is {word} in Finance")]
    public void IsInactive(string name, string state) => world.Finance.Text("customer", world.Finance.One("customer", name), "inactive").ShouldBe(state == "inactive" ? "true" : "false");

    [Then("the customer of {string} is the account {string} now")]
    public async Task HasMovedAsync(string loser, string winner)
    {
        var links = await LinksAsync();
        links.ShouldNotContain(link => link.CrmId == EverId(loser));
        links.Single(link => link.CrmId == world.Sales.IdOf("account", winner)).IsEnded.ShouldBeFalse();
    }

    private Task PolicyAsync(string policy) =>
        world.Runner.ChangeMatrixAsync("account", "deleted: { crm: stop, erp: stop }", $"deleted: {{ crm: {policy}, erp: stop }}", world.Stop);

    private async Task<IReadOnlyList<Sync.Ledger.Link>> LinksAsync()
    {
        var integration = await world.Runner.IntegrationAsync(world.Stop);
        return (await integration.Ledger.ReadLinkPageAsync(integration.Id, "account", 0, 100, world.Stop)).Links;
    }

    private async Task<IReadOnlyList<JsonObject>> FailuresAsync(string record) =>
        [.. (await world.CommandAsync(FailuresCommand.Create, "list", "--json"))!.AsArray().OfType<JsonObject>().Where(one => one["id"]?.ToString() == record)];

    private string EverId(string account) => world.Sales.IdOf("account", world.Sales.Ever("account").Last(record => world.Sales.Text("account", record, "name") == account));
}
