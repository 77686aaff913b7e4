using Harness.Host.Running;
using Harness.Host.Settings;
using Harness.Sync;

namespace Harness.Unit.Host.Running;

public sealed class FlowScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_flow_is_due_at_once_and_then_after_its_interval()
    {
        var schedule = Schedule(new ScheduleSettings { Every = TimeSpan.FromHours(1), Jitter = TimeSpan.Zero });

        schedule.NextDue.ShouldBe(DateTimeOffset.MinValue);
        schedule.Advance(Noon);
        schedule.NextDue.ShouldBe(Noon.AddHours(1));
    }

    [Fact]
    public void Jitter_only_ever_delays_and_stays_below_its_limit()
    {
        var schedule = Schedule(new ScheduleSettings { Every = TimeSpan.FromMinutes(1), Jitter = TimeSpan.FromSeconds(10) });
        var waits = Enumerable.Range(0, 50).Select(_ =>
        {
            schedule.Advance(Noon);
            return schedule.NextDue - Noon;
        }).ToList();

        waits.ShouldAllBe(wait => wait >= TimeSpan.FromSeconds(60) && wait < TimeSpan.FromSeconds(70));
        waits.Distinct().Count().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Cron_counts_in_the_zone_of_the_policy_across_the_change_of_the_clocks()
    {
        var schedule = Schedule(new ScheduleSettings { Cron = "0 6 * * *", Jitter = TimeSpan.Zero }, "Europe/Berlin");

        schedule.Advance(Noon.AddDays(-1));
        schedule.NextDue.UtcDateTime.ShouldBe(new DateTime(2026, 3, 28, 5, 0, 0));
        schedule.Advance(Noon);
        schedule.NextDue.UtcDateTime.ShouldBe(new DateTime(2026, 3, 29, 4, 0, 0));
    }

    [Fact]
    public void A_flow_without_a_schedule_is_polled_every_minute()
    {
        var schedule = FlowSchedule.Of("contacts", Settings(new ScheduleSettings { Every = TimeSpan.FromHours(1) }, "UTC"), new Random(7));
        schedule.Advance(Noon);

        schedule.NextDue.ShouldBeInRange(Noon.AddMinutes(1), Noon.AddSeconds(62));
    }

    private static FlowSchedule Schedule(ScheduleSettings settings, string zone = "UTC") => FlowSchedule.Of("accounts", Settings(settings, zone), new Random(7));

    private static IntegrationSettings Settings(ScheduleSettings accounts, string zone) => new()
    {
        Crm = "salesforce", Erp = "netsuite", Policy = new SyncOptions { From = new DateOnly(2026, 1, 1), TimeZone = zone }, Schedules = new() { ["accounts"] = accounts },
    };
}
