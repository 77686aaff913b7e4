using Harness.Core.Governance;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>One pair of records on its way through the pass, with every change that led to it.</summary>
public sealed class PassItem
{
    private readonly List<WorkItem> _work;
    private readonly HashSet<SystemRole> _asPolled = [];

    public PassItem(WorkItem lead, EntityMatrix matrix)
    {
        _work = [lead];
        Matrix = matrix;
    }

    public EntityMatrix Matrix { get; }

    public WorkItem Lead => _work[0];

    public IReadOnlyList<WorkItem> Work => _work;

    public Snapshot? Crm { get; private set; }

    public Snapshot? Erp { get; private set; }

    /// <summary>The changed record as it was last read whole, as JSON, and when; its follow-up need not read it again at once.</summary>
    public (string Json, DateTimeOffset At)? LastRead { get; set; }

    public Link? Link { get; set; }

    /// <summary>Set when this pass linked the pair: "matched:tax_id", "confirmed:anna", "adopted".</summary>
    public string? LinkedHow { get; set; }

    public FieldSet? Baseline { get; set; }

    public IReadOnlyList<Line>? BaselineLines { get; set; }

    public MergePlan? Plan { get; set; }

    /// <summary>Links of the records that this one refers to, by entity and CRM id.</summary>
    public IReadOnlyDictionary<(string Entity, string Id), Link> References { get; set; } = new Dictionary<(string, string), Link>();

    public IReadOnlyList<Intent> OpenIntents { get; set; } = [];

    /// <summary>Both sides were read after the intents that were found open: what became of a creation is known.</summary>
    public bool IsLookedUp { get; set; }

    public IReadOnlyList<Decision> Decisions { get; set; } = [];

    /// <summary>Of a roll-up: every document of the records that show it.</summary>
    public IReadOnlyList<Snapshot> Documents { get; set; } = [];

    /// <summary>Of a roll-up: each summed amount as the CRM shows it and as its documents make it, by currency and path.</summary>
    public IReadOnlyList<(string? Currency, string Path, decimal Shown, decimal Computed)> Condensed { get; set; } = [];

    public NewQuestion? Question { get; private set; }

    public List<PlannedWrite> Writes { get; } = [];

    /// <summary>What becomes of the link once the item is recorded: ended, restored, moved.</summary>
    public LinkChange? LinkChange { get; set; }

    /// <summary>Work for the record that takes the link over, stored together with its move.</summary>
    public NewWork? Successor { get; set; }

    /// <summary>Its other half is gone: nothing is merged, it is only marked as out of use.</summary>
    public bool IsArchived { get; set; }

    /// <summary>Its wave runs in the shadow: compared and reported, not written.</summary>
    public bool IsShadow { get; set; }

    public ItemEnd? End { get; private set; }

    public bool IsOpen => End is null;

    /// <summary>The counterpart on this side does not exist and is to be created.</summary>
    public SystemRole? Creates { get; set; }

    /// <summary>
    /// The baseline may be older than what both sides last agreed on: an older copy of the ledger speaks and both records were changed
    /// since, or a record is ours by its key and the ledger remembers neither link nor intent.
    /// </summary>
    public bool IsDoubtful => Link is { } link
        ? link.DoubtedSince is { } since && Crm?.ModifiedAt >= since && Erp?.ModifiedAt >= since
        : LinkedHow == "adopted" && OpenIntents.Count == 0;

    public bool IsLinked => Link is not null || LinkedHow is not null;

    public Snapshot? On(SystemRole side) => side == SystemRole.Crm ? Crm : Erp;

    public string? IdOn(SystemRole side) => On(side)?.Ref.Id
        ?? (Link is { } link ? side == SystemRole.Crm ? link.CrmId : link.ErpId : null)
        ?? (Lead.Side == side ? Lead.Subject.Id : null);

    /// <summary>What is known of this side is what the poll brought, not what was read in this pass.</summary>
    public bool IsAsPolled(SystemRole side) => _asPolled.Contains(side);

    public void SetAsPolled(SystemRole side, Snapshot snapshot)
    {
        Set(side, snapshot);
        _asPolled.Add(side);
    }

    public void Set(SystemRole side, Snapshot? snapshot)
    {
        _asPolled.Remove(side);
        if (side == SystemRole.Crm)
        {
            Crm = snapshot;
        }
        else
        {
            Erp = snapshot;
        }
    }

    /// <summary>Another change turned out to be about the same pair; this item carries it from here on.</summary>
    public void Absorb(PassItem other)
    {
        _work.AddRange(other._work);
        _asPolled.UnionWith(other._asPolled.Where(side => On(side) is null));
        OpenIntents = [.. OpenIntents.Concat(other.OpenIntents).DistinctBy(intent => intent.Id)];
        Decisions = [.. Decisions.Concat(other.Decisions).DistinctBy(decision => decision.Id)];
        Crm ??= other.Crm;
        Erp ??= other.Erp;
        Link ??= other.Link;
    }

    public void Stop(Fault fault, string? waitsOn = null) => End = new ItemEnd(ItemState.Stopped, fault.Message, fault.Kind) { WaitsOn = waitsOn };

    public void Ask(NewQuestion question, Fault fault, bool waits)
    {
        Question = question;
        End = new ItemEnd(waits ? ItemState.Waiting : ItemState.Stopped, fault.Message, fault.Kind);
    }

    public void Skip(string reason) => End = new ItemEnd(ItemState.Skipped, reason, null);

    public void Finish(ItemState state, string reason) => End = new ItemEnd(state, reason, null);

    public void WaitUntil(DateTimeOffset due, Fault fault, bool countAttempt) =>
        End = new ItemEnd(ItemState.Waiting, fault.Message, fault.Kind) { DueAt = due, CountAttempt = countAttempt };

    public void WaitFor(string awaited, string reason) =>
        End = new ItemEnd(ItemState.Waiting, reason, null) { WaitsOn = awaited };
}

public sealed record ItemEnd(ItemState State, string Reason, FaultKind? Fault)
{
    public DateTimeOffset? DueAt { get; init; }

    public string? WaitsOn { get; init; }

    public bool CountAttempt { get; init; }
}
