using System.Globalization;

namespace Harness.Simulators.Behaviours;

/// <summary>Notices a client that calls again before the time it was told to wait for.</summary>
internal sealed class RetryAfterWatch(SimulatedSystem system)
{
    /// <summary>Calls that were on their way when the answer with the header left.</summary>
    private static readonly TimeSpan OnTheWire = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private DateTimeOffset told;
    private DateTimeOffset until;

    public void Note(VendorResponse response)
    {
        var now = system.Clock.GetUtcNow();
        if (!response.Headers.TryGetValue("Retry-After", out var value) || Moment(value, now) is not { } asked)
        {
            return;
        }

        lock (gate)
        {
            told = now;
            until = asked > until ? asked : until;
        }
    }

    private static DateTimeOffset? Moment(string value, DateTimeOffset now) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? now.AddSeconds(seconds)
            : DateTimeOffset.TryParseExact(value, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : null;

    public void Check(Operation operation)
    {
        var now = system.Clock.GetUtcNow();
        DateTimeOffset wait;
        lock (gate)
        {
            if (now >= until || now < told + OnTheWire)
            {
                return;
            }

            wait = until;
        }

        system.Calls.Violation(
            "before-retry-after", operation.Name, $"Called {(wait - now).TotalSeconds:0.0} s before the time it was told to wait for.");
    }
}
