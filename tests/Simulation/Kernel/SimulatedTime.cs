namespace Harness.Simulation.Kernel;

/// <summary>
/// The one clock of a simulation. It stands still while anything can run, and jumps to the next timer when nothing can:
/// an hour's wait costs nothing, and the order of events is that of their times.
/// </summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<(Alarm Alarm, long Setting), (long Due, long Order)> _alarms = new();
    private long _now = start.UtcTicks;
    private long _order;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(_now, TimeSpan.Zero);

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Jumps to the next timer and rings it. False: there is none before the limit, and the clock stands at the limit.</summary>
    public bool RingNext(DateTimeOffset limit)
    {
        while (_alarms.TryPeek(out var next, out var place) && place.Due <= limit.UtcTicks)
        {
            _alarms.Dequeue();
            if (next.Alarm.Setting == next.Setting)
            {
                _now = Math.Max(_now, place.Due);
                next.Alarm.Ring();
                return true;
            }
        }

        _now = Math.Max(_now, limit.UtcTicks);
        return false;
    }

    private sealed class Alarm(SimulatedTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        /// <summary>Counts how often it was set: an entry of an earlier setting is void.</summary>
        public long Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Setting++;
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                time._alarms.Enqueue((this, Setting), (time._now + Math.Max(0, dueTime.Ticks), time._order++));
            }

            return true;
        }

        public void Ring()
        {
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }
            else
            {
                Setting++;
            }

            callback(state);
        }

        public void Dispose() => Setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
