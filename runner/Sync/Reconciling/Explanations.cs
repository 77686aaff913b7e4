using Harness.Core.Records;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Reconciling;

/// <summary>
/// Why a difference need not be drift: the record has an open item (pending, waiting, stopped with a reason), the ledger has
/// judged this very version of it, or the feed has still to bring it. The feeds are peeked at once, when the first suspect comes up.
/// </summary>
internal sealed class Explanations(Integration integration, Flow flow)
{
    private const int MostUnread = 5_000;

    private HashSet<(SystemRole Side, string Id)>? _unread;

    /// <summary>The feed is so far behind that nothing can be said yet.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Those that nothing explains.</summary>
    public async Task<IReadOnlyList<Suspect>> UnexplainedAsync(IReadOnlyList<Suspect> suspects, CancellationToken ct)
    {
        if (suspects.Count == 0)
        {
            return suspects;
        }

        _unread ??= await UnreadAsync(ct);
        var known = new Dictionary<SystemRole, ILookup<string, ItemVersion>>();
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            var ids = suspects.Select(suspect => suspect.Side == side ? suspect.Record.Id : suspect.Counterpart).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            known[side] = (await integration.Ledger.ReadVersionsAsync(integration.Id, flow.Name, side, ids, ct)).ToLookup(item => item.RecordId, StringComparer.Ordinal);
        }

        return [.. suspects.Where(suspect => !IsExplained(suspect, known))];
    }

    public async Task<bool> IsUnreadAsync(SystemRole side, IEnumerable<string> ids, CancellationToken ct)
    {
        _unread ??= await UnreadAsync(ct);
        return ids.Any(id => _unread.Contains((side, id)));
    }

    private bool IsExplained(Suspect suspect, Dictionary<SystemRole, ILookup<string, ItemVersion>> known)
    {
        var own = known[suspect.Side][suspect.Record.Id].ToList();
        var other = suspect.Counterpart is { } id ? known[suspect.Side.Other()][id] : [];
        return _unread!.Contains((suspect.Side, suspect.Record.Id))
            || (suspect.Counterpart is { } half && _unread.Contains((suspect.Side.Other(), half)))
            || own.Concat(other).Any(item => item.State is ItemState.Pending or ItemState.Waiting or ItemState.Stopped)
            || (suspect.Counterpart is null && own.Any(item => item.Version == suspect.Version));
    }

    private async Task<HashSet<(SystemRole Side, string Id)>> UnreadAsync(CancellationToken ct)
    {
        var unread = new HashSet<(SystemRole, string)>();
        foreach (var source in integration.Matrix.Entities[flow.Entity].Sources)
        {
            var next = await new SourcePoller(integration, flow, source).PeekAsync(MostUnread, ct);
            var known = (await integration.Ledger.ReadVersionsAsync(integration.Id, flow.Name, source.Side, [.. next.Select(work => work.Subject.Id).Distinct()], ct))
                .Select(item => (item.RecordId, item.Version)).ToHashSet();
            unread.UnionWith(next.Where(work => !known.Contains((work.Subject.Id, work.Version))).Select(work => (source.Side, work.Subject.Id)));
            IsBehind |= unread.Count >= MostUnread;
        }

        return unread;
    }
}
