using System.Text.Json.Nodes;
using Harness.Core.Governance;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>Outcome, link, baseline, audit, notes and follow-up work of finished items: one transaction.</summary>
public sealed class RecordStep(Integration integration, Flow flow, Action<string, TimeSpan>? stepTook = null)
{
    public async Task CommitAsync(IReadOnlyList<PassItem> items, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return;
        }

        var began = integration.Clock.GetTimestamp();
        var at = integration.Now;
        foreach (var item in items.Where(item => item.IsOpen))
        {
            item.Finish(item.LinkedHow is not null ? ItemState.Synced : ItemState.Unchanged, "Both sides agree already.");
        }

        await integration.Ledger.CommitAsync(
            new PassCommit(integration.Id, at)
            {
                Outcomes = [.. items.SelectMany(Outcomes)],
                Intents = [.. items.SelectMany(item => item.Writes).Distinct().Select(Closed).OfType<IntentClosed>(), .. items.SelectMany(LookedUp)],
                LinkChanges = [.. items.Where(IsChanged).Select(item => item.LinkChange!)],
                Links = [.. items.Select(item => LinkOf(item, at)).OfType<Link>()],
                FollowUps = [.. items.Select(FollowUp).OfType<NewWork>(), .. items.SelectMany(item => Rollups(item, at)), .. items.Where(IsChanged).Select(item => item.Successor).OfType<NewWork>()],
                Questions = [.. items.Select(item => item.Question).OfType<NewQuestion>()],
                Audit = [.. items.SelectMany(item => AuditTrail.Of(integration, flow, item, at))],
                Notes = [.. items.Select(item => Note(item, at)).OfType<StatusNote>()],
                Values = [.. items.SelectMany(SearchedBy.Of)],
                Releases = [.. items.Where(InStep).SelectMany(Names).Distinct()],
            },
            ct);
        foreach (var write in items.SelectMany(item => item.Writes).Where(write => write.Receipt is not null))
        {
            write.IsRecorded = true;
        }

