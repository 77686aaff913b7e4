namespace Harness.Connectors.HubSpot;

/// <summary>
/// Keeps within the vendor's two short limits. Both windows roll, so calls are counted over any ten seconds and any
/// second: a bucket that fills up would let twice the limit through ("API usage guidelines").
/// </summary>
internal sealed class HubSpotPace(HubSpotOptions options, TimeProvider clock, HttpMessageHandler transport) : DelegatingHandler(transport)
{
    // A little longer than the vendor's, because calls do not arrive as evenly as they leave.
    private readonly RollingWindow all = new(options.CallsPerTenSeconds, TimeSpan.FromSeconds(10.5));
    private readonly RollingWindow searches = new(options.SearchesPerSecond, TimeSpan.FromSeconds(1.1));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var window = request.RequestUri!.AbsolutePath.EndsWith("/search", StringComparison.Ordinal) ? searches : all;
        while (window.Enter(clock.GetUtcNow()) is { } wait)
        {
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private sealed class RollingWindow(int most, TimeSpan length)
    {
        private readonly Lock gate = new();
        private readonly Queue<DateTimeOffset> calls = [];

        /// <summary>Null: the call may leave, and is counted. Otherwise how long to wait before asking again.</summary>
        public TimeSpan? Enter(DateTimeOffset now)
        {
            lock (gate)
            {
                while (calls.TryPeek(out var oldest) && (now - oldest >= length || oldest > now))
                {
                    calls.Dequeue();
                }

                if (calls.Count >= most)
                {
                    return calls.Peek() + length - now;
                }

                calls.Enqueue(now);
                return null;
            }
        }
    }
}
