using Harness.Host.Commands;

namespace Harness.Features.Steps;

/// <summary>What administrators change in a system's set-up while Harness runs.</summary>
[Binding]
internal sealed class SchemaSteps(World world)
{
    [StepDefinition("the {word} takes the field {string} of {string} away")]
    public void TakeAway(string role, string word, string kind) => world.At(role).TakeAway(kind, word);

    [StepDefinition("the {word} puts the field {string} of {string} back")]
    public void PutBack(string role, string word, string kind) => world.At(role).PutBack(kind, word);

    [StepDefinition("Harness looks once")]
    public Task LookAsync() => world.Runner.RoundAsync(world.Stop);

    [Then("the steward sees in the status that {string} stand still over {string}")]
    public async Task StandsStillAsync(string flow, string reason)
    {
        var status = await world.CommandAsync(StatusCommand.Create, "--json");
        (status!["halted"]![flow]?.ToString() ?? "").ShouldContain(reason);
    }

    [Then("the steward sees in the status that nothing stands still")]
    public async Task GoesOnAsync()
    {
        var status = await world.CommandAsync(StatusCommand.Create, "--json");
        status!["halted"]!.AsObject().ShouldBeEmpty();
    }
}
