using Harness.Core.Governance;
using Harness.Core.Mapping;
using Harness.Core.Quality;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>A CRM record and an ERP record that are the same thing.</summary>
public sealed class PairSteps(Integration integration, Flow flow) : PassSteps(integration, flow)
{
    private readonly PairTrigger _trigger = new(integration, flow);

    /// <summary>Does this change concern the flow? An echo of our own write equals the baseline and ends here, at no call.</summary>
    public override async Task TriggerAsync(PassBatch batch, CancellationToken ct)
    {
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            await _trigger.LinkAsync([.. batch.Open.Where(item => item.Lead.Side == side)], side, ct);
        }

        await RememberAsync(batch.Open, ct);
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            var fresh = batch.Open.Where(item => item.Lead.Side == side && IsFresh(item.Lead)).ToList();
            var snapshots = await ReadAsync(side, [.. fresh.Select(item => RawRecords.FromJson(item.Lead.Payload!))], ct);
            foreach (var (item, snapshot) in fresh.Zip(snapshots))
            {
                item.SetAsPolled(side, snapshot);
                item.LastRead = (item.Lead.Payload!, item.Lead.CreatedAt);
            }

            RecordReading.Each(fresh, item => _trigger.Concerns(item, side, item.On(side)!));
        }

        batch.MergeByLink();
    }

    /// <summary>Both sides as they are now: one batched read per side.</summary>
    public override async Task LoadAsync(PassBatch batch, CancellationToken ct)
    {
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            var withLines = batch.Matrix.Lines?.PathIn(side) is not null;
            var items = batch.Open.Where(item => item.IdOn(side) is not null && (item.On(side) is null || (withLines && item.On(side)!.Lines is null))).ToList();
            if (items.Count == 0)
            {
                continue;
            }

            var ids = items.Select(item => item.IdOn(side)!).Distinct(StringComparer.Ordinal).ToList();
            var raw = await TryReadAsync(side, items, connector => connector.ReadManyAsync(Mapping(side).Selection, ids, ct));
            if (raw is null)
            {
                continue;
            }

            await LoadedAsync(items, side, raw, ct);
        }

        await new VanishedStep(Integration, Flow).ApplyAsync(batch, ct);
    }

    public override async Task MatchAsync(PassBatch batch, CancellationToken ct)
    {
        var inDoubt = batch.Open.Where(item => item.OpenIntents.Count > 0).ToList();
        await new MatchStep(Integration, Flow).ApplyAsync(batch, ct);
        foreach (var item in inDoubt.Where(item => item.End?.State != ItemState.Waiting))
        {
            item.IsLookedUp = true;
            if (item.IsOpen && item.Creates is not null && Flow.NotOurs(item) is { } reason)
            {
                item.Creates = null;
                item.Skip(reason);
            }
        }

        await ReadAgainAsync(batch, ct);
        await new OwnWrites(Integration, Flow).RecogniseAsync([.. inDoubt.Where(item => item.IsOpen)], ct);
    }

    /// <summary>Bad data never leaves: what could not be read, what is required and missing, what the flow itself checks.</summary>
    public override void Validate(PassBatch batch)
    {
        RecordReading.Each(batch.Open.Where(item => !item.IsArchived), item =>
        {
            var problem = (item.Crm?.Problems ?? []).Concat(item.Erp?.Problems ?? []).Concat(Missing(item)).FirstOrDefault(one => !IsOverridden(item, one));
            if (problem is not null)
            {
                item.Stop(problem);
            }
            else if (Flow.Check(item) is { } fault)
            {
                item.Stop(fault);
            }
        });
    }

    public override void Merge(PassBatch batch)
    {
        var planner = new WritePlanner(Integration, Flow);
        RecordReading.Each(batch.Open, item =>
        {
            if (item.IsArchived)
            {
                WritePlanner.Send(item, batch);
                return;
            }

            item.Plan ??= Plan(item);
            if (item.Plan.Conflicts.Count > 0)
            {
                item.Stop(PairConflict.Of(item));
            }
            else
            {
                planner.Plan(item, batch);
            }
        });
    }

    public override void Approve(PassBatch batch) => new ApproveStep(Flow).Apply(batch);

    /// <summary>What is about to be overwritten is read right before: what a poll brought may be a minute old.</summary>
    private async Task ReadAgainAsync(PassBatch batch, CancellationToken ct)
    {
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            var overwritten = new List<PassItem>();
            RecordReading.Each(batch.Open.Where(item => item.IsLinked && !item.IsArchived && item.IsAsPolled(side) && item.On(side.Other()) is not null), item =>
            {
                if (Plan(item).Decisions.Any(decision => decision.Target == side && !IsOthersAlone(item.Matrix, decision.Field)))
                {
                    overwritten.Add(item);
                }
            });
            var ids = overwritten.Select(item => item.IdOn(side)!).ToList();
            if (ids.Count > 0 && await TryReadAsync(side, overwritten, connector => connector.ReadManyAsync(Mapping(side).Selection, ids, ct)) is { } raw)
            {
                await LoadedAsync(overwritten, side, raw, ct);
            }
        }
    }

    /// <summary>Nobody's edit can be lost in a field that is put back anyway.</summary>
    private static bool IsOthersAlone(EntityMatrix matrix, string field) =>
        (matrix.Rows.FirstOrDefault(row => row.Field == field)?.Conflict ?? matrix.Lines?.Conflict) == ConflictRule.OwnerAlways;

    private MergePlan Plan(PassItem item) => ThreeWayMerge.Plan(
        item.Matrix, Mapping(SystemRole.Crm), Mapping(SystemRole.Erp), item.Baseline, item.BaselineLines, item.Crm, item.Erp, item.IsDoubtful);

    private IEnumerable<Fault> Missing(PassItem item)
    {
        item.Plan = Plan(item);
        var target = item.Creates ?? SystemRole.Erp;
        if (item.Plan.For(target).Count == 0 && item.Plan.LinesFor(target) is null)
        {
            return [];
        }

        var whole = (item.On(target)?.Fields ?? FieldSet.Empty).Overlay(item.Plan.For(target));
        return Validation.Check(item.Matrix, whole, item.Plan.LinesFor(target), item.Creates == target, target);
    }

    private static bool IsOverridden(PassItem item, Fault problem) => item.Decisions.Any(decision =>
        decision.Kind == DecisionKind.Override && decision.Verdict == Verdict.Approved && decision.ContentHash == problem.Kind.ToString());

    private async Task LoadedAsync(IReadOnlyList<PassItem> items, SystemRole side, IReadOnlyList<RawRecord> raw, CancellationToken ct)
    {
        var read = (await ReadAsync(side, raw, ct)).ToDictionary(one => one.Ref.Id, StringComparer.Ordinal);
        var rawById = raw.ToDictionary(one => one.Ref.Id, StringComparer.Ordinal);
        RecordReading.Each(items, item =>
        {
            if (item.Lead.Side == side && rawById.TryGetValue(item.Lead.Subject.Id, out var own))
            {
                item.LastRead = (RawRecords.ToJson(own), Integration.Now);
            }

            Loaded(item, side, read.GetValueOrDefault(item.IdOn(side)!));
        });
    }

    private void Loaded(PassItem item, SystemRole side, Snapshot? snapshot)
    {
        if (snapshot is null && item.Link is { IsEnded: true })
        {
            item.Skip("Its counterpart was deleted: nothing is sent there or made there again.");
        }
        else if (snapshot is null)
        {
            item.Stop(new Fault(FaultKind.RecordGone, $"The {item.Matrix.ObjectIn(side)} is not there any more: it was deleted, or the integration user may not see it."));
        }
        else
        {
            item.Set(side, snapshot);
            if (RecordReading.BrokenIn(snapshot) is { } broken)
            {
                item.Stop(broken);
            }
            else if (snapshot.Deleted || snapshot.MergedInto is not null)
            {
                VanishedRecord.Settle(item);
            }
            else if (item.Lead.Side == side && item.OpenIntents.Count == 0 && Flow.NotOurs(item) is { } reason)
            {
                item.Skip(reason);
            }
        }
    }
}
