using Harness.Host.Building;
using Harness.Sync.Ledger;

namespace Harness.Host.Running;

/// <summary>The ledger's lease, renewed while the work goes on and released after its last commit.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly ConfiguredRunner _runner;
    private readonly TimeSpan _holdFor;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly Task _renewing;
    private LeaseLostException? _lost;

    private HeldLease(ConfiguredRunner runner)
    {
        _runner = runner;
        _holdFor = runner.Folder.Settings.Ledger.HoldFor;
        _renewing = RenewAsync();
    }

    public static async Task<HeldLease> TakeAsync(ConfiguredRunner runner, string doing, CancellationToken ct)
    {
        var lease = await runner.Ledger.TakeLeaseAsync($"{doing}:{Environment.MachineName}:{Environment.ProcessId}", runner.Folder.Settings.Ledger.HoldFor, ct);
        runner.Gate.HeldUntil(lease.Until);
        return new HeldLease(runner);
    }

    /// <summary>The work's token ends with the caller's, or when another runner has taken the lease; then this throws <see cref="LeaseLostException"/>.</summary>
    public async Task<T> WhileHeldAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, _gone.Token);
        try
        {
            return await work(stop.Token);
        }
        catch (OperationCanceledException) when (_lost is not null)
        {
            throw _lost;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewing;
        try
        {
            if (_lost is null)
            {
                await _runner.Ledger.ReleaseLeaseAsync(CancellationToken.None);
            }
        }
        catch (LedgerUnavailableException)
        {
            // Its time runs out by itself.
        }

        _runner.Gate.Open();
        _end.Dispose();
        _gone.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_holdFor / 4, _runner.Clock, _end.Token);
                await TryRenewAsync();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The work is done.
        }
        catch (LeaseLostException lost)
        {
            _lost = lost;
            await _gone.CancelAsync();
        }
    }

    private async Task TryRenewAsync()
    {
        try
        {
            var asked = _runner.Clock.GetUtcNow();
            await _runner.Ledger.RenewLeaseAsync(_holdFor, _end.Token);
            _runner.Gate.HeldUntil(asked + _holdFor);
        }
        catch (LedgerUnavailableException)
        {
            // There are three more turns before the lease ends, and every commit is fenced.
        }
    }
}
