using System.Diagnostics;
using System.Reflection;
using Harness.Sync.Ledger;

namespace Harness.Load.Benchmark;

/// <summary>The ledger with a stopwatch at every door. Open for the runtime, which derives the proxy from it.</summary>
public class TimedLedger : DispatchProxy
{
    private ILedger _ledger = null!;
    private Action<string, TimeSpan> _took = null!;

    public static ILedger Around(ILedger ledger, Action<string, TimeSpan> took)
    {
        var timed = Create<ILedger, TimedLedger>();
        ((TimedLedger)(object)timed)._ledger = ledger;
        ((TimedLedger)(object)timed)._took = took;
        return timed;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var began = Stopwatch.GetTimestamp();
        var task = (Task)targetMethod!.Invoke(_ledger, args)!;
        task.ContinueWith(
            _ => _took(targetMethod.Name.Replace("Async", string.Empty, StringComparison.Ordinal), Stopwatch.GetElapsedTime(began)),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }
}
