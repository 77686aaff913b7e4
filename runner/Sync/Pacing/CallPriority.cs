namespace Harness.Sync.Pacing;

/// <summary>How urgent the vendor calls of the current flow are; the quota governor serves low numbers first.</summary>
public static class CallPriority
{
    private static readonly AsyncLocal<int?> Current = new();

    public const int Urgent = 0;
    public const int Backfill = 9;

    private const int UrgentBelow = 2;

    public static int Now => Current.Value ?? 5;

    /// <summary>What may use the reserve: won opportunities and what they need.</summary>
    public static bool IsUrgent => Covers(Now);

    public static bool Covers(int priority) => priority < UrgentBelow;

    public static IDisposable Use(int priority)
    {
        var before = Current.Value;
        Current.Value = priority;
        return new Restore(before);
    }

    private sealed class Restore(int? before) : IDisposable
    {
        public void Dispose() => Current.Value = before;
    }
}
