using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Referee;

internal static class BusinessCentralBooks
{
    private static readonly IReadOnlySet<string> noPlaceFor = new HashSet<string>
    {
        "contact.role", "contact.primary", "contact.first_name", "contact.last_name", "account.shipping", "invoice.last_payment",
    };

    /// <summary>The caller holds the system's lock.</summary>
    public static ErpBooks Read(SimulatedSystem central)
    {
        var terms = Living(central, "paymentTerms").ToDictionary(each => each.Text("id")!, each => TermsOf(each.Text("code")));
        var contacts = Living(central, "contacts").ToList();
        var invoices = Living(central, "salesInvoices").ToList();
        var entries = central.Records("customerLedgerEntries").OfType<JsonNode>().ToLookup(each => each.Text("invoiceId"));
        var today = central.Clock.GetUtcNow().ToString("yyyy-MM-dd");
        var standing = invoices.Select(each => Invoice(each, entries)).ToList();
        var orders = Living(central, "salesOrders").ToList();
        var customers = Living(central, "customers").Where(each => each.Text("blocked") != "All").ToList();
        var companies = customers.SelectMany(each => each.List("contactsInformation"), (customer, contact) => (Customer: customer.Text("id"), Contact: contact))
            .Where(each => each.Contact.Text("contactType") == "Company").ToDictionary(each => each.Contact.Text("contactNumber")!, each => each.Customer);
        return new ErpBooks(
            [.. customers.Select(each => Customer(each, terms, [.. standing.Where(invoice => invoice.CustomerId == each.Text("id"))], today))],
            [.. contacts.Where(each => each.Text("type") == "Person").Select(each => Contact(each, companies))],
            [.. Living(central, "items").Select(Item)],
            [.. orders.Select(each => Order(each, "salesOrderLines")), .. Invoiced(invoices, [.. orders.Select(each => each.Text("number"))])],
            standing,
            [.. central.Journal.Entries.Where(entry => entry.Change == "create").Select(Creation)],
            today,
            CustomerNameLimit: 100)
        {
            Unheld = noPlaceFor,
        };
    }

    private static IEnumerable<JsonNode> Living(SimulatedSystem central, string objectName) => central.Records(objectName).Living("isDeleted");

    /// <summary>Orders go by their numbers: that is what their invoices still say of them.</summary>
    private static Creation Creation(JournalEntry entry) => new(
        entry.Sequence, entry.Actor,
        entry.ObjectName switch { "customer" => MadeKind.Customer, "salesOrder" => MadeKind.Order, "item" => MadeKind.Product, _ => MadeKind.Other },
        entry.ObjectName == "salesOrder" ? entry.Fields.Text("number")! : entry.Key,
        entry.ObjectName == "salesOrder" && CapitalKeys.Restore(entry.Fields.Text("externalDocumentNumber")) is { } key ? Same.CrmIdIn(key) : null);

    private static ErpCustomer Customer(JsonNode record, Dictionary<string, string?> terms, List<ErpInvoice> invoices, string today) => new(
        record.Text("id")!, CapitalKeys.Restore(record.Text("number")), record.Text("displayName") ?? "", Same.Domain(record.Text("website")),
        Same.Domain(record.Text("email")), record.Text("taxRegistrationNumber"), record.Text("currencyCode"),
        terms.GetValueOrDefault(record.Text("paymentTermsId") ?? ""), record.Number("creditLimit") is 0 ? null : record.Number("creditLimit"),
        new Place(Street(record), record.Text("city"), record.Text("state"), null, record.Text("postalCode"), record.Text("country")),
        new Place(null, null, null, null, null, null),
        invoices.Sum(each => each.Balance),
        invoices.Where(each => each.Standing == InvoiceStanding.Open && string.CompareOrdinal(each.Due, today) < 0).Sum(each => each.Balance));

    private static string? Street(JsonNode record)
    {
        var street = $"{record.Text("addressLine1")} {record.Text("addressLine2")}".Trim();
        return street.Length == 0 ? null : street;
    }

    private static ErpContact Contact(JsonNode record, Dictionary<string, string?> companies) => new(
        record.Text("id")!, CapitalKeys.Restore(record.Text("number")), companies.GetValueOrDefault(record.Text("companyNumber") ?? ""), null, null,
        record.Text("email"), record.Text("phoneNumber"), null, false)
    {
        FullName = record.Text("displayName"),
    };

    private static ErpItem Item(JsonNode record) => new(
        record.Text("id")!, record.Text("number") ?? "", record.Text("displayName") ?? "",
        record.Text("baseUnitOfMeasureCode") switch { "PCS" => "Each", var code => code }, !record.Flag("blocked"),
        new Dictionary<string, decimal> { ["EUR"] = record.Number("unitPrice") ?? 0 });

    private static ErpOrder Order(JsonNode record, string lines) => new(
        record.Text("number")!, record.Text("number")!, CapitalKeys.Restore(record.Text("externalDocumentNumber")), null, PurchaseOrder(record, lines), null,
        record.Text("customerId"), record.Text("currencyCode"), record.Number("totalAmountExcludingTax") ?? 0,
        [.. record.List(lines).Where(row => row.Text("lineType") == "Item").Select(Line)]);

    private static ErpLine Line(JsonNode row) =>
        new(null, row.Text("lineObjectNumber"), row.Number("quantity") ?? 0, row.Number("amountExcludingTax") ?? 0);

    private static string? PurchaseOrder(JsonNode record, string lines) =>
        record.List(lines).FirstOrDefault(row => row.Text("lineType") == "Comment")?.Text("description") is { } words
            ? words[(words.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : record.Text("externalDocumentNumber");

    /// <summary>An order that is wholly invoiced is what its invoices say together.</summary>
    private static IEnumerable<ErpOrder> Invoiced(List<JsonNode> invoices, HashSet<string?> open) =>
        from invoice in invoices
        where invoice.Text("orderNumber") is not null && !open.Contains(invoice.Text("orderNumber"))
        group invoice by invoice.Text("orderNumber") into order
        let parts = order.Select(each => Order(each, "salesInvoiceLines")).ToList()
        select parts[0] with
        {
            Id = order.Key!, Number = order.Key!, Net = parts.Sum(part => part.Net),
            Lines = [.. parts.SelectMany(part => part.Lines).GroupBy(line => line.Sku).Select(Together)],
        };

    private static ErpLine Together(IGrouping<string?, ErpLine> lines) =>
        new(null, lines.Key, lines.Sum(line => line.Quantity), lines.Sum(line => line.Net));

    private static ErpInvoice Invoice(JsonNode record, ILookup<string?, JsonNode> entries)
    {
        var own = entries[record.Text("id")].ToList();
        decimal Of(string kind) => own.Where(each => each.Text("kind") == kind).Sum(each => each.Number("amount") ?? 0);
        return new ErpInvoice(
            record.Text("id")!, record.Text("number") ?? "", record.Text("orderNumber"), null, record.Text("customerId"), record.Text("currencyCode"),
            record.Text("status") switch { "Draft" or "In Review" => InvoiceStanding.Pending, "Canceled" or "Corrective" => InvoiceStanding.Voided, _ => InvoiceStanding.Open },
            record.Number("totalAmountIncludingTax") ?? 0, Of("Payment"), Of("CreditMemo"), record.Day("dueDate"), null);
    }

    private static string? TermsOf(string? code) => code switch { "30 DAYS" => "Net 30", "60 DAYS" => "Net 60", "14 DAYS" => "Net 14", "0 DAYS" => "Due on receipt", _ => code };
}
