using System.Text.Json.Nodes;

namespace Harness.Features.Company;

/// <summary>Finance's orders and invoices, found by the opportunity that they are about.</summary>
internal sealed class OrderBook(World world)
{
    public IReadOnlyList<JsonObject> AllFor(string opportunity)
    {
        var id = world.Sales.One("Opportunity", "Name", opportunity)["Id"]!.ToString();
        return [.. world.Finance.Live("salesOrder").Where(order => order["custbody_crm_opportunity"]?.ToString() == id)];
    }

    public JsonObject For(string opportunity)
    {
        var orders = AllFor(opportunity);
        return orders.Count == 1 ? orders[0] : throw new InvalidOperationException(
            $"Finance has {orders.Count} orders for \"{opportunity}\", not one. Sales sees: {Shown(opportunity)}.");
    }

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<JsonObject> InvoicesOf(string opportunity)
    {
        var order = For(opportunity)["id"]!.ToString();
        return [.. world.Finance.Live("invoice").Where(invoice => invoice["createdFrom"]?["id"]?.ToString() == order).OrderBy(invoice => int.Parse(invoice["id"]!.ToString()))];
    }

    private string Shown(string opportunity)
    {
        var record = world.Sales.One("Opportunity", "Name", opportunity);
        return $"{record["Sync_Status__c"]} {record["Sync_Message__c"]}";
    }
}
