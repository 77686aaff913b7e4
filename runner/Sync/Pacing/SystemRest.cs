using System.Collections.Concurrent;
using Harness.Port;

namespace Harness.Sync.Pacing;

/// <summary>
/// Systems that are in trouble as a whole are left alone for a while; their records wait without losing attempts. A day's
/// budget that is used up stops those who met it: ordinary work leaves the reserve to what is urgent.
/// </summary>
public sealed class SystemRest(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string System, bool UrgentToo), Pause> _resting = new();

    /// <summary>Every pause that has not ended, whoever it is for.</summary>
    public IReadOnlyList<Pause> Now => [.. _resting.Values.Where(IsNow).OrderBy(pause => pause.System, StringComparer.Ordinal)];

    public void Observe(string system, Fault fault, DateTimeOffset until)
    {
        if (fault.IsSystemWide)
        {
            Take(new Pause(system, fault.Kind != FaultKind.DailyLimit || CallPriority.IsUrgent, until, fault));
        }
    }

    /// <summary>A pause of this or an earlier run. A shorter trouble never cuts a longer rest short.</summary>
    public void Take(Pause pause) =>
        _resting.AddOrUpdate((pause.System, pause.UrgentToo), pause, (_, known) => known.Until > pause.Until ? known : pause);

    public void Answered(string system)
    {
        _resting.TryRemove((system, true), out _);
        if (!CallPriority.IsUrgent)
        {
            _resting.TryRemove((system, false), out _);
        }
    }

    /// <summary>Null when the system may be called for the work that is being done.</summary>
    public (DateTimeOffset Until, Fault Why)? Of(string system)
    {
        var pause = Active(system, true) ?? (CallPriority.IsUrgent ? null : Active(system, false));
        return pause is null ? null : (pause.Until, pause.Why);
    }

    private Pause? Active(string system, bool urgentToo) =>
        _resting.TryGetValue((system, urgentToo), out var pause) && IsNow(pause) ? pause : null;

    private bool IsNow(Pause pause) => pause.Until > clock.GetUtcNow();
}

/// <param name="UrgentToo">False: only ordinary work waits; won opportunities go on.</param>
public sealed record Pause(string System, bool UrgentToo, DateTimeOffset Until, Fault Why);
