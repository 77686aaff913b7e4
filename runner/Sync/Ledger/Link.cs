using Harness.Core.Records;

namespace Harness.Sync.Ledger;

/// <summary>A CRM record and an ERP record that are the same thing, and what both last agreed on.</summary>
/// <param name="Baseline">JSON of <c>Baselines</c>; only fields on which both sides agreed.</param>
/// <param name="How">"created", "matched:tax_id", "confirmed:NAME", "by hand".</param>
public sealed record Link(
    string Integration,
    string Entity,
    string CrmId,
    string ErpId,
    string Baseline,
    string MatrixVersion,
    string How,
    DateTimeOffset LinkedAt,
    DateTimeOffset SyncedAt)
{
    /// <summary>
    /// Set while an older copy of the ledger speaks: what both sides agreed on after this moment is not in the baseline. The pair's
    /// next pass settles it.
    /// </summary>
    public DateTimeOffset? DoubtedSince { get; init; }

    /// <summary>How an ended link begins; behind it stand the side whose record is gone and how the two were linked before.</summary>
    public const string EndedMark = "ended:";

    /// <summary>
    /// One half was deleted or merged away. The link is kept as a tombstone: it moves nothing any more, keeps the dead half from
    /// being made again, gives way to a new link of the other half, and is restored when the dead half comes back.
    /// </summary>
    public bool IsEnded => How.StartsWith(EndedMark, StringComparison.Ordinal);

    public SystemRole? GoneIn => !IsEnded ? null : How.StartsWith($"{EndedMark}crm:", StringComparison.Ordinal) ? SystemRole.Crm : SystemRole.Erp;

    public Link Ended(SystemRole gone) => IsEnded ? this : this with { How = $"{EndedMark}{(gone == SystemRole.Crm ? "crm" : "erp")}:{How}" };

    public Link Restored() => IsEnded ? this with { How = How[(EndedMark.Length + "crm:".Length)..] } : this;

    public string IdOn(SystemRole side) => side == SystemRole.Crm ? CrmId : ErpId;
}

/// <summary>A link that was ended, restored, or moved to the survivor of a merge.</summary>
public sealed record LinkChange(Link From, Link To)
{
    public string Word => To.IsEnded ? "unlinked" : From.IsEnded && From.CrmId == To.CrmId && From.ErpId == To.ErpId ? "restored" : "moved";
}
