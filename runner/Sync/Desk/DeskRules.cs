using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Desk;

/// <summary>What may be done with a stopped item, by the pages, by programs and by command alike.</summary>
public static class DeskRules
{
    public static bool IsOverridable(WorkItem item) => item is { State: ItemState.Stopped, Fault: FaultKind.RequiredMissing or FaultKind.InvalidData or FaultKind.UnmappedValue };

    public static string? NotOverridable(WorkItem item) => IsOverridable(item)
        ? null
        : $"Item {item.Id} is not stopped by a rule that can be overridden; a missing, invalid or unmapped value can be.";

    public static string? WithoutReason(string? why) => string.IsNullOrWhiteSpace(why) ? "Say why: the audit log keeps the reason." : null;
}
