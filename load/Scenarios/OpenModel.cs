using HdrHistogram;

namespace Harness.Load.Scenarios;

/// <summary>
/// Arrivals at the times of a schedule made in advance, whether or not the earlier ones are through: a slow system is
/// not asked less often. What would exceed the cap of acts in flight is dropped and counted.
/// </summary>
internal sealed class OpenModel(TimeProvider clock, int mostInFlight)
{
    /// <summary>Later than this, at the 99th percentile, and the machine was too busy to keep the schedule.</summary>
    private static readonly TimeSpan TolerableLag = TimeSpan.FromMilliseconds(500);

    public async Task<Arrivals> RunAsync(IReadOnlyList<TimeSpan> schedule, Func<int, CancellationToken, Task> arrive, CancellationToken ct)
    {
        var lag = new LongHistogram(1, TimeSpan.FromMinutes(10).Ticks / TimeSpan.TicksPerMicrosecond, 3);
        var service = new LongConcurrentHistogram(1, TimeSpan.FromMinutes(10).Ticks / TimeSpan.TicksPerMicrosecond, 3);
        var intended = new Dictionary<int, DateTimeOffset>();
        var (began, start) = (clock.GetTimestamp(), clock.GetUtcNow());
        var underWay = new List<Task>();
        var (inFlight, dropped) = (0, 0);
        for (var number = 0; number < schedule.Count; number++)
        {
            var early = schedule[number] - clock.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, clock, ct);
            }

            lag.RecordValue(Microseconds(clock.GetElapsedTime(began) - schedule[number]));
            if (Volatile.Read(ref inFlight) >= mostInFlight)
            {
                dropped++;
                continue;
            }

            intended[number] = start + schedule[number];
            Interlocked.Increment(ref inFlight);
            underWay.Add(ArriveAsync(number));
        }

        await Task.WhenAll(underWay);
        var lagP99 = TimeSpan.FromMicroseconds(lag.GetValueAtPercentile(99));
        return new Arrivals(
            start, intended, schedule.Count, dropped, lagP99.TotalMilliseconds, TimeSpan.FromMicroseconds(lag.GetMaxValue()).TotalMilliseconds,
            TimeSpan.FromMicroseconds(service.GetValueAtPercentile(95)).TotalMilliseconds, lagP99 <= TolerableLag);

        async Task ArriveAsync(int number)
        {
            var sent = clock.GetTimestamp();
            await arrive(number, ct);
            service.RecordValue(Microseconds(clock.GetElapsedTime(sent)));
            Interlocked.Decrement(ref inFlight);
        }
    }

    private static long Microseconds(TimeSpan time) => Math.Max(1, (long)time.TotalMicroseconds);
}

/// <param name="Intended">When each arrival that was sent should have begun; latency counts from here.</param>
/// <param name="LagP99Milliseconds">How late the scheduler itself was.</param>
/// <param name="IsValid">False: the lag was so high that the run says more about this machine than about the integration.</param>
internal sealed record Arrivals(
    DateTimeOffset Start, IReadOnlyDictionary<int, DateTimeOffset> Intended, int Planned, int Dropped,
    double LagP99Milliseconds, double LagMaxMilliseconds, double ServiceP95Milliseconds, bool IsValid);
