using System.Collections.Concurrent;
using Harness.Port;

namespace Harness.Sync.Pacing;

/// <summary>Systems that are in trouble as a whole are left alone for a while; their records wait without losing attempts.</summary>
public sealed class SystemRest(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, Fault Why)> _resting = new();

    public void Observe(string system, Fault fault, DateTimeOffset until)
    {
        if (fault.IsSystemWide)
        {
            // A shorter trouble never cuts a longer rest short.
            _resting.AddOrUpdate(system, (until, fault), (_, known) => known.Until > until ? known : (until, fault));
        }
    }

    public void Answered(string system) => _resting.TryRemove(system, out _);

    /// <summary>Null when the system may be called.</summary>
    public (DateTimeOffset Until, Fault Why)? Of(string system) =>
        _resting.TryGetValue(system, out var rest) && rest.Until > clock.GetUtcNow() ? rest : null;
}
