using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

/// <summary>From order to invoice, whole or in parts, and what an order's status says about it.</summary>
internal sealed class Billing(RecordStore store, Today today)
{
    private static readonly string[] copied =
        ["entity", "currency", "exchangeRate", "subsidiary", "terms", "otherRefNum", "memo", "discountItem", "custbody_crm_opportunity"];

    /// <summary>Fills an invoice with what is left to bill of an order, or with a share of the whole order.</summary>
    public void Draw(NsRecord order, NsRecord invoice, decimal? share)
    {
        if (order.Status is "A" or "C" or "G" or "H")
        {
            throw NsError.User("This sales order has nothing to bill in its present status.");
        }

        var decimals = store.Decimals(order.Values.Text("currency"));
        foreach (var field in copied)
        {
            invoice.Values.Put(field, order.Values.Get(field));
        }

        invoice.Values.Put("createdFrom", order.Id);
        var billed = Invoices(order).ToList();
        var isLast = true;
        foreach (var line in order.Lines("item"))
        {
            var drawn = line.Copy();
            foreach (var own in new[] { "line", "quantityBilled", "isClosed" })
            {
                drawn.Values.Remove(own);
            }

            var left = (line.Values.Number("quantity") ?? 0) - line.Values.Amount("quantityBilled");
            var quantity = share is { } part ? Math.Min(left, Math.Round(line.Values.Amount("quantity") * part, 5)) : left;
            isLast &= quantity == left;
            if (line.Values.Number("quantity") is { } whole)
            {
                if (quantity <= 0)
                {
                    continue;
                }

                drawn.Values.Put("price", "-1");
                drawn.Values.Put("quantity", quantity);
                drawn.Values.Put("amount", quantity == left
                    ? line.Values.Amount("amount") - BilledAmount(billed, line)
                    : Money.Round(line.Values.Amount("amount") * quantity / whole, decimals));
            }
            else
            {
                DrawDiscount(drawn, line, billed, isLast ? null : share, decimals);
            }

            drawn.Values.Put("orderLine", line.Values.Get("line"));
            drawn.Values.Put("orderDoc", order.Id);
            invoice.Lines("item").Add(drawn);
        }

        DrawHeaderDiscount(order, invoice, billed, isLast ? null : share, decimals);
    }

    public void Refresh(NsRecord order, bool stamp)
    {
        var invoices = Invoices(order).ToList();
        foreach (var line in order.Lines("item").Where(l => l.Values.Get("quantity") is not null))
        {
            line.Values.Put("quantityBilled", invoices.SelectMany(i => i.Lines("item"))
                .Where(l => Equals(l.Values.Get("orderLine"), line.Values.Get("line"))).Sum(l => l.Values.Amount("quantity")));
        }

        var goods = order.Lines("item").Where(l => l.Values.Get("quantity") is not null).ToList();
        var wanted = order.Values.Text("orderStatus")!;
        var before = order.Status;
        order.Status = wanted is "A" or "C" or "H" ? wanted
            : goods.TrueForAll(l => l.Values.Amount("quantityBilled") >= l.Values.Amount("quantity")) ? "G"
            : goods.Exists(l => l.Values.Amount("quantityBilled") > 0) ? "E"
            : wanted;
        if (stamp && before != order.Status)
        {
            order.Values.Put("lastModifiedDate", today.Now);
        }
    }

    private static void DrawDiscount(NsLine drawn, NsLine line, List<NsRecord> billed, decimal? share, int decimals)
    {
        // A percentage is worked out again on the invoice's own lines; only the last invoice takes the exact rest.
        var rest = line.Values.Amount("amount") - BilledAmount(billed, line);
        if (share is null && billed.Count > 0)
        {
            drawn.Values.Remove("rate");
            drawn.Values.Put("amount", rest);
        }
        else if (Money.Percent(line.Values.Get("rate")) is null)
        {
            drawn.Values.Remove("rate");
            drawn.Values.Put("amount", share is { } part ? Money.Round(line.Values.Amount("amount") * part, decimals) : rest);
        }
        else
        {
            drawn.Values.Remove("amount");
        }
    }

    private static void DrawHeaderDiscount(NsRecord order, NsRecord invoice, List<NsRecord> billed, decimal? share, int decimals)
    {
        var whole = order.Values.Amount("discountTotal");
        var percent = Money.Percent(order.Values.Get("discountRate")) is not null;
        if (order.Values.Get("discountRate") is not { } rate)
        {
            return;
        }

        if (share is null && billed.Count > 0)
        {
            invoice.Values.Put("discountRate", whole - billed.Sum(i => i.Values.Amount("discountTotal")));
        }
        else
        {
            invoice.Values.Put("discountRate", percent || share is null ? rate : Money.Round(whole * share.Value, decimals));
        }
    }

    private static decimal BilledAmount(List<NsRecord> billed, NsLine line) => billed.SelectMany(i => i.Lines("item"))
        .Where(l => Equals(l.Values.Get("orderLine"), line.Values.Get("line"))).Sum(l => l.Values.Amount("amount"));

    private IEnumerable<NsRecord> Invoices(NsRecord order) =>
        store.CreatedFrom.Find(order.Id).Where(i => i.Type == TransactionTypes.Invoice && !i.Voided);
}
