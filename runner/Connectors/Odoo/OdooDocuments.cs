using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Harness.Connectors.Odoo;

/// <summary>Which order an invoice bills, and which entries are credit notes. Neither changes, so each is asked for once.</summary>
internal sealed class OdooDocuments(OdooQuery query)
{
    private readonly ConcurrentDictionary<string, string> orders = new();
    private readonly ConcurrentDictionary<string, bool> refunds = new();

    public string? OrderOf(string invoice) => orders.GetValueOrDefault(invoice);

    public bool IsRefund(string entry) => refunds.GetValueOrDefault(entry);

    /// <summary>An invoice that no order was found for is asked for again: its lines may be tied to one later.</summary>
    public async Task LearnOrdersAsync(IEnumerable<string> invoices, CancellationToken ct)
    {
        var unknown = invoices.Where(invoice => !orders.ContainsKey(invoice)).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var found = await query.AllAsync("sale.order", new JsonArray(new JsonArray("invoice_ids", "in", OdooValues.Numbers(unknown))), ["invoice_ids"], ct).ConfigureAwait(false);
        foreach (var (invoice, order) in found.SelectMany(order => (order["invoice_ids"] as JsonArray ?? []).Select(invoice => (invoice!.ToJsonString(), order.Id))))
        {
            orders.TryAdd(invoice, order);
        }
    }

    public async Task LearnRefundsAsync(IEnumerable<string> entries, CancellationToken ct)
    {
        var unknown = entries.Where(entry => !refunds.ContainsKey(entry)).Distinct().ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var found = await query.AllAsync("account.move", new JsonArray(new JsonArray("id", "in", OdooValues.Numbers(unknown))), ["move_type"], ct).ConfigureAwait(false);
        foreach (var row in found)
        {
            refunds[row.Id] = OdooValues.Text(row["move_type"]) == "out_refund";
        }
    }
}
