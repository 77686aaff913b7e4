using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>What becomes of an item whose record was deleted or merged away: a person decides wherever something hangs on it.</summary>
public static class VanishedRecord
{
    public static void Settle(PassItem item, Snapshot snapshot)
    {
        if (item.Link is null && item.OpenIntents.Count > 0)
        {
            item.Stop(new Fault(
                FaultKind.RecordGone,
                $"It was deleted while it was in doubt whether its counterpart had been created: look for {item.OpenIntents[0].ExternalKey}, archive it by hand and resolve this."));
        }
        else if (item.Link is null && item.Lead.Trigger == WorkTrigger.Prerequisite)
        {
            item.Stop(new Fault(FaultKind.RecordGone, "It was deleted, and other records wait for it: restore it, or point them to another one."));
        }
        else if (item.Link is null)
        {
            item.Skip("Deleted or merged away before it was ever in step.");
        }
        else if (snapshot.MergedInto is { } survivor)
        {
            item.Stop(new Fault(FaultKind.RecordMerged, $"It was merged into {survivor}; decide which record its counterpart belongs to."));
        }
        else
        {
            item.Stop(new Fault(FaultKind.RecordGone, "It was deleted; restore it, or archive its counterpart by hand and resolve this."));
        }
    }
}
