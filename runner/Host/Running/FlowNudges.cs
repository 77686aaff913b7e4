using System.Collections.Concurrent;

namespace Harness.Host.Running;

/// <summary>Flows that are to be polled before their time.</summary>
internal sealed class FlowNudges(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, bool> _flows = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource _told = Untold();

    public void Nudge(string flow)
    {
        _flows[flow] = true;
        _told.TrySetResult();
    }

    /// <summary>Those nudged since the last time.</summary>
    public IReadOnlyCollection<string> Take()
    {
        _told = Untold();
        return [.. _flows.Keys.Where(flow => _flows.TryRemove(flow, out _))];
    }

    /// <summary>Ends at the first nudge, or when the time is over.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken ct)
    {
        await _told.Task.WaitAsync(most, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource Untold() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
