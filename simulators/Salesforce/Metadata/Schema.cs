using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Salesforce.Metadata;

internal sealed record ChildRelationship(ObjectDefinition Child, FieldDefinition Field);

/// <summary>The objects of this org. Names compare without case; answers carry the catalogue's spelling.</summary>
internal sealed class Schema
{
    private readonly Dictionary<string, ObjectDefinition> _objects = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ObjectDefinition> _byPrefix = [];

    public Schema()
    {
        foreach (var definition in SalesCatalogue.Objects().Concat(PricingCatalogue.Objects()).Concat(SetupCatalogue.Objects()))
        {
            _objects.Add(definition.Name, definition);
            _byPrefix.Add(definition.KeyPrefix, definition);
        }
    }

    public IEnumerable<ObjectDefinition> Objects => _objects.Values;

    /// <summary>Moves with every change of the metadata: what If-Modified-Since on a describe call asks for.</summary>
    public DateTimeOffset Changed { get; private set; }

    public ObjectDefinition? Find(string name) => _objects.GetValueOrDefault(name);

    public ObjectDefinition Object(string name) =>
        Find(name) ?? throw new VendorRuleException("NOT_FOUND", "The requested resource does not exist");

    public ObjectDefinition? ByPrefix(string id) => id.Length >= 3 ? _byPrefix.GetValueOrDefault(id[..3]) : null;

    public IEnumerable<ChildRelationship> ChildrenOf(ObjectDefinition parent) =>
        from child in _objects.Values
        from field in child.VisibleFields
        where field.ChildRelationship is not null && field.ReferenceTo.Contains(parent.Name)
        select new ChildRelationship(child, field);

    public ChildRelationship? FindChildren(ObjectDefinition parent, string relationship) =>
        ChildrenOf(parent).FirstOrDefault(child =>
            string.Equals(child.Field.ChildRelationship, relationship, StringComparison.OrdinalIgnoreCase));

    public void Touch(DateTimeOffset now) => Changed = now;
}
