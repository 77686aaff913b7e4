using System.Text.Json.Nodes;
using Harness.Host.Commands;

namespace Harness.Features.Steps;

/// <summary>What stewards and approvers decide, with the program's own commands.</summary>
[Binding]
internal sealed class StewardSteps(World world)
{
    [StepDefinition("the sales director approves the discount of {string}")]
    public async Task ApproveAsync(string opportunity)
    {
        world.Approved.Add(IdOf("opportunity", opportunity));
        await DecideDiscountAsync(opportunity, "approve", "Agreed with the customer");
    }

    [StepDefinition("the sales director rejects the discount of {string}")]
    public Task RejectAsync(string opportunity) => DecideDiscountAsync(opportunity, "reject", "Too much");

    [StepDefinition("the steward confirms that the account {string} is the customer {string}")]
    public async Task ConfirmMatchAsync(string account, string customer)
    {
        var question = await QuestionAsync(DecisionCommands.Matches, IdOf("account", account));
        await world.CommandAsync(
            DecisionCommands.Matches, "confirm", question, "--with", world.Finance.IdOf("customer", customer),
            "--why", "Same company register entry", "--by", "steward");
    }

    [StepDefinition("the steward says that the account {string} is a new customer")]
    public async Task RejectMatchAsync(string account)
    {
        var question = await QuestionAsync(DecisionCommands.Matches, IdOf("account", account));
        await world.CommandAsync(DecisionCommands.Matches, "reject", question, "--why", "Another company", "--by", "steward");
    }

    [StepDefinition("the steward retries the opportunity {string} because {string}")]
    public Task RetryAsync(string opportunity, string why) => SteerAsync("retry", IdOf("opportunity", opportunity), why);

    [StepDefinition("the steward resolves the opportunity {string} because {string}")]
    public Task ResolveAsync(string opportunity, string why) => SteerAsync("resolve", IdOf("opportunity", opportunity), why);

    [StepDefinition("the steward overrides the rule for the account {string} because {string}")]
    public Task OverrideAsync(string account, string why) => SteerAsync("override", IdOf("account", account), why);

    [Then("the list of failures names the opportunity {string} with {string}")]
    public Task ListsOpportunityAsync(string opportunity, string words) => ListsAsync(IdOf("opportunity", opportunity), words);

    [Then("the list of failures names the account {string} with {string}")]
    public Task ListsAccountAsync(string account, string words) => ListsAsync(IdOf("account", account), words);

    [Then("the list of failures does not name the opportunity {string}")]
    public async Task ListsNotAsync(string opportunity) => (await FailuresAsync(IdOf("opportunity", opportunity))).ShouldBeEmpty();

    private async Task DecideDiscountAsync(string opportunity, string verb, string why)
    {
        var question = await QuestionAsync(DecisionCommands.Approvals, IdOf("opportunity", opportunity));
        await world.CommandAsync(DecisionCommands.Approvals, verb, question, "--why", why, "--by", "sales.director");
    }

    private async Task<string> QuestionAsync(Func<Shell, System.CommandLine.Command> commands, string record)
    {
        var listed = await world.CommandAsync(commands, "list", "--json");
        return listed!.AsArray().Where(one => one!["record"]?.ToString() == record).ShouldHaveSingleItem()!["id"]!.ToString();
    }

    private async Task SteerAsync(string verb, string record, string why)
    {
        var failure = (await FailuresAsync(record)).ShouldHaveSingleItem();
        await world.CommandAsync(FailuresCommand.Create, verb, failure["item"]!.ToString(), "--why", why, "--by", "steward");
    }

    private async Task ListsAsync(string record, string words)
    {
        var failure = (await FailuresAsync(record)).ShouldHaveSingleItem();
        (failure["reason"]?.ToString() ?? "").ShouldContain(words);
    }

    private async Task<IReadOnlyList<JsonObject>> FailuresAsync(string record) =>
        [.. (await world.CommandAsync(FailuresCommand.Create, "list", "--json"))!.AsArray().OfType<JsonObject>().Where(one => one["id"]?.ToString() == record)];

    /// <summary>Deleted ones as well: what became of them is the question.</summary>
    private string IdOf(string kind, string name) => world.Sales.IdOf(kind, world.Sales.Ever(kind).Single(record => world.Sales.Text(kind, record, "name") == name));
}