        stepTook?.Invoke("record", integration.Clock.GetElapsedTime(began));
    }

    /// <summary>A link ends only when what the policy wants written has been written; until then the item tries again.</summary>
    internal static bool IsChanged(PassItem item) => item.LinkChange is not null && item.End!.State != ItemState.Waiting && item.Writes.All(write => write.Succeeded);

    private IEnumerable<ItemOutcome> Outcomes(PassItem item)
    {
        // What stopped goes again by itself once the pair is in step all the same: from its other side, or by another change.
        var end = item.End!;
        var awaited = end.WaitsOn ?? (end.State == ItemState.Stopped ? Name(item.Lead.Side, item.Lead.Subject.Id) : null);
        yield return new ItemOutcome(item.Lead.Id, end.State, end.Reason, end.Fault, end.DueAt, awaited, end.CountAttempt);
        foreach (var other in item.Work.Skip(1))
        {
            yield return new ItemOutcome(other.Id, ItemState.Superseded, $"Carried by item {item.Lead.Id}, the same pair.");
        }
    }

    private static IntentClosed? Closed(PlannedWrite write) => write switch
    {
        { Intent: null } or { Receipt: null } or { IsRecorded: true } => null,
        { Receipt.Status: WriteStatus.Unknown } => null,
        _ => new IntentClosed(
            write.Intent.Id,
            write.Receipt.Status switch
            {
                WriteStatus.Written => IntentOutcome.Written,
                WriteStatus.Refused => IntentOutcome.Refused,
                WriteStatus.NotSent or WriteStatus.Unknown => IntentOutcome.NotSent,
            },
            write.Receipt.Ref?.Id, write.Receipt.Fault?.Kind, write.Receipt.Fault?.Message),
    };

    /// <summary>An earlier attempt's unknown outcome is known now: the pass read both sides after it.</summary>
    private static IEnumerable<IntentClosed> LookedUp(PassItem item)
    {
        var isSettled = item.End!.State is ItemState.Synced or ItemState.Unchanged or ItemState.Compared || item.Writes.Any(write => write.Intent is not null);
        return item.OpenIntents.Where(intent => isSettled || (item.IsLookedUp && intent.RecordId is null)).Select(intent => new IntentClosed(
            intent.Id,
            IsAbsent(item, intent) ? IntentOutcome.Absent : IntentOutcome.Adopted,
            item.IdOn(intent.Target), null, "Looked up before anything was sent again."));
    }

    private static bool IsAbsent(PassItem item, Intent intent) =>
        item.Writes.Any(write => write.Request.Key == intent.Key) || (intent.RecordId is null && item.IdOn(intent.Target) is null);

    /// <summary>Documents that came by before their order or customer was linked found no place to be shown: they are looked at again.</summary>
    private IEnumerable<NewWork> Rollups(PassItem item, DateTimeOffset at)
    {
        if (item.LinkedHow is null || LinkOf(item, at) is not { } link)
        {
            return [];
        }

        var subject = new RecordRef(integration.Erp.System, item.Matrix.ErpObject, link.ErpId);
        return integration.Flows
            .Where(other => other.RollsUp && integration.Matrix.Entities[other.Entity].Rollups.Any(row => row.Target == flow.Entity))
            .Select(other => new NewWork(other.Name, SystemRole.Erp, subject, $"linked:{at.UtcTicks}", at, null, WorkTrigger.FollowUp, other.Rank));
    }

    private Link? LinkOf(PassItem item, DateTimeOffset at)
    {
        var crmId = IdAfter(item, SystemRole.Crm);
        var erpId = IdAfter(item, SystemRole.Erp);
        if (flow.RollsUp || crmId is null || erpId is null || item.Plan is null || !(item.IsLinked || item.Creates is not null))
        {
            return null;
        }

        // Until a person has settled it, the pair stays in doubt.
        var isInDoubt = item.IsDoubtful && item.Plan.Conflicts.Count > 0;
        if (isInDoubt && item.Link is null)
        {
            return null;
        }

        var toCrm = Written(item, SystemRole.Crm);
        var toErp = Written(item, SystemRole.Erp);
        var fields = Baselines.Advance(item.Baseline, item.Plan.Agreed, toCrm?.Fields ?? FieldSet.Empty, toErp?.Fields ?? FieldSet.Empty)
            .Overlay(BaselineComparison.OneSided(item.Matrix, item.Crm, item.Erp));
        var lines = toErp?.Lines ?? toCrm?.Lines ?? item.Plan.AgreedLines ?? item.BaselineLines;
        return new Link(
            integration.Id, flow.Entity, crmId, erpId, Baselines.ToJson(fields, lines), integration.Matrix.Version,
            item.LinkedHow ?? item.Link?.How ?? "created", item.Link?.LinkedAt ?? at, isInDoubt ? item.Link!.SyncedAt : at);
    }

    private static PlannedWrite? Written(PassItem item, SystemRole side) => item.Writes.FirstOrDefault(write => write.Target == side && write.Succeeded);

    private static string? IdAfter(PassItem item, SystemRole side) => item.IdOn(side) ?? Written(item, side)?.Receipt?.Ref?.Id;

    /// <summary>A new record knows things that its creator does not (its number, its rate): the pair is looked at once more.</summary>
    private NewWork? FollowUp(PassItem item)
    {
        if (item.Creates is not { } side || Written(item, side) is not { } created || !item.Matrix.Rows.Any(row => row.TravelsTo(side.Other())))
        {
            return null;
        }

        var read = item.LastRead is { } last && integration.Now - last.At < integration.Options.FreshFor ? last.Json : null;
        return new NewWork(
            flow.Name, item.Lead.Side, item.Lead.Subject, $"follow-up:{created.Intent!.Id}", item.Lead.ChangedAt, read, WorkTrigger.FollowUp, flow.Rank);
    }

    private StatusNote? Note(PassItem item, DateTimeOffset at)
    {
        var crmId = IdAfter(item, SystemRole.Crm);
        var isSettled = item.End!.State is ItemState.Unchanged or ItemState.Skipped
            && item.Work.Any(work => work.Trigger is WorkTrigger.Retry or WorkTrigger.FollowUp || work.State == ItemState.Waiting || work.Attempts > 0);
        if (item.Matrix.Status is null || crmId is null || VanishedRecord.IsGone(item.Crm) || flow.RollsUp || item.End.State is ItemState.Compared or ItemState.Superseded
            || (item.End.State is ItemState.Unchanged or ItemState.Skipped && !isSettled)
            || (item.End.State == ItemState.Synced && (FollowUp(item) is not null || item.Writes.Any(write => write.CarriesStatus)))
            || (item.End.State == ItemState.Waiting && item.End.DueAt is not null && item.Lead.Attempts == 0)
            || (item.End.WaitsOn is not null && !flow.ShowsWaiting))
        {
            return null;
        }

        var erp = IdAfter(item, SystemRole.Erp) is { } erpId ? ErpName.Of(integration, item.Matrix, erpId) : null;
        var shown = item.End.State == ItemState.Unchanged ? ItemState.Synced : item.End.State;
        return new StatusNote(
            integration.Id, flow.Name, new RecordRef(integration.Crm.System, item.Matrix.CrmObject, crmId), shown.ToString().ToLowerInvariant(), erp?.Number,
            erp?.Key, shown == ItemState.Synced ? string.Empty : item.End.Reason, at);
    }

    // An echo that ended at the trigger says nothing about the other half, which may have stopped.
    private static bool InStep(PassItem item) => item.Plan is not null && item.End!.State is ItemState.Synced or ItemState.Unchanged or ItemState.Compared;

    private IEnumerable<string> Names(PassItem item)
    {
        if (IdAfter(item, SystemRole.Crm) is { } crmId && IdAfter(item, SystemRole.Erp) is { } erpId)
        {
            yield return Name(SystemRole.Crm, crmId);
            yield return Name(SystemRole.Erp, erpId);
        }
    }

    private string Name(SystemRole side, string id) => $"{flow.Entity}:{(side == SystemRole.Crm ? "crm" : "erp")}:{id}";
}
