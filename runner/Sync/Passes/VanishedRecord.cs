using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>What becomes of an item whose record was deleted or merged away before it was linked; what was linked is <see cref="VanishedStep"/>'s.</summary>
public static class VanishedRecord
{
    public static bool IsGone(Snapshot? snapshot) => snapshot is { Deleted: true } or { MergedInto: not null };

    public static void Settle(PassItem item)
    {
        if (item.Link is not null)
        {
            return;
        }

        if (item.OpenIntents.Count > 0)
        {
            item.Stop(new Fault(
                FaultKind.RecordGone,
                $"It was deleted while it was in doubt whether its counterpart had been created: look for {item.OpenIntents[0].ExternalKey}, archive it by hand and resolve this."));
        }
        else if (item.Lead.Trigger == WorkTrigger.Prerequisite)
        {
            item.Stop(new Fault(FaultKind.RecordGone, "It was deleted, and other records wait for it: restore it, or point them to another one."));
        }
        else
        {
            item.Skip("Deleted or merged away before it was ever in step.");
        }
    }
}
