using System.Globalization;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral.Api;

namespace Harness.Simulators.BusinessCentral;

/// <summary>What one user may ask for: requests in a window of five minutes that slides, and connections at a time.</summary>
internal sealed class Limits(TimeProvider clock, BusinessCentralOptions options)
{
    private static readonly TimeSpan window = TimeSpan.FromMinutes(5);

    private readonly Queue<DateTimeOffset> requests = [];

    public VendorResponse? Refuse(int inFlight)
    {
        var now = clock.GetUtcNow();
        while (requests.TryPeek(out var oldest) && oldest <= now - window)
        {
            requests.Dequeue();
        }

        if (inFlight > options.ConnectionLimit)
        {
            return TooMany(inFlight, options.ConnectionLimit);
        }

        if (requests.Count >= options.RateLimit)
        {
            return TooMany(requests.Count + 1, options.RateLimit);
        }

        requests.Enqueue(now);
        return null;
    }

    /// <summary>The requests inside a batch: whether the service counts them is not settled, so it does here.</summary>
    public void Count(int more)
    {
        for (var i = 0; i < more; i++)
        {
            requests.Enqueue(clock.GetUtcNow());
        }
    }

    /// <summary>No Retry-After is documented for it.</summary>
    public static VendorResponse TooMany(int actual, int most) => new BcError(
        429, "Application_TooManyRequests",
        string.Create(CultureInfo.InvariantCulture, $"Too many requests reached. Actual ({actual}). Maximum ({most}).")).ToResponse();
}
