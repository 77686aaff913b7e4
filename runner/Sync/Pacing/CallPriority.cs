namespace Harness.Sync.Pacing;

/// <summary>How urgent the vendor calls of the current flow are; the quota governor serves low numbers first.</summary>
public static class CallPriority
{
    private static readonly AsyncLocal<int?> Current = new();

    public static int Now => Current.Value ?? 5;

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
