using System.Text.Json.Nodes;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Soql;

/// <summary>The shape of a row: fields, parents as nested objects, child lists.</summary>
internal sealed class Projection(Org org, ObjectDefinition type)
{
    private readonly List<(string Name, Func<OrgRecord, string, JsonNode?> Read)> _entries = [];
    private readonly Dictionary<string, (FieldDefinition Reference, Projection Inner)> _parents = new(StringComparer.OrdinalIgnoreCase);

    public ObjectDefinition Type { get; } = type;

    public void AddField(IReadOnlyList<string> path, int position)
    {
        if (path.Count > 1)
        {
            Parent(path[0], position).AddField([.. path.Skip(1)], position);
            return;
        }

        var field = Type.FindVisible(path[0]) ?? throw Binder.NoColumn(path[0], Type.Name, position);
        if (_entries.Exists(entry => entry.Name == field.Name))
        {
            throw new SoqlException("INVALID_FIELD", $"duplicate field selected: {field.Name}", position);
        }

        _entries.Add((field.Name, (record, _) => FieldValues.ToJson(field.Type, org.Read(record, field))));
    }

    public void AddList(string name, Func<OrgRecord, string, JsonNode?> read) => _entries.Add((name, read));

    public void AddValue(string name, FieldType valueType, Func<OrgRecord, object?> read) =>
        _entries.Add((name, (record, _) => FieldValues.ToJson(valueType, read(record))));

    public JsonObject Read(OrgRecord record, string version)
    {
        var row = new JsonObject { ["attributes"] = Attributes(record, version) };
        foreach (var (name, read) in _entries)
        {
            row[name] = read(record, version);
        }

        return row;
    }

    public static JsonObject Attributes(OrgRecord record, string version) => new()
    {
        ["type"] = record.Type.Name,
        ["url"] = $"/services/data/{version}/{(record.Type.Tooling ? "tooling/" : "")}sobjects/{record.Type.Name}/{record.Id}",
    };

    private Projection Parent(string relationship, int position)
    {
        if (_parents.TryGetValue(relationship, out var known))
        {
            return known.Inner;
        }

        var reference = Type.FindRelationship(relationship) ?? throw new SoqlException(
            "INVALID_FIELD", $"Didn't understand relationship '{relationship}' in field path.", position);
        var inner = new Projection(org, org.Schema.Object(reference.ReferenceTo[0]));
        _parents.Add(relationship, (reference, inner));
        _entries.Add((reference.RelationshipName!, (record, version) =>
            record[reference.Name] is string id && org.Table(inner.Type).Find(id)?.SeenAt(org.Clock.GetUtcNow()) is { } parent
                ? inner.Read(parent, version)
                : null));
        return inner;
    }
}
