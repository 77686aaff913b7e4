using System.Globalization;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>Headers of sales documents: whose they are, in which currency, and what their rows add up to.</summary>
internal sealed class DocumentRules(CompanyStore store, Currencies currencies)
{
    public void Check(BcRecord document, BcRecord? before, IReadOnlySet<string> written, bool byPerson)
    {
        if (before is not null && !byPerson && before.Text("status") is not ("Draft" or "Open" or "In Review"))
        {
            throw BcError.Dialog("The invoice has been posted and can no longer be modified.");
        }

        if (before is null && written.Contains("discountAmount") && document.Number("discountAmount") != 0)
        {
            throw BcError.Dialog(
                "Cannot apply an invoice discount because the document does not include lines where the Allow Invoice Disc. field is selected.");
        }

        Party(document, written);
        if (before is null)
        {
            Open(document, written);
        }

        currencies.Settle(document, written.Contains("currencyId"), written.Contains("currencyCode") || before is not null);
    }

    /// <summary>The invoice discount is spread over the rows by their amounts; the last one takes what rounding leaves.</summary>
    public void Total(BcRecord document)
    {
        var currency = document.Text("currencyCode");
        var lines = store.LinesOf(document.Id).Where(line => line.Text("lineType") != "Comment").OrderBy(line => line.Number("sequence")).ToList();
        var sum = lines.Sum(line => line.Number("amountExcludingTax"));
        var discount = Math.Min(document.Number("discountAmount"), Math.Max(0, sum));
        var left = discount;
        foreach (var line in lines)
        {
            var amount = line.Number("amountExcludingTax");
            var share = line == lines[^1] ? left : sum == 0 ? 0 : currencies.Round(discount * amount / sum, currency);
            left -= share;
            var net = amount - share;
            line.Put("invoiceDiscountAllocation", share);
            line.Put("netAmount", net);
            line.Put("netTaxAmount", currencies.Round(net * line.Number("taxPercent") / 100, currency));
            line.Put("totalTaxAmount", line.Number("netTaxAmount"));
            line.Put("netAmountIncludingTax", net + line.Number("netTaxAmount"));
            line.Put("amountIncludingTax", net + line.Number("netTaxAmount"));
        }

        document.Put("discountAmount", discount);
        document.Put("totalAmountExcludingTax", lines.Sum(line => line.Number("netAmount")));
        document.Put("totalTaxAmount", lines.Sum(line => line.Number("netTaxAmount")));
        document.Put("totalAmountIncludingTax", document.Number("totalAmountExcludingTax") + document.Number("totalTaxAmount"));
        if (document.Set == Entities.SalesOrders)
        {
            document.Put("fullyShipped", lines.Count > 0 && lines.TrueForAll(line => line.Number("shippedQuantity") >= line.Number("quantity")));
        }
    }

    /// <summary>"30D", "1M": from the terms' due date calculation.</summary>
    public DateOnly DueDate(BcRecord document, DateOnly from)
    {
        var formula = store.Find(Entities.PaymentTerms, document.Text("paymentTermsId"))?.Text("dueDateCalculation") ?? "";
        return formula.Length > 1 && int.TryParse(formula[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? formula[^1] == 'M' ? from.AddMonths(count) : from.AddDays(count)
            : from;
    }

    private void Party(BcRecord document, IReadOnlySet<string> written)
    {
        var byId = written.Contains("customerId");
        var byNumber = written.Contains("customerNumber");
        var customer = byId || !byNumber ? store.Find(Entities.Customers, document.Text("customerId")) : store.FindNumber(Entities.Customers, document.Text("customerNumber"));
        if (customer is null)
        {
            throw BcError.Dialog(byId || byNumber ? "The sell-to customer cannot be found." : "A \"customerNumber\" or a \"customerId\" must be provided.");
        }

        if (byId && byNumber && !customer.Text("number").Equals(document.Text("customerNumber"), StringComparison.OrdinalIgnoreCase))
        {
            throw BcError.Dialog("The sell-to customer values do not match to a specific Customer.");
        }

        if (customer.Text("blocked") == "All" && (byId || byNumber))
        {
            throw BcError.Dialog($"You cannot create this type of document when Customer {customer.Text("number")} is blocked with type All");
        }

        foreach (var (name, value) in new[] { ("customerId", customer.Id), ("customerNumber", customer.Text("number")), ("customerName", customer.Text("displayName")) })
        {
            document.Put(name, value);
            document.Put(name == "customerName" ? "billToName" : $"billToC{name[1..]}", value);
        }

        if (!written.Contains("currencyId") && !written.Contains("currencyCode") && document.Text("currencyCode").Length == 0)
        {
            document.Put("currencyCode", customer.Text("currencyCode"));
        }

        if (document.Text("paymentTermsId") is "" or BcRecord.NoId && !written.Contains("paymentTermsId"))
        {
            document.Put("paymentTermsId", customer.Text("paymentTermsId"));
        }
    }

    private void Open(BcRecord document, IReadOnlySet<string> written)
    {
        var (series, from, date) = document.Set switch
        {
            Entities.SalesOrders => ("S-ORD", 101_001, "orderDate"),
            Entities.SalesInvoices => ("S-INV", 102_001, "invoiceDate"),
            _ => ("S-CR", 104_001, "creditMemoDate"),
        };
        document.Put("number", store.Next(series, from));
        if (document.Text("status") is "" or " ")
        {
            document.Put("status", "Draft");
        }

        foreach (var name in new[] { date, "postingDate" }.Where(name => !written.Contains(name)))
        {
            document.Put(name, store.Today);
        }

        if (Entities.All[document.Set].Find("dueDate") is not null && !written.Contains("dueDate"))
        {
            document.Put("dueDate", DueDate(document, document.Date(date) ?? store.Today));
        }
    }
}
