using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.NetSuite;

/// <summary>Writes as the engine makes them.</summary>
internal static class A
{
    public static WriteRequest New(string type, string externalId, params (string Path, JsonNode? Value)[] values) =>
        new($"new {externalId}", type, null, new ExternalKey("externalId", externalId), Last(values), []);

    public static WriteRequest Change(string type, string id, params (string Path, JsonNode? Value)[] values) =>
        new($"change {id}", type, id, null, values.ToDictionary(v => v.Path, v => v.Value), []);

    private static Dictionary<string, JsonNode?> Last((string Path, JsonNode? Value)[] values) =>
        values.GroupBy(v => v.Path).ToDictionary(v => v.Key, v => v.Last().Value);

    public static WriteRequest Customer(string externalId, params (string Path, JsonNode? Value)[] values) =>
        New("customer", externalId, [("companyName", $"Company {externalId}"), .. values]);

    public static WriteRequest With(this WriteRequest write, params RawLine[] rows) =>
        write with { Lines = [new LineSet("item", "custcol_crm_line", rows)] };

    public static RawLine Line(string key, string item, decimal quantity, decimal rate, decimal? discount = null) => new(key, new Dictionary<string, JsonNode?>
    {
        ["item.id"] = item, ["quantity"] = quantity, ["rate"] = rate, ["discountPercent"] = discount,
    });

    public static Selection Order(params string[] paths) => new("salesOrder", paths, [new LineSelection("item", "custcol_crm_line",
        ["item.id", "item.itemId", "quantity", "rate", "amount", "discountPercent", "description"])]);

    public static string Address(string side, string field) => $"addressBook[{side}].addressBookAddress.{field}";
}
