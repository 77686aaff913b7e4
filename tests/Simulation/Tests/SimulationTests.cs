using Harness.Simulation.Bugs;
using Harness.Simulation.Histories;
using Harness.Simulation.Kernel;
using Harness.Simulation.Runner;
using Harness.Simulation.Runs;
using Harness.Sync.Crashes;

namespace Harness.Simulation.Tests;

public sealed class SimulationTests
{
    private const int LeastPlanted = 12;

    private static readonly Pair Pair = new("salesforce", "netsuite");

    [Fact]
    public void The_same_number_draws_the_same_history() =>
        Enumerable.Range(0, 100).Select(seed => Generators.Draw(seed).ToString()).ShouldBe(Enumerable.Range(0, 100).Select(seed => Generators.Draw(seed).ToString()));

    [Fact]
    public void Different_numbers_draw_different_histories() =>
        Enumerable.Range(0, 100).Select(seed => Generators.Draw(seed).ToString()).Distinct().Count().ShouldBe(100);

    [Fact]
    public async Task A_seed_leaves_the_same_journals_in_every_process()
    {
        var share = new Share(0, 1, From: 3, Seeds: 1, Repeats: 0, Sweeps: false, Plants: false, MostForABug: 0, Shrinks: false);
        var runs = await Task.WhenAll(Run.StartAsync(share, TestContext.Current.CancellationToken), Run.StartAsync(share, TestContext.Current.CancellationToken));

        runs[0].Hashes[3].ShouldBe(runs[1].Hashes[3]);
        runs[0].Failures.ShouldBeEmpty();
        runs[0].Faults.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_run_that_never_met_a_fault_a_crash_point_or_a_state_is_broken()
    {
        var broken = Findings.Of(new PartResult(), Pair, isWhole: true).Broken;

        broken.ShouldContain("the run never met the fault late-commit");
        broken.ShouldContain("the run never met the crash point S6:sales_order");
        broken.ShouldContain("the run never met the state Synced");
    }

    [Fact]
    public void A_seed_that_ends_otherwise_the_second_time_breaks_the_run()
    {
        var part = new PartResult { Hashes = { [7] = "a" }, Repeated = { [7] = "b" } };

        Findings.Of(part, Pair, isWhole: false).Broken.ShouldHaveSingleItem().ShouldContain("seed 7");
    }

    [Fact]
    public void A_planted_bug_that_nothing_caught_breaks_the_run()
    {
        PlantedBugs.All.Count.ShouldBeGreaterThanOrEqualTo(LeastPlanted);
        PlantedBugs.All.Select(bug => bug.Name).ShouldBeUnique();
        Findings.Of(new PartResult { Planted = { ["no fence"] = null } }, Pair, isWhole: false).Broken.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_sweep_knows_every_crash_point_of_the_matrix() =>
        CrashPoint.All([.. Pair.Matrix.Entities.Values], [Pair.Crm, Pair.Erp]).Select(point => point.Subject).Distinct().Count().ShouldBe(Pair.Matrix.Entities.Count + 3);

    [Fact]
    public void Timers_ring_in_the_order_of_their_times_and_those_put_off_do_not()
    {
        var time = new SimulatedTime(DateTimeOffset.UnixEpoch);
        var rung = new List<string>();
        using var late = time.CreateTimer(_ => rung.Add("late"), null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);
        using var soon = time.CreateTimer(_ => rung.Add("soon"), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        using var never = time.CreateTimer(_ => rung.Add("never"), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        while (time.RingNext(DateTimeOffset.UnixEpoch + TimeSpan.FromHours(3)))
        {
        }

        rung.ShouldBe(["soon", "late"]);
        time.GetUtcNow().ShouldBe(DateTimeOffset.UnixEpoch + TimeSpan.FromHours(3));
    }
}
