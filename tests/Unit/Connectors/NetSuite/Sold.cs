using System.Text.Json.Nodes;

namespace Harness.Unit.Connectors.NetSuite;

/// <summary>An order that Finance has invoiced.</summary>
internal static class Sold
{
    public static async Task<string> InvoiceAsync(Bench bench, decimal amount, int number = 1)
    {
        var customer = await bench.CreatedAsync(A.Customer($"main-acc-{number}"));
        var item = bench.Item($"SKU-{number}");
        var order = await bench.CreatedAsync(A.New("salesOrder", $"main-opp-{number}", ("entity.id", customer)).With(A.Line("L1", item, 1, amount)));
        return bench.Account.Actions["invoice-order"](new JsonObject { ["order"] = order })["id"]!.ToString();
    }
}
