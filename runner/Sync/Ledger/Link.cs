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
}
