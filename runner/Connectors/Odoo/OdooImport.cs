using System.Text.Json.Nodes;

namespace Harness.Connectors.Odoo;

/// <summary>
/// One record as "load" takes it: a row of text for its own columns, and a row for each line below it. Columns that a
/// record does not name are emptied, so records are sent together only where they name the same.
/// </summary>
/// <param name="LinePrefix">The line field: "order_line", "child_ids".</param>
internal sealed record ImportRecord(
    IReadOnlyDictionary<string, string> Own, string LinePrefix, IReadOnlyList<IReadOnlyDictionary<string, string>> Lines)
{
    // Of a new record Odoo fills these by itself where they are not named: from the company, the customer, the day.
    private static readonly string[] filled = ["property_product_pricelist/.id", "property_payment_term_id/.id", "pricelist_id/.id", "payment_term_id/.id", "date_order"];

    public string Shape => Own.ContainsKey(".id")
        ? string.Join('|', Own.Keys.Order(StringComparer.Ordinal)) + "|" + (Lines.Count > 0 ? string.Join('|', Lines[0].Keys.Order(StringComparer.Ordinal)) : "")
        : string.Join('|', filled.Where(Own.ContainsKey));
}

internal static class OdooImport
{
    public static OdooCall Call(string model, IReadOnlyList<ImportRecord> records)
    {
        var own = records.SelectMany(record => record.Own.Keys).Distinct().OrderBy(name => name is "id" or ".id" ? 0 : 1).ToList();
        var lines = records.SelectMany(record => record.Lines.SelectMany(line => line.Keys)).Distinct().ToList();
        var prefix = records.Select(record => record.LinePrefix).FirstOrDefault(name => name.Length > 0) ?? "";
        var data = new JsonArray();
        foreach (var record in records)
        {
            for (var at = 0; at < Math.Max(1, record.Lines.Count); at++)
            {
                var line = at < record.Lines.Count ? record.Lines[at] : null;
                data.Add(new JsonArray(
                [
                    .. own.Select(name => (JsonNode)(at == 0 ? record.Own.GetValueOrDefault(name) ?? "" : "")),
                    .. lines.Select(name => (JsonNode)(line?.GetValueOrDefault(name) ?? "")),
                ]));
            }
        }

        return new OdooCall(model, "load", null, new JsonObject
        {
            ["fields"] = new JsonArray([.. own.Concat(lines.Select(name => $"{prefix}/{name}")).Select(name => JsonValue.Create(name))]),
            ["data"] = data,
        });
    }
}

/// <summary>What "load" answered: all rows are written, or none and messages say which are at fault.</summary>
internal sealed class ImportAnswer
{
    private ImportAnswer(IReadOnlyList<string>? ids, IReadOnlyList<(int? Record, string Message, string? Field)> errors)
    {
        Ids = ids;
        Errors = errors;
    }

    public IReadOnlyList<string>? Ids { get; }

    public IReadOnlyList<(int? Record, string Message, string? Field)> Errors { get; }

    /// <summary>Null where it is not an answer of "load".</summary>
    public static ImportAnswer? Read(JsonNode? result)
    {
        if (result is not JsonObject answer)
        {
            return null;
        }

        if (answer["ids"] is JsonArray ids)
        {
            return new ImportAnswer([.. ids.Select(id => id?.ToJsonString() ?? "")], []);
        }

        var errors = (answer["messages"] as JsonArray ?? []).OfType<JsonObject>().Where(message => OdooValues.Text(message["type"]) is null or "error")
            .Select(message => (OdooValues.Number(message["record"]) is { } record ? (int?)record : null, OdooValues.Text(message["message"]) ?? "", OdooValues.Text(message["field"]))).ToList();
        return errors.Count == 0 ? null : new ImportAnswer(null, errors);
    }
}
