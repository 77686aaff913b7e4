using System.Reflection;
using Harness.Sync.Ledger;

namespace Harness.Simulation.Bugs;

/// <summary>A ledger of which a few calls are made otherwise. Open for the runtime, which derives the proxy from it.</summary>
public class LedgerDouble : DispatchProxy
{
    private ILedger _ledger = null!;
    private Dictionary<string, Func<ILedger, object?[], object?>> _otherwise = [];

    internal static ILedger Around(ILedger ledger, params (string Method, Func<ILedger, object?[], object?> Call)[] otherwise)
    {
        var proxy = Create<ILedger, LedgerDouble>();
        var own = (LedgerDouble)(object)proxy;
        (own._ledger, own._otherwise) = (ledger, otherwise.ToDictionary(pair => pair.Method, pair => pair.Call));
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _otherwise.TryGetValue(targetMethod!.Name, out var call)
        ? call(_ledger, args!)
        : targetMethod.Invoke(_ledger, BindingFlags.DoNotWrapExceptions, null, args, null);
}
