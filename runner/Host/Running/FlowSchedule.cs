using Cronos;
using Harness.Host.Settings;

namespace Harness.Host.Running;

/// <summary>When a flow's sources are polled next.</summary>
internal sealed class FlowSchedule(string flow, ScheduleSettings settings, TimeZoneInfo zone, Random random)
{
    private static readonly ScheduleSettings EveryMinute = new() { Every = TimeSpan.FromMinutes(1) };

    public string Flow => flow;

    public DateTimeOffset NextDue { get; private set; } = DateTimeOffset.MinValue;

    public static FlowSchedule Of(string flow, IntegrationSettings settings, Random random) =>
        new(flow, settings.Schedules.GetValueOrDefault(flow) ?? EveryMinute, TimeZoneInfo.FindSystemTimeZoneById(settings.Policy.TimeZone), random);

    /// <summary>The next time after a moment, without the random delay.</summary>
    public DateTimeOffset After(DateTimeOffset now) =>
        settings.Every is { } every ? now + every : CronExpression.Parse(settings.Cron!).GetNextOccurrence(now, zone) ?? DateTimeOffset.MaxValue;

    public static FlowSchedule OfReconciling(IntegrationSettings settings, Random random) =>
        new("reconcile", settings.Reconcile.When, TimeZoneInfo.FindSystemTimeZoneById(settings.Policy.TimeZone), random);

    public void Advance(DateTimeOffset now)
    {
        var next = After(now);
        NextDue = next == DateTimeOffset.MaxValue ? next : next + (settings.Jitter * random.NextDouble());
    }
}
