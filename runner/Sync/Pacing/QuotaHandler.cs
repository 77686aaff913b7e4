using Harness.Port;

namespace Harness.Sync.Pacing;

/// <summary>Stands in front of the wire: every vendor call asks the governor first.</summary>
public sealed class QuotaHandler(QuotaGovernor governor, TimeProvider clock, HttpMessageHandler wire) : DelegatingHandler(wire)
{
    private const int FirstRefusal = 400;

    /// <summary>Set once the connector exists: it sees the vendor's own counters.</summary>
    public Func<ApiUsage?> Usage { get; set; } = () => null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        governor.Saw(Usage());
        using var slot = await EnterAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode >= FirstRefusal && response.Headers.RetryAfter is { } asked)
        {
            // A date is of the vendor's clock, which the answer shows.
            governor.RestFor(asked.Delta ?? (asked.Date is { } date ? date - (response.Headers.Date ?? clock.GetUtcNow()) : TimeSpan.Zero));
        }

        return response;
    }

    /// <summary>A call whose time ran out while it stood in the queue has not been sent, and says so.</summary>
    private async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        try
        {
            return await governor.EnterAsync(CallPriority.Now, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw new ConnectorException(governor.System, new Fault(FaultKind.Throttled, $"It waited too long for its turn with {governor.System} and was not sent."));
        }
    }
}
