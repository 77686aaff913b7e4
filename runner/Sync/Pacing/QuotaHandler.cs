using System.Net;
using Harness.Port;

namespace Harness.Sync.Pacing;

/// <summary>Stands in front of the wire: every vendor call asks the governor first.</summary>
public sealed class QuotaHandler(QuotaGovernor governor, TimeProvider clock, HttpMessageHandler wire) : DelegatingHandler(wire)
{
    /// <summary>Set once the connector exists: it sees the vendor's own counters.</summary>
    public Func<ApiUsage?> Usage { get; set; } = () => null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        governor.Saw(Usage());
        using var slot = await governor.EnterAsync(CallPriority.Now, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is { } asked)
        {
            governor.RestFor(asked.Delta ?? (asked.Date is { } date ? date - clock.GetUtcNow() : TimeSpan.Zero));
        }

        return response;
    }
}
