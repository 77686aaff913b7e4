using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>One field of a model, as fields_get says.</summary>
internal sealed record SchemaField(string Name, string Label, string Type, bool Required, bool ReadOnly, bool Stored, bool Custom, int? Length, int? Scale, IReadOnlyList<string> Values);

internal sealed record OdooSchema(IReadOnlyDictionary<string, SchemaField> Fields)
{
    /// <summary>How a plain path that the catalogue does not list is read and written; null where the database has no such field.</summary>
    public PathRule? Rule(string path)
    {
        var name = path.Split('.')[0];
        if (!Fields.TryGetValue(name, out var field))
        {
            return null;
        }

        var (kind, suffix) = field.Type switch
        {
            "many2one" => path.EndsWith(".id", StringComparison.Ordinal) ? (ValueKind.Reference, ".id") : (ValueKind.Label, ".name"),
            "integer" or "float" or "monetary" => (ValueKind.Number, ""),
            "boolean" => (ValueKind.Boolean, ""),
            "date" => (ValueKind.Date, ""),
            "datetime" => (ValueKind.DateTime, ""),
            _ => (ValueKind.Text, ""),
        };
        return path != name + suffix || field.Type is "one2many" or "many2many" or "binary" ? null
            : new PathRule(path, kind, name) { Label = field.Label, ReadOnly = kind is ValueKind.Label or ValueKind.DateTime || (field.ReadOnly && !field.Custom) };
    }
}

/// <summary>The database's own fields, one call for each model and run.</summary>
internal sealed class OdooSchemas(string system, OdooCalls calls)
{
    private readonly ConcurrentDictionary<string, OdooSchema> known = new();

    public async Task<OdooSchema> OfAsync(string model, CancellationToken ct) =>
        known.TryGetValue(model, out var schema) ? schema : await RefreshAsync(model, ct).ConfigureAwait(false);

    public async Task<OdooSchema> RefreshAsync(string model, CancellationToken ct)
    {
        var (result, _) = await calls.ReadAsync(new OdooCall(model, "fields_get", null, new JsonObject
        {
            ["attributes"] = new JsonArray("string", "type", "required", "readonly", "store", "manual", "size", "digits", "selection"),
        }), ct).ConfigureAwait(false);
        if (result is not JsonObject fields)
        {
            throw new ConnectorException(system, OdooFaults.Unexpected($"Odoo described {model} with something that is no list of fields."));
        }

        return known[model] = new OdooSchema(fields.Where(field => field.Value is JsonObject).Select(field => Field(field.Key, field.Value!.AsObject())).ToDictionary(field => field.Name));
    }

    public void Forget(string model) => known.TryRemove(model, out _);

    public async Task<PathRule?> RuleAsync(OdooObject of, string path, CancellationToken ct) => (await OfAsync(of.Model, ct).ConfigureAwait(false)).Rule(path);

    private static SchemaField Field(string name, JsonObject told) => new(
        name,
        OdooValues.Text(told["string"]) ?? name,
        OdooValues.Text(told["type"]) ?? "char",
        Is(told["required"]),
        Is(told["readonly"]),
        told["store"]?.GetValueKind() != JsonValueKind.False,
        Is(told["manual"]) || name.StartsWith("x_", StringComparison.Ordinal),
        OdooValues.Number(told["size"]) is > 0 and var size ? (int)size : null,
        told["digits"] is JsonArray { Count: 2 } digits && OdooValues.Number(digits[1]) is { } scale ? (int)scale : null,
        told["selection"] is JsonArray choices ? [.. choices.OfType<JsonArray>().Where(choice => choice.Count > 0).Select(choice => OdooValues.Text(choice[0])).OfType<string>()] : []);

    private static bool Is(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;
}
