using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>The items of one pass. Items that turn out to be one pair become one.</summary>
public sealed class PassBatch(IReadOnlyList<WorkItem> work, EntityMatrix matrix)
{
    private readonly List<PassItem> _items = [.. work.Select(item => new PassItem(item, matrix))];
    private readonly HashSet<PassItem> _committed = [];

    public EntityMatrix Matrix { get; } = matrix;

    /// <summary>Nothing may be written: questions, claims and prerequisites are only reported.</summary>
    public bool IsPreview { get; init; }

    public IReadOnlyList<PassItem> All => _items;

    public IReadOnlyList<PassItem> Open => [.. _items.Where(item => item.IsOpen)];

    public IReadOnlyList<PassItem> Uncommitted => [.. _items.Where(item => !_committed.Contains(item))];

    /// <summary>Writes of the whole batch; one write may serve several items.</summary>
    public List<PlannedWrite> Writes { get; } = [];

    /// <summary>Open items on a side that the ledger knows no counterpart of.</summary>
    public IReadOnlyList<PassItem> Unlinked(SystemRole side) =>
        [.. _items.Where(item => item.IsOpen && !item.IsLinked && item.Lead.Side == side && item.On(side) is not null)];

    public void MarkCommitted(IEnumerable<PassItem> items) => _committed.UnionWith(items);

    /// <summary>The second item is about the same pair as the first, which carries both from here on.</summary>
    public void Merge(PassItem first, PassItem second)
    {
        if (!ReferenceEquals(first, second) && _items.Remove(second))
        {
            first.Absorb(second);
        }
    }

    public void MergeByLink()
    {
        foreach (var pair in _items.Where(item => item.IsOpen && item.Link is not null)
            .GroupBy(item => (item.Link!.CrmId, item.Link.ErpId)).Where(group => group.Skip(1).Any()).ToList())
        {
            var first = pair.First();
            foreach (var other in pair.Skip(1).ToList())
            {
                Merge(first, other);
            }
        }
    }
}
