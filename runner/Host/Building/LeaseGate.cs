using Harness.Sync.Ledger;

namespace Harness.Host.Building;

/// <summary>
/// Lets nothing out to a vendor once this process's lease is over by its own clock: it may have stood still, and another runner is
/// at its work by now. What it had sent before is caught by its key; what it would still record is refused by the ledger.
/// </summary>
internal sealed class LeaseGate(TimeProvider clock)
{
    private long _until = long.MaxValue;

    public void HeldUntil(DateTimeOffset until) => Volatile.Write(ref _until, until.UtcTicks);

    public void Open() => Volatile.Write(ref _until, long.MaxValue);

    public void Check()
    {
        if (Volatile.Read(ref _until) <= clock.GetUtcNow().UtcTicks)
        {
            throw new LedgerUnavailableException("This process stood still or was cut off from its ledger for longer than its lease, so nothing more is sent.");
        }
    }
}

internal sealed class GatedWire(LeaseGate gate, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        gate.Check();
        return base.SendAsync(request, cancellationToken);
    }
}
