using System.Reflection;
using System.Runtime.CompilerServices;
using Harness.Port;

namespace Harness.Sync.Crashes;

/// <summary>
/// A connector whose calls on the wire can be told apart: those that write, and what they are about. Open for the runtime,
/// which derives the proxy from it.
/// </summary>
public class ConnectorSteps : DispatchProxy
{
    private static readonly AsyncLocal<string?> Current = new();

    private IConnector _connector = null!;
    private CrashPoints _points = null!;

    /// <summary>The entity of the write that this flow of control is in, or null.</summary>
    public static string? Writing => Current.Value;

    public static IConnector Around(IConnector connector, CrashPoints points)
    {
        var proxy = Create<IConnector, ConnectorSteps>();
        ((ConnectorSteps)(object)proxy)._connector = connector;
        ((ConnectorSteps)(object)proxy)._points = points;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return (targetMethod.Name, args) is (nameof(IConnector.WriteManyAsync), [IReadOnlyList<WriteRequest> writes, CancellationToken stop])
            ? WriteManyAsync(writes, stop)
            : targetMethod.Invoke(_connector, BindingFlags.DoNotWrapExceptions, null, args, null);
    }

    private async IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, [EnumeratorCancellation] CancellationToken ct)
    {
        var entity = writes.Select(write => _points.EntityOfWrite(write.Key)).OfType<string>().FirstOrDefault();
        Current.Value = entity;
        await using var receipts = _connector.WriteManyAsync(writes, ct).GetAsyncEnumerator(ct);
        while (await receipts.MoveNextAsync())
        {
            yield return receipts.Current;
            // What was set does not outlive a yield.
            Current.Value = entity;
        }
    }
}
