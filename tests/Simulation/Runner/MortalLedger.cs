using System.Reflection;
using Harness.Simulation.Kernel;
using Harness.Sync.Ledger;

namespace Harness.Simulation.Runner;

/// <summary>The ledger as one process reaches it: once that is dead, no call ends. Open for the runtime, which derives the proxy from it.</summary>
public class MortalLedger : DispatchProxy
{
    private static readonly MethodInfo Waiting = typeof(MortalLedger).GetMethod(nameof(AnswerWhenAliveAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private ILedger _ledger = null!;
    private Pulse _pulse = null!;

    internal static ILedger Around(ILedger ledger, Pulse pulse)
    {
        var proxy = Create<ILedger, MortalLedger>();
        ((MortalLedger)(object)proxy)._ledger = ledger;
        ((MortalLedger)(object)proxy)._pulse = pulse;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (_pulse.IsBeating)
        {
            return Forward();
        }

        return targetMethod.ReturnType.IsGenericType
            ? Waiting.MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments[0]).Invoke(null, [_pulse.Beat, (Func<object?>)Forward])
            : WhenAliveAsync(_pulse.Beat, Forward);

        object? Forward() => targetMethod.Invoke(_ledger, BindingFlags.DoNotWrapExceptions, null, args, null);
    }

    private static async Task<T> AnswerWhenAliveAsync<T>(Task beat, Func<object?> call)
    {
        await beat;
        return await (Task<T>)call()!;
    }

    private static async Task WhenAliveAsync(Task beat, Func<object?> call)
    {
        await beat;
        await (Task)call()!;
    }
}
