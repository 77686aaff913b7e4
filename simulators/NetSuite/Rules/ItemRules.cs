using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

internal static class ItemRules
{
    public static void Check(NsRecord item, RecordStore store)
    {
        var values = item.Values;
        if (values.Text("itemId") is not { } name)
        {
            throw NsError.User("Please enter value(s) for: Item Name/Number.");
        }

        if (store.AllOfGroup(item.Type.Group).Any(i => i.Id != item.Id && i.Values.Text("itemId") == name))
        {
            throw NsError.User("This item already exists.", "itemId");
        }

        values.Put("subsidiary", values.Get("subsidiary") ?? "1");
        values.Put("isInactive", values.Flag("isInactive"));
    }
}
