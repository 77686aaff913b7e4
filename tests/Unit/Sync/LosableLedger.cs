using System.Reflection;
using Harness.Sync.Ledger;

namespace Harness.Unit.Sync;

/// <summary>A ledger that another runner takes over: from then on it refuses every outcome. Open for the runtime, which derives the proxy from it.</summary>
public class LosableLedger : DispatchProxy
{
    private ILedger _ledger = null!;

    internal bool IsLost { get; set; }

    internal static (ILedger Ledger, LosableLedger Switch) Around(ILedger ledger)
    {
        var losable = Create<ILedger, LosableLedger>();
        var control = (LosableLedger)(object)losable;
        control._ledger = ledger;
        return (losable, control);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => IsLost && targetMethod!.Name == nameof(ILedger.CommitAsync)
        ? Task.FromException(new LeaseLostException("Another runner has taken the ledger over."))
        : targetMethod!.Invoke(_ledger, args);
}
