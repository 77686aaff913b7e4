namespace Harness.Simulators.Behaviours;

/// <summary>Effects that happen after their client lost the answer. Those still to come are dropped when the system stops.</summary>
internal sealed class LateCommits(TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<Task> pending = [];

    public void After(TimeSpan delay, Func<VendorResponse> effect)
    {
        lock (gate)
        {
            pending.RemoveAll(task => task.IsCompleted);
            pending.Add(RunAsync(delay, effect));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        Task[] remaining;
        lock (gate)
        {
            remaining = [.. pending];
        }

        await Task.WhenAll(remaining).ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task RunAsync(TimeSpan delay, Func<VendorResponse> effect)
    {
        await Task.Delay(delay, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested)
        {
            effect();
        }
    }
}
