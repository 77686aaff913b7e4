using System.Reflection;
using System.Runtime.CompilerServices;
using Harness.Port;

namespace Harness.Simulation.Bugs;

/// <summary>A connector that reads or writes otherwise. Open for the runtime, which derives the proxy from it.</summary>
public class ConnectorDouble : DispatchProxy
{
    private IConnector _connector = null!;
    private Otherwise _otherwise = null!;

    internal static IConnector Around(IConnector connector, Otherwise otherwise)
    {
        var proxy = Create<IConnector, ConnectorDouble>();
        ((ConnectorDouble)(object)proxy)._connector = connector;
        ((ConnectorDouble)(object)proxy)._otherwise = otherwise;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        return (targetMethod!.Name, args) switch
        {
            (nameof(IConnector.WriteManyAsync), [IReadOnlyList<WriteRequest> writes, CancellationToken stop]) => WriteManyAsync([.. writes.Select(_otherwise.Write)], stop),
            (nameof(IConnector.FindManyAsync), _) => ReadAsync((Task<IReadOnlyList<RawRecord>>)Call()!, found => [.. _otherwise.Find(found).Select(_otherwise.Read)]),
            (nameof(IConnector.ReadManyAsync), _) => ReadAsync((Task<IReadOnlyList<RawRecord>>)Call()!, read => [.. read.Select(_otherwise.Read)]),
            _ => Call(),
        };

        object? Call() => targetMethod.Invoke(_connector, BindingFlags.DoNotWrapExceptions, null, args, null);
    }

    private static async Task<IReadOnlyList<RawRecord>> ReadAsync(Task<IReadOnlyList<RawRecord>> reading, Func<IReadOnlyList<RawRecord>, IReadOnlyList<RawRecord>> change) =>
        change(await reading);

    private async IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, [EnumeratorCancellation] CancellationToken ct)
    {
        var place = 0;
        await foreach (var receipt in _connector.WriteManyAsync(writes, ct))
        {
            yield return _otherwise.Receive(receipt, writes, place++);
        }
    }
}

/// <summary>What is done otherwise; by itself nothing.</summary>
internal sealed record Otherwise
{
    public Func<WriteRequest, WriteRequest> Write { get; init; } = write => write;

    public Func<RawRecord, RawRecord> Read { get; init; } = record => record;

    public Func<IReadOnlyList<RawRecord>, IReadOnlyList<RawRecord>> Find { get; init; } = found => found;

    public Func<WriteReceipt, IReadOnlyList<WriteRequest>, int, WriteReceipt> Receive { get; init; } = (receipt, _, _) => receipt;
}
