namespace Harness.Simulators.Salesforce.Metadata;

internal sealed class ObjectDefinition(
    string name, string keyPrefix, string label, string plural, IEnumerable<FieldDefinition> fields)
{
    private readonly List<FieldDefinition> _fields = [.. fields];
    private readonly Dictionary<string, FieldDefinition> _byName =
        fields.ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    public string Name { get; } = name;

    public string KeyPrefix { get; } = keyPrefix;

    public string Label { get; } = label;

    public string Plural { get; } = plural;

    public bool Createable { get; init; } = true;

    public bool Deletable { get; init; } = true;

    /// <summary>Served under /tooling only.</summary>
    public bool Tooling { get; init; }

    public IReadOnlyList<FieldDefinition> Fields => _fields;

    /// <summary>What the API user may see: a hidden field is absent, never null.</summary>
    public IEnumerable<FieldDefinition> VisibleFields => _fields.Where(each => !each.Hidden);

    public FieldDefinition? Find(string fieldName) => _byName.GetValueOrDefault(fieldName);

    public FieldDefinition? FindVisible(string fieldName) => Find(fieldName) is { Hidden: false } field ? field : null;

    public FieldDefinition Field(string fieldName) =>
        Find(fieldName) ?? throw new InvalidOperationException($"{Name} has no field {fieldName}.");

    public FieldDefinition? FindRelationship(string relationshipName) => _fields.Find(field =>
        !field.Hidden && string.Equals(field.RelationshipName, relationshipName, StringComparison.OrdinalIgnoreCase));

    public void Add(FieldDefinition field)
    {
        _fields.Add(field);
        _byName.Add(field.Name, field);
    }

    public void Remove(string fieldName)
    {
        _fields.RemoveAll(field => string.Equals(field.Name, fieldName, StringComparison.OrdinalIgnoreCase));
        _byName.Remove(fieldName);
    }

    public void Replace(FieldDefinition field)
    {
        _fields[_fields.FindIndex(old => old.Name == field.Name)] = field;
        _byName[field.Name] = field;
    }
}
