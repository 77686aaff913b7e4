using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Passes;

/// <summary>What becomes of an item when a system gave trouble: it waits where that heals, and stops for a person where it does not.</summary>
public static class Deferral
{
    private static readonly TimeSpan UntilTheSchemaIsKnown = TimeSpan.FromMinutes(1);

    /// <summary>True: the system is left alone for now, and the items wait with it. No call is made and no attempt counted.</summary>
    public static bool RestsWith(this Integration integration, SystemRole side, IEnumerable<PassItem> items)
    {
        if (integration.Rest.Of(integration.Connector(side).System) is not { } rest)
        {
            return false;
        }

        foreach (var item in items.Where(item => item.IsOpen).ToList())
        {
            item.WaitUntil(rest.Until, rest.Why, countAttempt: false);
        }

        return true;
    }

    public static void Defer(this Integration integration, PassItem item, SystemRole side, Fault fault, bool countAttempt)
    {
        var system = integration.Connector(side).System;
        var due = integration.Retries.Next(integration.Now, item.Lead.Attempts, fault);
        if (fault.Kind is FaultKind.MappingBroken or FaultKind.PermissionMissing && item.Lead.Attempts == 0)
        {
            // The schema is looked at before anybody is troubled: where it changed, the whole flow stands still and keeps the item.
            integration.SchemaIsSuspect = true;
            item.WaitUntil(integration.Now + UntilTheSchemaIsKnown, fault, countAttempt: true);
        }
        else if (!fault.IsPassing)
        {
            item.Stop(fault);
        }
        else if (due is not { } at)
        {
            item.Stop(fault with { Message = $"{fault.Message} Tried {item.Lead.Attempts} times; retry it once the cause is gone." });
        }
        else
        {
            integration.Rest.Observe(system, fault, at);
            item.WaitUntil(at, fault, countAttempt && !fault.IsSystemWide);
        }
    }
}
