using Harness.Core.Governance;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Sync.Reconciling;

/// <summary>
/// Both sides of a pair entity are listed whole and each record is held against what the ledger says the pair last agreed on, in
/// the terms the merge compares in. A record that neither side changed since costs its share of a list page and no more.
/// </summary>
internal sealed class PairComparison(Integration integration, Flow flow, ReconcileOptions options)
{
    private const int LinksAtOnce = 5_000;

    private readonly EntityMatrix _matrix = integration.Matrix.Entities[flow.Entity];
    private readonly ComparisonDraft _draft = new(flow, options);
    private readonly Explanations _explanations = new(integration, flow);
    private readonly Dictionary<SystemRole, RecordMarks> _met = new() { [SystemRole.Crm] = new(), [SystemRole.Erp] = new() };
    private readonly Dictionary<SystemRole, TimeSpan> _clocks = [];
    private readonly List<Suspect> _suspects = [];

    public async Task<FlowComparison> RunAsync(CancellationToken ct)
    {
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            var listing = new SideListing(integration, flow, side);
            await foreach (var page in listing.PagesAsync(ct))
            {
                await JudgeAsync(listing, side, page, ct);
            }
        }

        await MissedAsync(ct);
        await SettleAsync(1, ct);
        return _explanations.IsBehind ? _draft.LeftOut("Its feed is far behind; compare again when the runner has caught up.") : _draft.ToComparison();
    }

    private async Task JudgeAsync(SideListing listing, SystemRole side, IReadOnlyList<RawRecord> page, CancellationToken ct)
    {
        var links = (await integration.Ledger.ReadLinksAsync(integration.Id, flow.Entity, side, [.. page.Select(record => record.Ref.Id)], ct))
            .ToDictionary(link => side == SystemRole.Crm ? link.CrmId : link.ErpId, StringComparer.Ordinal);
        var live = page.Where(record => !record.Deleted && record.MergedInto is null).DistinctBy(record => record.Ref.Id).ToList();
        _draft.Read(side, live.Count);
        _clocks[side] = page.Count > 0 && page[0].ReadAt != default ? page[0].ReadAt - integration.Now : TimeSpan.Zero;
        var settled = live.Where(record => record.ReadAt - record.ModifiedAt >= options.Grace).ToList();
        _draft.Explained += live.Count - settled.Count;
        foreach (var record in live.Except(settled))
        {
            _met[side].Add(record.Ref.Id);
        }

        // A record that came back while nobody looked: its link ended.
        _suspects.AddRange(settled.Where(record => links.GetValueOrDefault(record.Ref.Id) is { IsEnded: true } ended && ended.GoneIn == side)
            .Select(record => new Suspect(side, record.Ref, record.Version, links[record.Ref.Id].IdOn(side.Other()))));
        await LinkedAsync(side, [.. settled.Where(record => links.GetValueOrDefault(record.Ref.Id) is { IsEnded: false } && _met[side].Add(record.Ref.Id))], links, ct);
        _suspects.AddRange(settled.Where(record => !links.ContainsKey(record.Ref.Id) && ShouldBeLinked(listing, side, record))
            .Select(record => new Suspect(side, record.Ref, record.Version, null)));
        await SettleAsync(integration.Options.BatchSize, ct);
    }

    private async Task LinkedAsync(SystemRole side, IReadOnlyList<RawRecord> records, Dictionary<string, Link> links, CancellationToken ct)
    {
        var mapping = integration.Mapping(flow.Entity, side);
        var whole = _matrix.Lines?.PathIn(side) is null || records.Count == 0
            ? records
            : await integration.Connector(side).ReadManyAsync(mapping.Selection, [.. records.Select(record => record.Ref.Id)], ct);
        var read = whole.Where(record => !record.Deleted && record.MergedInto is null).Select(record => RecordReading.Read(flow, mapping, record)).ToList();
        foreach (var snapshot in side == SystemRole.Crm ? read : await new References(integration, _matrix).ToCrmAsync(read, ct))
        {
            var link = links[snapshot.Ref.Id];
            _draft.Compared += side == SystemRole.Crm ? 1 : 0;
            _draft.Tally(side, flow.Tally(snapshot, side));
            if (!Holds(side, snapshot, link))
            {
                _suspects.Add(new Suspect(side, snapshot.Ref, snapshot.Version, side == SystemRole.Crm ? link.ErpId : link.CrmId));
            }
        }
    }

    private bool Holds(SystemRole side, Snapshot said, Link link)
    {
        var (fields, lines) = Baselines.FromJson(link.Baseline);
        return said.Problems.Count == 0
            && link.MatrixVersion == integration.Matrix.Version
            && BaselineComparison.Holds(_matrix, integration.Mapping(flow.Entity, side), side, fields, said.Fields)
            && BaselineComparison.LinesHold(
                _matrix, integration.Mapping(flow.Entity, SystemRole.Crm), integration.Mapping(flow.Entity, SystemRole.Erp), side, lines, said.Lines);
    }

    /// <summary>
    /// It is the flow's business and new enough. On a side without a feed only what carries a key of ours counts: the others
    /// were never meant to be linked from there.
    /// </summary>
    private bool ShouldBeLinked(SideListing listing, SystemRole side, RawRecord record)
    {
        var from = new DateTimeOffset(integration.Options.From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        if (record.ModifiedAt < from)
        {
            return false;
        }

        if (!listing.IsWatched)
        {
            return integration.SourceIdIn(flow.Entity, record.Values.GetValueOrDefault(listing.ExternalKey)?.ToString()) is not null;
        }

        var item = new PassItem(new Suspect(side, record.Ref, record.Version, null).ToItem(integration, flow, 0), _matrix);
        item.Set(side, RecordReading.Read(flow, integration.Mapping(flow.Entity, side), record));
        return flow.NotOurs(item) is null;
    }

    /// <summary>Linked records that neither listing brought: deleted, merged away, or hidden from the integration user.</summary>
    private async Task MissedAsync(CancellationToken ct)
    {
        var page = new LinkPage([], 0);
        do
        {
            page = await integration.Ledger.ReadLinkPageAsync(integration.Id, flow.Entity, page.Next ?? 0, LinksAtOnce, ct);
            _suspects.AddRange(page.Links.Where(link => !link.IsEnded && !_met[SystemRole.Crm].Has(link.CrmId))
                .Select(link => new Suspect(SystemRole.Crm, new RecordRef(integration.Crm.System, _matrix.CrmObject, link.CrmId), null, link.ErpId)));
            _suspects.AddRange(page.Links.Where(link => !link.IsEnded && _met[SystemRole.Crm].Has(link.CrmId) && !_met[SystemRole.Erp].Has(link.ErpId))
                .Select(link => new Suspect(SystemRole.Erp, new RecordRef(integration.Erp.System, _matrix.ErpObject, link.ErpId), null, link.CrmId)));
            await SettleAsync(integration.Options.BatchSize, ct);
        }
        while (page.Next is not null);
    }

    /// <summary>Asks about the suspects once there are enough of them for a batch, so that they never pile up.</summary>
    private async Task SettleAsync(int atLeast, CancellationToken ct)
    {
        if (_suspects.Count < atLeast || _explanations.IsBehind)
        {
            return;
        }

        // A pair whose halves both look different is one pair.
        var once = _suspects.DistinctBy(suspect => suspect.Side == SystemRole.Crm ? (suspect.Record.Id, suspect.Counterpart) : (suspect.Counterpart, suspect.Record.Id)).ToList();
        var left = await _explanations.UnexplainedAsync(once, ct);
        _draft.Explained += once.Count - left.Count;
        _draft.Compared += left.Count(suspect => suspect.Counterpart is null);
        _suspects.Clear();
        if (!_explanations.IsBehind)
        {
            await new DriftCheck(integration, flow, options, _clocks).JudgeAsync(left, _draft, ct);
        }
    }
}
