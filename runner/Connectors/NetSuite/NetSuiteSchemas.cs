using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>One property of a record type, as the metadata catalogue says.</summary>
internal sealed record SchemaField(string Name, string Label, FieldType Type, int? Length, bool Custom, bool ReadOnly, bool Required, IReadOnlyList<string> Values)
{
    /// <summary>Sent as {"id": ...}.</summary>
    public bool IsObject { get; init; }
}

internal sealed record NetSuiteSchema(IReadOnlyDictionary<string, SchemaField> Fields, JsonObject Properties);

/// <summary>The account's metadata catalogue ("Working with Resource Metadata"), one call for each record type and run.</summary>
internal sealed partial class NetSuiteSchemas(string system, NetSuiteCalls calls)
{
    private readonly ConcurrentDictionary<string, NetSuiteSchema> known = new();

    public async Task<NetSuiteSchema> OfAsync(string recordType, CancellationToken ct) =>
        known.TryGetValue(recordType, out var schema) ? schema : await RefreshAsync(recordType, ct).ConfigureAwait(false);

    public async Task<NetSuiteSchema> RefreshAsync(string recordType, CancellationToken ct)
    {
        var answer = await calls.ReadAsync(attempt => calls.Client.SchemaAsync(recordType, attempt), ct).ConfigureAwait(false);
        if (answer.Json is not { } json || json["properties"] is not JsonObject properties)
        {
            throw new ConnectorException(system, NetSuiteFaults.Unexpected("The metadata catalogue was answered without properties."));
        }

        var required = json["required"] is JsonArray names ? names.Select(n => n?.ToString()).ToHashSet() : [];
        var fields = properties
            .Where(p => p.Value is JsonObject && p.Key != "links" && !IsSublist((JsonObject)p.Value))
            .Select(p => Field(p.Key, (JsonObject)p.Value!, required.Contains(p.Key)))
            .ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        return known[recordType] = new NetSuiteSchema(fields, properties);
    }

    /// <summary>How a plain path that the catalogue of objects does not list is read; null where the account has no such field.</summary>
    public async Task<PathRule?> RuleAsync(NetSuiteObject of, string path, CancellationToken ct)
    {
        if (!PlainPath().IsMatch(path))
        {
            return null;
        }

        var name = path.Split('.')[0];
        var schema = await OfAsync(of.Schema, ct).ConfigureAwait(false);
        if (!schema.Fields.TryGetValue(name, out var field))
        {
            return null;
        }

        var column = $"t.{name.ToLowerInvariant()}";
        return path.EndsWith(".refName", StringComparison.Ordinal)
            ? new PathRule(path, $"BUILTIN.DF({column})", ValueKind.Text)
            : new PathRule(path, column, KindOf(field.Type));
    }

    private static ValueKind KindOf(FieldType type) => type switch
    {
        FieldType.Number or FieldType.WholeNumber or FieldType.Money or FieldType.Percent => ValueKind.Number,
        FieldType.Boolean => ValueKind.Boolean,
        FieldType.Date => ValueKind.Date,
        FieldType.DateTime => ValueKind.DateTime,
        FieldType.Reference => ValueKind.Reference,
        FieldType.Text or FieldType.LongText or FieldType.Picklist or FieldType.MultiPicklist or FieldType.Email or FieldType.Phone
            or FieldType.Url or FieldType.Id => ValueKind.Text,
    };

    private static SchemaField Field(string name, JsonObject property, bool required)
    {
        var values = Enumeration(property) ?? Enumeration(property["properties"]?["id"] as JsonObject) ?? [];
        return new SchemaField(
            name,
            property["title"]?.ToString() ?? name,
            TypeOf(property, values.Count > 0),
            property["maxLength"] is JsonValue length && length.TryGetValue<int>(out var most) ? most : null,
            IsTrue(property["x-ns-custom-field"]),
            IsTrue(property["readOnly"]),
            required,
            values)
        {
            IsObject = property["properties"] is JsonObject,
        };
    }

    private static FieldType TypeOf(JsonObject property, bool hasValues)
    {
        var type = property["type"] is JsonArray types
            ? types.Select(t => t?.ToString()).FirstOrDefault(t => t != "null")
            : property["type"]?.ToString();
        return (type, property["format"]?.ToString()) switch
        {
            ("boolean", _) => FieldType.Boolean,
            ("integer", _) => FieldType.WholeNumber,
            ("number", _) => FieldType.Number,
            ("object", _) => hasValues ? FieldType.Picklist : FieldType.Reference,
            (_, "date-time") => FieldType.DateTime,
            (_, "date") => FieldType.Date,
            (_, "email") => FieldType.Email,
            (_, "uri") => FieldType.Url,
            _ => hasValues ? FieldType.Picklist : FieldType.Text,
        };
    }

    private static List<string>? Enumeration(JsonObject? property) =>
        property?["enum"] is JsonArray values ? [.. values.Select(v => v?.ToString()).OfType<string>()] : null;

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static bool IsSublist(JsonObject property) => property["properties"] is JsonObject inner && inner.ContainsKey("items");

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.(id|refName))?$")]
    private static partial Regex PlainPath();
}
