using System.Reflection;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Unit.Sync.Cursors;

/// <summary>A ledger whose process dies at a page, as it is built or with the cursor stored ahead of the work. Open for the runtime, which derives the proxy from it.</summary>
public class DyingLedger : DispatchProxy
{
    private ILedger _ledger = null!;
    private int _pages;

    internal int DiesAtPage { get; set; }

    internal bool AfterTheCommit { get; set; }

    /// <summary>The naive design: the cursor first, the work in a transaction of its own.</summary>
    internal bool StoresCursorFirst { get; set; }

    internal static (ILedger Ledger, DyingLedger Control) Around(ILedger ledger)
    {
        var dying = Create<ILedger, DyingLedger>();
        ((DyingLedger)(object)dying)._ledger = ledger;
        return (dying, (DyingLedger)(object)dying);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        (targetMethod!.Name, args) is (nameof(ILedger.StorePageAsync), [CursorKey key, var expected, string cursor, IReadOnlyList<NewWork> { Count: > 0 } work, DateTimeOffset at, CancellationToken ct])
            ? StoreAsync(key, (string?)expected, cursor, work, at, ct)
            : targetMethod.Invoke(_ledger, BindingFlags.DoNotWrapExceptions, null, args, null);

    private async Task<int> StoreAsync(CursorKey key, string? expected, string cursor, IReadOnlyList<NewWork> work, DateTimeOffset at, CancellationToken ct)
    {
        var dies = ++_pages == DiesAtPage;
        if (StoresCursorFirst)
        {
            await _ledger.StorePageAsync(key, expected, cursor, [], at, ct);
            return dies ? throw new ProcessEndedException() : await _ledger.EnqueueAsync(key.Integration, work, at, ct);
        }

        if (dies && !AfterTheCommit)
        {
            throw new ProcessEndedException();
        }

        var stored = await _ledger.StorePageAsync(key, expected, cursor, work, at, ct);
        return dies ? throw new ProcessEndedException() : stored;
    }
}

/// <summary>A connector that names every attempt anew. Open for the runtime, which derives the proxy from it.</summary>
public class FreshKeys : DispatchProxy
{
    private IConnector _connector = null!;
    private int _attempts;

    internal static IConnector Around(IConnector connector)
    {
        var fresh = Create<IConnector, FreshKeys>();
        ((FreshKeys)(object)fresh)._connector = connector;
        return fresh;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        (targetMethod!.Name, args) is (nameof(IConnector.WriteManyAsync), [IReadOnlyList<WriteRequest> writes, CancellationToken ct])
            ? _connector.WriteManyAsync([.. writes.Select(Renamed)], ct)
            : targetMethod.Invoke(_connector, BindingFlags.DoNotWrapExceptions, null, args, null);

    private WriteRequest Renamed(WriteRequest write) =>
        write.ExternalKey is { } key ? write with { ExternalKey = key with { Value = $"{key.Value}-{++_attempts}" } } : write;
}
