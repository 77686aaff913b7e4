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
    DateTimeOffset SyncedAt);
