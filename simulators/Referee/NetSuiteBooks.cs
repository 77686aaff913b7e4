using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Referee;

internal static class NetSuiteBooks
{
    private const string BasePrice = "1";

    private static readonly IReadOnlyList<string> ItemTypes = ["inventoryItem", "nonInventorySaleItem", "serviceSaleItem", "kitItem"];

    private static readonly IReadOnlyList<string> StreetLines = ["addr1", "addr2", "addr3"];

    /// <summary>The caller holds the system's lock.</summary>
    public static ErpBooks Read(SimulatedSystem netSuite)
    {
        var currencies = Living(netSuite, "currency").ToDictionary(each => each.Text("id")!, each => each.Text("symbol"));
        var items = ItemTypes.SelectMany(type => Living(netSuite, type)).ToList();
        var skus = items.ToDictionary(item => item.Text("id")!, item => item.Text("itemId"));
        var payments = Applied(netSuite, "customerPayment");
        var credits = Applied(netSuite, "creditMemo");
        return new ErpBooks(
            [.. Living(netSuite, "customer").Where(each => !each.Flag("isInactive")).Select(each => Customer(each, currencies))],
            [.. Living(netSuite, "contact").Where(each => !each.Flag("isInactive")).Select(Contact)],
            [.. items.Select(each => Item(each, currencies))],
            [.. Living(netSuite, "salesOrder").Select(each => Order(each, currencies, skus))],
            [.. Living(netSuite, "invoice").Select(each => Invoice(each, currencies, payments, credits))],
            [.. netSuite.Journal.Entries.Where(entry => entry.Change == "create").Select(Creation)],
            netSuite.Clock.GetUtcNow().ToString("yyyy-MM-dd"),
            CustomerNameLimit: 83);
    }

    private static IEnumerable<JsonNode> Living(SimulatedSystem netSuite, string objectName) =>
        netSuite.Records(objectName).Living("isDeleted");

    private static Creation Creation(JournalEntry entry) => new(
        entry.Sequence, entry.Actor,
        entry.ObjectName switch { "customer" => MadeKind.Customer, "salesOrder" => MadeKind.Order, _ => MadeKind.Other },
        entry.Key,
        entry.Fields.Text("custbody_crm_opportunity") is { } opportunity
            ? Same.CrmId(opportunity)
            : Same.CrmIdIn(entry.Fields.Text("externalId")));

    private static ErpCustomer Customer(JsonNode record, Dictionary<string, string?> currencies)
    {
        var addresses = record.List("addressBook").ToList();
        return new ErpCustomer(
            record.Text("id")!, record.Text("externalId"), record.Text("companyName") ?? "", Same.Domain(record.Text("url")),
            Same.Domain(record.Text("email")), record.Text("vatRegNumber"), Currency(record, currencies), record.Label("terms"),
            record.Number("creditLimit"),
            Place(addresses.Find(each => each.Flag("defaultBilling"))), Place(addresses.Find(each => each.Flag("defaultShipping"))),
            record.Number("balance") ?? 0, record.Number("overdueBalance") ?? 0);
    }

    private static Place Place(JsonNode? line)
    {
        var address = line?["addressBookAddress"];
        var street = string.Join(' ', StreetLines.Select(address.Text).OfType<string>());
        return new Place(
            street.Length == 0 ? null : street, address.Text("city"), address.Text("state"), null, address.Text("zip"), address.Text("country"));
    }

    private static ErpContact Contact(JsonNode record) => new(
        record.Text("id")!, record.Text("externalId"), record.Text("company"), record.Text("firstName"), record.Text("lastName"),
        record.Text("email"), record.Text("phone"), record.Label("custentity_contact_role"), record.Flag("custentity_primary_contact"));

    private static ErpItem Item(JsonNode record, Dictionary<string, string?> currencies) => new(
        record.Text("id")!, record.Text("itemId") ?? "", record.Text("displayName") ?? "", record.Label("saleUnit"), !record.Flag("isInactive"),
        record.List("price")
            .Where(row => row.Text("priceLevel") == BasePrice && row.Number("price") is not null)
            .ToDictionary(row => currencies[row.Text("currencyPage")!] ?? "", row => row.Number("price")!.Value));

    private static ErpOrder Order(JsonNode record, Dictionary<string, string?> currencies, Dictionary<string, string?> skus)
    {
        var lines = new List<ErpLine>();
        foreach (var row in record.List("item"))
        {
            var net = row.Number("amount") ?? 0;
            if (row.Text("item") is { } item && skus.TryGetValue(item, out var sku))
            {
                lines.Add(new ErpLine(row.Text("custcol_crm_line"), sku, row.Number("quantity") ?? 0, net));
            }
            else if (lines.Count > 0)
            {
                lines[^1] = lines[^1] with { Net = lines[^1].Net + net };
            }
        }

        return new ErpOrder(
            record.Text("id")!, record.Text("tranId") ?? "", record.Text("externalId"), record.Text("custbody_crm_opportunity"),
            record.Text("otherRefNum"), record.Text("memo"), record.Text("entity"), Currency(record, currencies),
            (record.Number("subtotal") ?? 0) - Math.Abs(record.Number("discountTotal") ?? 0), lines);
    }

    private static ErpInvoice Invoice(
        JsonNode record,
        Dictionary<string, string?> currencies,
        ILookup<string?, (decimal Amount, string? Day)> payments,
        ILookup<string?, (decimal Amount, string? Day)> credits)
    {
        var id = record.Text("id")!;
        var standing = record.Flag("voided") || record.Text("statusCode") == "V" ? InvoiceStanding.Voided
            : record.Text("statusCode") == "D" ? InvoiceStanding.Pending
            : InvoiceStanding.Open;
        return new ErpInvoice(
            id, record.Text("tranId") ?? "", record.Text("createdFrom"), record.Text("custbody_crm_opportunity"), record.Text("entity"),
            Currency(record, currencies), standing, record.Number("total") ?? 0,
            payments[id].Sum(each => each.Amount), credits[id].Sum(each => each.Amount), record.Day("dueDate"),
            payments[id].Select(each => each.Day).Max());
    }

    /// <summary>What payments or credit memos that stand apply to each invoice, and the day they are dated.</summary>
    private static ILookup<string?, (decimal Amount, string? Day)> Applied(SimulatedSystem netSuite, string objectName) =>
        Living(netSuite, objectName)
            .Where(source => !source.Flag("voided"))
            .SelectMany(source => source.List("apply").Where(row => row.Flag("apply")), (source, row) => (Row: row, Day: source.Day("tranDate")))
            .ToLookup(each => each.Row.Text("doc"), each => (each.Row.Number("amount") ?? 0, each.Day));

    private static string? Currency(JsonNode record, Dictionary<string, string?> currencies) =>
        record.Text("currency") is { } id ? currencies.GetValueOrDefault(id, id) : null;
}
