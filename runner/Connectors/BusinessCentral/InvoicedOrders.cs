using System.Text.Json.Nodes;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// Posting takes a fully invoiced order away. Its invoices still bear its number and its external document number, so the
/// order is read from them: what they add up to is what was ordered.
/// </summary>
internal static class InvoicedOrders
{
    public const string Invoiced = "Invoiced";

    public const string Select =
        "$select=id,number,orderNumber,externalDocumentNumber,customerId,customerNumber,currencyCode,currencyId,paymentTermsId,postingDate,status,discountAmount,"
        + "totalAmountExcludingTax,totalAmountIncludingTax,totalTaxAmount,lastModifiedDateTime&$expand=salesInvoiceLines($expand=item($select=displayName))";

    private static readonly string[] summed = ["discountAmount", "totalAmountExcludingTax", "totalAmountIncludingTax", "totalTaxAmount"];

    private static readonly string[] summedOfLines = ["quantity", "discountAmount", "amountExcludingTax", "netAmount"];

    public static IEnumerable<JsonObject> From(IEnumerable<JsonObject> invoices) => invoices
        .Where(invoice => invoice.Text("orderNumber").Length > 0)
        .GroupBy(invoice => invoice.Text("orderNumber"))
        .Select(order => From(order.Key, [.. order.OrderBy(invoice => invoice.Text("number"), StringComparer.Ordinal)]));

    private static JsonObject From(string number, List<JsonObject> invoices)
    {
        var order = new JsonObject
        {
            ["@odata.etag"] = $"posted {string.Join(' ', invoices.Select(invoice => invoice.Text("@odata.etag")))}",
            ["number"] = number,
            ["status"] = Invoiced,
            ["lastModifiedDateTime"] = invoices.Max(invoice => invoice.Text("lastModifiedDateTime")),
        };
        foreach (var name in new[] { "externalDocumentNumber", "customerId", "customerNumber", "currencyCode", "currencyId", "paymentTermsId", "postingDate" })
        {
            order[name] = invoices[0][name]?.DeepClone();
        }

        foreach (var name in summed)
        {
            order[name] = invoices.Sum(invoice => invoice.Number(name));
        }

        order["salesOrderLines"] = new JsonArray([.. invoices
            .SelectMany(invoice => (invoice["salesInvoiceLines"] as JsonArray ?? []).OfType<JsonObject>())
            .GroupBy(line => line.Text("sequence"))
            .Select(Line)]);
        return order;
    }

    /// <summary>A row that was invoiced in several parts is one row again.</summary>
    private static JsonNode Line(IEnumerable<JsonObject> parts)
    {
        var all = parts.ToList();
        var line = all[0].DeepClone().AsObject();
        foreach (var name in summedOfLines)
        {
            line[name] = all.Sum(part => part.Number(name));
        }

        return line;
    }
}
