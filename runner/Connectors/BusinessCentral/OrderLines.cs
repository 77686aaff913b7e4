using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>What the rows of one order say. API v2.0 has no field of ours on a row; a comment row carries the customer's purchase order.</summary>
internal static class OrderLines
{
    public const string Set = "salesOrderLines";
    public const string Expand = "salesOrderLines($expand=item($select=displayName))";

    private const string purchaseOrderWords = "Purchase order: ";

    private static readonly string[] travelling = ["quantity", "unitPrice", "description"];

    public static IEnumerable<JsonObject> All(JsonObject order) => (order[Set] as JsonArray ?? []).OfType<JsonObject>();

    public static List<JsonObject> OfItems(JsonObject order) =>
        [.. All(order).Where(line => line.Text("lineType") == "Item").OrderBy(line => line.Number("sequence"))];

    public static JsonObject? PurchaseOrderLine(JsonObject order) => All(order)
        .FirstOrDefault(line => line.Text("lineType") == "Comment" && line.Text("description").StartsWith(purchaseOrderWords, StringComparison.Ordinal));

    public static JsonObject PurchaseOrderBody(string purchaseOrder) =>
        new() { ["lineType"] = "Comment", ["description"] = $"{purchaseOrderWords}{purchaseOrder}" };

    /// <summary>Of an order of ours the comment row; of one that people entered, its external document number.</summary>
    public static string? PurchaseOrder(JsonObject order) => PurchaseOrderLine(order) is { } line
        ? line.Text("description")[purchaseOrderWords.Length..]
        : IsOurs(order) ? null : order.TextOrNull("externalDocumentNumber");

    /// <summary>Our keys read INTEGRATION-OPP-ID.</summary>
    public static bool IsOurs(JsonObject order) => order.Text("externalDocumentNumber").Contains("-OPP-", StringComparison.Ordinal);

    public static RawLine Read(JsonObject line, LineSelection selection, int decimals)
    {
        var values = new Dictionary<string, JsonNode?>();
        foreach (var path in selection.Paths)
        {
            values[path] = path switch
            {
                "discountPercent" => Discount(line, decimals) is { } percent ? JsonValue.Create(percent) : null,
                // The service names a row by its item where nobody else does.
                "description" => line.Text("description") == (line["item"] as JsonObject)?.Text("displayName") ? null : BusinessCentralValues.Read(path, line[path]),
                _ => BusinessCentralValues.Read(path, line[path]),
            };
        }

        return new RawLine(line.Text(selection.KeyPath), values);
    }

    /// <summary>As it was entered; of a discount that was entered as an amount, the percentage of five places is only its echo.</summary>
    private static decimal? Discount(JsonObject line, int decimals)
    {
        var percent = line.Number("discountPercent");
        return line.Number("discountAmount") == 0 ? null
            : percent.Scale <= 3 ? percent
            : BusinessCentralValues.Percent(line.Number("discountAmount"), line.Number("amountExcludingTax") + line.Number("discountAmount"), decimals);
    }

    /// <summary>The discount is booked so that the agreed amount stands: as the percentage where that does it, else as an amount.</summary>
    public static JsonObject? Body(RawLine row, int decimals)
    {
        if (row.Values.GetValueOrDefault("itemId")?.ToString() is not { Length: > 0 } item)
        {
            return null;
        }

        var body = new JsonObject { ["lineType"] = "Item", ["itemId"] = item };
        foreach (var name in travelling.Where(name => row.Values.GetValueOrDefault(name) is not null))
        {
            body[name] = row.Values[name]!.DeepClone();
        }

        var gross = Round(body.Number("quantity") * body.Number("unitPrice"), decimals);
        var percent = BusinessCentralValues.Number(row.Values.GetValueOrDefault("discountPercent")?.ToString()) ?? 0;
        var net = BusinessCentralValues.Number(row.Values.GetValueOrDefault("amountExcludingTax")?.ToString());
        if (net is { } agreed && agreed < gross && gross - Round(gross * percent / 100, decimals) != agreed)
        {
            body["discountAmount"] = gross - agreed;
        }
        else
        {
            body["discountPercent"] = percent;
        }

        return body;
    }

    public static decimal Round(decimal amount, int decimals) => Math.Round(amount, decimals, MidpointRounding.AwayFromZero);
}
