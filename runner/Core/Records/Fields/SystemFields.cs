namespace Harness.Core.Records.Fields;

/// <summary>What Harness itself keeps on a CRM record. Not rows of the matrix: no merge and no baseline sees them.</summary>
public static class SystemFields
{
    /// <summary>The ERP id that the CRM record already carries (the status section's erp_id).</summary>
    public static readonly Field<string> ErpId = new("@erp_id");
}
