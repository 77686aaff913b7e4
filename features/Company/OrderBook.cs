using System.Text.Json.Nodes;

namespace Harness.Features.Company;

/// <summary>Finance's orders and invoices, found by the opportunity that they are about.</summary>
internal sealed class OrderBook(World world)
{
    public IReadOnlyList<JsonObject> AllFor(string opportunity) => world.Finance.OrdersOf(world.Sales.IdOf("opportunity", opportunity));

    public JsonObject For(string opportunity)
    {
        var orders = AllFor(opportunity);
        return orders.Count == 1 ? orders[0] : throw new InvalidOperationException(
            $"Finance has {orders.Count} orders for \"{opportunity}\", not one. Sales sees: {Seen(opportunity)}.");
    }

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<JsonObject> InvoicesOf(string opportunity) => world.Finance.InvoicesOf(For(opportunity));

    private string Seen(string opportunity)
    {
        var record = world.Sales.One("opportunity", opportunity);
        return $"{world.Sales.Text("opportunity", record, "sync status")} {world.Sales.Text("opportunity", record, "sync message")}";
    }
}
