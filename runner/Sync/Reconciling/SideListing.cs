using System.Runtime.CompilerServices;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Passes;

namespace Harness.Sync.Reconciling;

/// <summary>All records of one side of a flow, page by page as large as the vendor gives them, deleted ones marked.</summary>
internal sealed class SideListing(Integration integration, Flow flow, SystemRole side)
{
    private static readonly DateTimeOffset Ever = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The side has a feed of its own, so every version of its records that the engine judged is in the ledger.</summary>
    public bool IsWatched { get; } = integration.Matrix.Entities[flow.Entity].Sources.Any(source => source.Side == side && source.AboutPath is null);

    public string ExternalKey { get; } = integration.Connector(side).ExternalKeyPath(integration.Matrix.Entities[flow.Entity].ObjectIn(side));

    public async IAsyncEnumerable<IReadOnlyList<RawRecord>> PagesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var own = integration.Mapping(flow.Entity, side).SelectionWithoutLines;
        var selection = IsWatched ? own : own with { Paths = [.. own.Paths.Append(ExternalKey).Distinct(StringComparer.Ordinal)] };
        var source = new ChangeSource($"{flow.Name}/{own.ObjectType}", selection);
        ChangePage page;
        string? cursor = null;
        do
        {
            page = await integration.Connector(side).ReadChangesAsync(new ChangeRequest(source, cursor, Ever, TimeSpan.Zero), ct);
            cursor = page.Cursor;
            yield return page.Records;
        }
        while (page.HasMore);
    }
}
