using Harness.Port;

namespace Harness.Sync.Pacing;

/// <summary>When a record is tried again: doubling from the first wait, with jitter, never before the vendor allows.</summary>
public sealed class RetrySchedule(SyncOptions options, Random random)
{
    private readonly Lock _lock = new();

    /// <summary>Null: the attempts are used up and a person must look.</summary>
    public DateTimeOffset? Next(DateTimeOffset now, int attempts, Fault fault)
    {
        if (!fault.IsSystemWide && attempts >= options.MaxAttempts)
        {
            return null;
        }

        var doubled = options.FirstRetry * Math.Pow(2, Math.Min(attempts, 20));
        var wait = doubled < options.LongestRetry ? doubled : options.LongestRetry;
        lock (_lock)
        {
            wait *= 0.75 + (random.NextDouble() / 2);
        }

        return now + (fault.RetryAfter is { } asked && asked > wait ? asked : wait);
    }
}
