using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Soql;

/// <param name="Type">The field's, or a number for an aggregate.</param>
internal sealed record Bound<TRow>(string Name, FieldDefinition Field, Func<TRow, object?> Read);

/// <summary>Finds what a path names, from one object upwards through its parents.</summary>
internal sealed class Binder(Org org, ObjectDefinition type, string? alias)
{
    private const int LevelsUp = 5;

    public ObjectDefinition Type { get; } = type;

    /// <summary>The path without the leading alias or object name.</summary>
    public IReadOnlyList<string> Strip(FieldPath path) =>
        path.Parts.Count > 1 && (Same(path.Parts[0], alias) || Same(path.Parts[0], Type.Name)) ? [.. path.Parts.Skip(1)] : path.Parts;

    public Bound<OrgRecord> Bind(FieldPath path)
    {
        var parts = Strip(path);
        if (parts.Count > LevelsUp + 1)
        {
            throw new SoqlException("INVALID_FIELD", "SELECT clause can contain up to 5 relationship levels", path.Position);
        }

        var current = Type;
        var climb = new List<FieldDefinition>();
        foreach (var relationship in parts.Take(parts.Count - 1))
        {
            var reference = current.FindRelationship(relationship) ?? throw new SoqlException(
                "INVALID_FIELD",
                $"Didn't understand relationship '{relationship}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.",
                path.Position);
            climb.Add(reference);
            current = org.Schema.Object(reference.ReferenceTo[0]);
        }

        var field = current.FindVisible(parts[^1]) ?? throw NoColumn(parts[^1], current.Name, path.Position);
        return new Bound<OrgRecord>(path.ToString(), field, record => Climb(record, climb) is { } top ? org.Read(top, field) : null);
    }

    public OrgRecord? Climb(OrgRecord record, IReadOnlyList<FieldDefinition> climb)
    {
        OrgRecord? current = record;
        foreach (var reference in climb)
        {
            current = current[reference.Name] is string id ? Parent(reference, id) : null;
            if (current is null)
            {
                return null;
            }
        }

        return current;
    }

    private OrgRecord? Parent(FieldDefinition reference, string id) =>
        org.Table(reference.ReferenceTo[0]).Find(id)?.SeenAt(org.Clock.GetUtcNow());

    public static SoqlException NoColumn(string column, string entity, int position) => new(
        "INVALID_FIELD",
        $"No such column '{column}' on entity '{entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
        position);

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
