using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Simulators.Referee;

/// <summary>Reads records as the simulators store them: a reference is an object with an id, a sub-list one with items.</summary>
internal static class StoredJson
{
    public static string? Text(this JsonNode? record, string field)
    {
        var value = record?[field] switch
        {
            null => null,
            JsonObject reference => reference.Text("id"),
            JsonValue plain => plain.GetValueKind() == JsonValueKind.String ? plain.GetValue<string>() : plain.ToJsonString(),
            var other => other.ToJsonString(),
        };
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    /// <summary>The words beside a reference's id.</summary>
    public static string? Label(this JsonNode record, string field) =>
        record[field] is JsonObject reference ? reference.Text("refName") ?? reference.Text("id") : record.Text(field);

    public static decimal? Number(this JsonNode record, string field) =>
        decimal.TryParse(record.Text(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Flag(this JsonNode record, string field) =>
        string.Equals(record.Text(field), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The day of a date or of a moment, as yyyy-MM-dd.</summary>
    public static string? Day(this JsonNode record, string field) => record.Text(field) is { Length: >= 10 } text ? text[..10] : null;

    public static IEnumerable<JsonNode> List(this JsonNode record, string field) => record[field] switch
    {
        JsonArray array => array.OfType<JsonNode>(),
        JsonObject { } holder when holder["items"] is JsonArray items => items.OfType<JsonNode>(),
        _ => [],
    };

    public static IEnumerable<JsonNode> Living(this JsonArray records, string deletedFlag) =>
        records.OfType<JsonNode>().Where(record => !record.Flag(deletedFlag));
}
