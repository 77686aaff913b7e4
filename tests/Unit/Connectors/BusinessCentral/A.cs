using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.BusinessCentral;

/// <summary>Reads and writes as the engine makes them.</summary>
internal static class A
{
    public static WriteRequest New(string type, string key, params (string Path, JsonNode? Value)[] values) =>
        new($"new {key}", type, null, new ExternalKey("key", key), values.ToDictionary(v => v.Path, v => v.Value), []);

    public static WriteRequest Change(string type, string id, params (string Path, JsonNode? Value)[] values) =>
        new($"change {id}", type, id, null, values.ToDictionary(v => v.Path, v => v.Value), []);

    public static WriteRequest Customer(string key, params (string Path, JsonNode? Value)[] values) =>
        New("customer", key, [("displayName", $"Company {key}"), ("country", "DE"), ("currencyCode", "EUR"), .. values]);

    public static WriteRequest Order(string key, string customer, params (string Path, JsonNode? Value)[] values) =>
        New("salesOrder", key, [("customerId", customer), ("orderDate", "2026-01-20"), ("currencyCode", "EUR"), .. values]);

    public static WriteRequest With(this WriteRequest write, params RawLine[] rows) => write with { Lines = [new LineSet("salesOrderLines", "id", rows)] };

    public static RawLine Line(string key, string item, decimal quantity, decimal price, decimal? discount = null, decimal? net = null) => new(key, new Dictionary<string, JsonNode?>
    {
        ["itemId"] = item, ["quantity"] = quantity, ["unitPrice"] = price, ["discountPercent"] = discount, ["amountExcludingTax"] = net,
    });

    public static Selection OrderSelection(params string[] paths) => new("salesOrder", paths, [new LineSelection(
        "salesOrderLines", "id", ["itemId", "lineObjectNumber", "quantity", "unitPrice", "discountPercent", "amountExcludingTax", "description"])]);

    public static ChangeRequest Feed(Selection selection, string? cursor = null, string? about = null) =>
        new(new ChangeSource("test", selection, about), cursor, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.Zero);
}
