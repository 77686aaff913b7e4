using System.Text.Json.Nodes;
using Harness.Host;
using Harness.Simulators.Behaviours;
using Harness.Unit.Store;

namespace Harness.Unit.Host.Running;

/// <summary>
/// Two real processes on one ledger: one is frozen in the middle of its writes until its lease is over, the other does its work,
/// and then the first one wakes up and knows nothing of it.
/// </summary>
public sealed class FrozenRunnerTests(PostgresRun run)
{
    private const int MostTries = 60;
    private const int Deals = 3;

    // What the frozen one had sent may still arrive.
    private const int InFlight = 6;

    [Fact]
    public async Task A_runner_that_wakes_after_its_lease_records_nothing_and_nothing_doubles()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are frozen by a signal that only Unix has.");
        await using var company = await OnServerAsync();
        await company.WinEverythingAsync();
        using var first = RunnerProcess.Start(company, "run");
        var enough = company.Written + 4;
        await Company.UntilAsync(() => Task.FromResult(company.Written >= enough || first.HasEnded));
        first.HasEnded.ShouldBeFalse();
        first.Freeze();

        using var second = await TakeOverAsync(company);
        await Company.UntilAsync(async () => second.HasEnded || (await company.RecordsAsync(company.Erp, "salesOrder")).Count == Deals);
        second.HasEnded.ShouldBeFalse();
        first.Thaw();
        var (exit, said) = await first.EndAsync();

        exit.ShouldBeOneOf([ExitCode.InvariantBroken, ExitCode.Configuration], said);
        said.ShouldContain(exit == ExitCode.InvariantBroken ? "has taken the ledger over" : "in use by");
        second.Stop();
        (await second.EndAsync()).Exit.ShouldBe(ExitCode.Ok);
        await QuietAsync(company);
        company.ShouldBeInOrder()["checked"]!["orders"]!.GetValue<int>().ShouldBe(Deals);
        (await company.RecordsAsync(company.Erp, "salesOrder")).Count.ShouldBe(Deals);
        (await company.TypeAsync("history", "verify")).Exit.ShouldBe(ExitCode.Ok);
    }

    private async Task<Company> OnServerAsync()
    {
        var company = Company.New(accounts: Deals, latency: Latency.Of("vendor", 7));
        var database = await run.CreateEmptyAsync(Company.Ct);
        var connection = run.Server.Connection(database);
        company.Configure(settings =>
        {
            settings["Ledger"] = new JsonObject { ["Postgres"] = connection, ["HoldFor"] = "00:00:03" };
            var policy = settings["Integrations"]!["main"]!["Policy"]!;
            policy["FirstRetry"] = "00:00:00.1";
            policy["LongestRetry"] = "00:00:00.5";
        });
        company.LedgerPassword = PostgresServer.Password;
        foreach (var command in new string[][] { ["migrate"], ["check", "--fix"] })
        {
            var answer = await company.TypeAsync(command);
            answer.Exit.ShouldBe(ExitCode.Ok, answer.Messages);
        }

        return company;
    }

    /// <summary>The other runner is told that the ledger is in use, until the frozen one's lease is over; then it does the work.</summary>
    private static async Task<RunnerProcess> TakeOverAsync(Company company)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = company.Written;
            var second = RunnerProcess.Start(company, "run");
            await Company.UntilAsync(() => Task.FromResult(second.HasEnded || company.Written > before + InFlight));
            if (!second.HasEnded)
            {
                return second;
            }

            var (exit, said) = await second.EndAsync();
            second.Dispose();
            exit.ShouldBe(ExitCode.Configuration, said);
            said.ShouldContain("in use by");
        }

        throw new InvalidOperationException("The frozen runner's lease does not end.");
    }

    private static async Task QuietAsync(Company company)
    {
        int before;
        do
        {
            before = company.Written;
            var cycle = await company.TypeAsync("once");
            cycle.Exit.ShouldBe(ExitCode.Ok, cycle.Messages + cycle.Output);
        }
        while (company.Written != before);
    }
}
