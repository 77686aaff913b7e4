using Harness.Core.Records;

namespace Harness.Features.Steps;

/// <summary>What the runner is made to do, and what it cost.</summary>
[Binding]
internal sealed class RunnerSteps(World world)
{
    [AfterScenario]
    public async Task ExplainAsync(ScenarioContext scenario, ITestOutputHelper output)
    {
        if (scenario.TestError is not null)
        {
            foreach (var line in await world.Runner.OpenAsync(world.Stop))
            {
                output.WriteLine(line);
            }
        }
    }

    [StepDefinition("the systems are synced")]
    public Task SyncAsync() => world.SyncAsync();

    [StepDefinition("the systems are compared once")]
    public Task CompareAsync() => world.CompareAsync();

    [StepDefinition("{int} minutes pass")]
    public void PassMinutes(int minutes) => world.Pass(TimeSpan.FromMinutes(minutes));

    [StepDefinition("{int} day(s) pass")]
    public void PassDays(int days) => world.Pass(TimeSpan.FromDays(days));

    [StepDefinition("the runner is stopped")]
    public Task StopAsync() => world.Runner.StopAsync(world.Stop);

    [StepDefinition("the runner is started again")]
    public Task StartAsync() => world.Runner.StartAsync(world.Stop);

    [StepDefinition("the runner is killed while it waits for the answer")]
    public Task KillAsync() => world.Runner.KillOnceAsync(() => world.Finance.Live("order").Count > 0, world.Stop);

    [Then("nothing was written")]
    public void NothingWritten()
    {
        world.Sales.Calls.ShouldNotBeEmpty();
        world.Sales.Written.Select(entry => entry.ToJson().ToJsonString()).ShouldBeEmpty();
        world.Finance.Written.Select(entry => entry.ToJson().ToJsonString()).ShouldBeEmpty();
    }

    /// <summary>One row for each vendor, with what its API makes possible.</summary>
    [Then("that took no more calls than:")]
    public void TookAtMost(DataTable table)
    {
        foreach (var desk in new Company.Desk[] { world.Sales, world.Finance })
        {
            var row = table.Rows.Single(row => row["system"].Replace(" ", "").Equals(desk.System.Name, StringComparison.OrdinalIgnoreCase));
            desk.Calls.Count.ShouldBeLessThanOrEqualTo(int.Parse(row["calls"]), Calls(desk));
        }
    }

    [Then("that took one call for each kind of record that is watched")]
    public void TookOneCallEach()
    {
        world.Sales.Calls.Count.ShouldBe(world.Sales.CallsToWatch(world.Runner.Watched(SystemRole.Crm)), Calls(world.Sales));
        world.Finance.Calls.Count.ShouldBe(world.Finance.CallsToWatch(world.Runner.Watched(SystemRole.Erp)), Calls(world.Finance));
    }

    [Then("neither vendor's limits were exceeded")]
    [Then("nobody was called before they allowed it")]
    public void NoViolations() => world.Sales.System.Calls.Violations.Concat(world.Finance.System.Calls.Violations)
        .Select(violation => violation.ToJson().ToJsonString()).ShouldBeEmpty();

    [Then("the referee finds nothing lost, doubled or unexplained")]
    public void Judge()
    {
        var verdict = world.Verdict();
        verdict["checked"]!.AsObject().Sum(count => (int)count.Value!).ShouldBeGreaterThan(0);
        foreach (var kind in new[] { "lost", "doubled", "unexplained", "unwarranted" })
        {
            verdict[kind]!.AsArray().Select(finding => finding!.ToJsonString()).ShouldBeEmpty(kind);
        }
    }

    private static string Calls(Company.Desk desk) => string.Join(", ", desk.Calls.GroupBy(call => call.Operation).Select(group => $"{group.Count()} {group.Key}"));
}
