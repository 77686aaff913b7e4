using Cronos;
using Harness.Host.Settings;

namespace Harness.Host.Running;

/// <summary>When a flow's sources are polled next.</summary>
internal sealed class FlowSchedule(string flow, ScheduleSettings settings, TimeZoneInfo zone, Random random)
{
    /// <summary>Between polls, however often a vendor tells of changes.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);

    private static readonly ScheduleSettings EveryMinute = new() { Every = TimeSpan.FromMinutes(1) };

    private TimeSpan? _chosen;
    private DateTimeOffset _polledAt = DateTimeOffset.MinValue;

    public string Flow => flow;

    public DateTimeOffset NextDue { get; private set; } = DateTimeOffset.MinValue;

    public static FlowSchedule Of(string flow, IntegrationSettings settings, Random random) =>
        new(flow, settings.Schedules.GetValueOrDefault(flow) ?? EveryMinute, TimeZoneInfo.FindSystemTimeZoneById(settings.Policy.TimeZone), random);

    /// <summary>The next time after a moment, without the random delay.</summary>
    public DateTimeOffset After(DateTimeOffset now) =>
        (_chosen ?? settings.Every) is { } every ? now + every : CronExpression.Parse(settings.Cron!).GetNextOccurrence(now, zone) ?? DateTimeOffset.MaxValue;

    public static FlowSchedule OfReconciling(IntegrationSettings settings, Random random) =>
        new("reconcile", settings.Reconcile.When, TimeZoneInfo.FindSystemTimeZoneById(settings.Policy.TimeZone), random);

    public bool IsPaused { get; private set; }

    /// <summary>What people chose while the program runs: a pause, another pace; null is the pace of the configuration.</summary>
    public void Choose(bool isPaused, TimeSpan? every, DateTimeOffset now)
    {
        IsPaused = isPaused;
        if (every != _chosen)
        {
            _chosen = every;
            NextDue = After(now) < NextDue ? After(now) : NextDue;
        }
    }

    /// <summary>Something has changed: it is polled now, or as soon as its last poll is a little while ago.</summary>
    public void Hasten(DateTimeOffset now)
    {
        var soon = _polledAt + ShortestPause > now ? _polledAt + ShortestPause : now;
        NextDue = soon < NextDue ? soon : NextDue;
    }

    public void Advance(DateTimeOffset now)
    {
        _polledAt = now;
        var next = After(now);
        NextDue = next == DateTimeOffset.MaxValue ? next : next + (settings.Jitter * random.NextDouble());
    }
}
