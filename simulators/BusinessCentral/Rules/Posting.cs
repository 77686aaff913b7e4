using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>Orders become invoices: what is fully invoiced disappears from the orders, and the invoice has an id and a number of its own.</summary>
internal sealed class Posting(CompanyStore store, Books books, CardRules cards, DocumentRules documents, Currencies currencies)
{
    private static readonly string[] shared =
    [
        "externalDocumentNumber", "customerId", "customerNumber", "customerName", "billToName", "billToCustomerId", "billToCustomerNumber", "currencyId", "currencyCode",
        "paymentTermsId", "shipmentMethodId", "salesperson", "pricesIncludeTax", "shipToName", "shipToAddressLine1", "shipToAddressLine2", "shipToCity", "shipToCountry",
        "shipToState", "shipToPostCode",
    ];

    public BcRecord ShipAndInvoice(BcRecord order, decimal? share = null, DateOnly? date = null, DateOnly? dueDate = null)
    {
        var open = store.LinesOf(order.Id).Where(line => line.Text("lineType") == "Comment" || line.Number("quantity") > line.Number("invoicedQuantity"))
            .OrderBy(line => line.Number("sequence")).ToList();
        if (!open.Exists(line => line.Text("lineType") != "Comment"))
        {
            throw BcError.Dialog("There is nothing to post.");
        }

        var day = date ?? store.Today;
        var invoice = Invoice(order, day, dueDate);
        foreach (var line in open)
        {
            Bill(line, invoice, share);
        }

        var isWhole = store.LinesOf(order.Id).All(line => line.Number("invoicedQuantity") >= line.Number("quantity"));
        invoice.Put("discountAmount", Discount(order, invoice, isWhole));
        documents.Total(invoice);
        store.Touch(invoice);
        books.Report(invoice, "create", new JsonObject { ["orderNumber"] = order.Text("number"), ["externalDocumentNumber"] = order.Text("externalDocumentNumber") });
        books.OnSaved(invoice, null);
        Settle(order, isWhole);
        return invoice;
    }

    /// <summary>The draft keeps its id and gets a number of the posted series.</summary>
    public void Post(BcRecord draft)
    {
        if (draft.Text("status") is not ("Draft" or "In Review"))
        {
            throw BcError.Dialog("The action can be applied to a draft invoice only.");
        }

        if (store.LinesOf(draft.Id).Count == 0)
        {
            throw BcError.Dialog("There is nothing to post.");
        }

        store.Renumber(draft, draft.Text("number"));
        draft.Put("number", NextPosted());
        draft.Put("status", "Open");
        store.Touch(draft);
        books.Report(draft, "update", new JsonObject { ["status"] = "Open" });
        books.OnSaved(draft, null);
    }

    private BcRecord Invoice(BcRecord order, DateOnly day, DateOnly? dueDate)
    {
        var invoice = cards.Blank(Entities.SalesInvoices);
        foreach (var name in shared)
        {
            invoice.Put(name, order.Values[name]?.DeepClone());
        }

        invoice.Put("number", NextPosted());
        invoice.Put("orderId", order.Id);
        invoice.Put("orderNumber", order.Text("number"));
        invoice.Put("invoiceDate", day);
        invoice.Put("postingDate", day);
        invoice.Put("dueDate", dueDate ?? documents.DueDate(order, day));
        invoice.Put("status", "Open");
        store.Add(invoice);
        return invoice;
    }

    private void Bill(BcRecord line, BcRecord invoice, decimal? share)
    {
        var copy = cards.Blank(Entities.SalesInvoiceLines);
        foreach (var property in Entities.All[Entities.SalesInvoiceLines].Properties.Where(property => property.Name != "id"))
        {
            copy.Put(property.Name, line.Values[property.Name]?.DeepClone());
        }

        copy.Put("documentId", invoice.Id);
        if (line.Text("lineType") != "Comment")
        {
            var left = line.Number("quantity") - line.Number("invoicedQuantity");
            var quantity = share is { } part ? Math.Min(left, line.Number("quantity") * part) : left;
            copy.Put("quantity", quantity);
            var gross = currencies.Round(quantity * line.Number("unitPrice"), invoice.Text("currencyCode"));
            copy.Put("discountAmount", quantity == line.Number("quantity")
                ? line.Number("discountAmount")
                : currencies.Round(gross * line.Number("discountPercent") / 100, invoice.Text("currencyCode")));
            copy.Put("amountExcludingTax", gross - copy.Number("discountAmount"));
            foreach (var name in new[] { "invoicedQuantity", "shippedQuantity" })
            {
                line.Put(name, line.Number(name) + quantity);
            }

            line.Put("invoiceQuantity", line.Number("quantity") - line.Number("invoicedQuantity"));
            line.Put("shipQuantity", line.Number("quantity") - line.Number("shippedQuantity"));
        }

        store.Add(copy);
    }

    /// <summary>An order's discount goes out with its invoices in their proportion; the last one carries what is left.</summary>
    private decimal Discount(BcRecord order, BcRecord invoice, bool isLast)
    {
        var whole = store.LinesOf(order.Id).Sum(line => line.Number("amountExcludingTax"));
        var given = store.All(Entities.SalesInvoices).Where(other => other != invoice && other.Text("orderNumber") == order.Text("number")).Sum(other => other.Number("discountAmount"));
        return isLast ? order.Number("discountAmount") - given
            : whole == 0 ? 0
            : currencies.Round(order.Number("discountAmount") * store.LinesOf(invoice.Id).Sum(line => line.Number("amountExcludingTax")) / whole, order.Text("currencyCode"));
    }

    private void Settle(BcRecord order, bool isWhole)
    {
        if (!isWhole)
        {
            documents.Total(order);
            store.Touch(order);
            books.Report(order, "update", new JsonObject { ["invoiced"] = true });
            return;
        }

        foreach (var line in store.LinesOf(order.Id).ToList())
        {
            store.Remove(line);
        }

        store.Remove(order);
        books.Report(order, "delete", new JsonObject { ["posted"] = true });
    }

    private string NextPosted() => store.Next("PS-INV", 103_001);
}
