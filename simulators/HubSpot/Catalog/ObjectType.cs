namespace Harness.Simulators.HubSpot.Catalog;

/// <summary>One kind of record. Its properties change while the portal runs: administrators and integrations add their own.</summary>
/// <param name="Name">The plural that paths use; the type id works as well.</param>
/// <param name="Stamp">The property that searches for changes must use: contacts have another one than everything else.</param>
/// <param name="Shown">What is answered where no properties are asked for.</param>
internal sealed class ObjectType(
    string name, string singular, string id, string stamp, IReadOnlyList<string> shown, bool canBeMerged, IEnumerable<PropertyDefinition> properties)
{
    private readonly Dictionary<string, PropertyDefinition> _properties = properties.ToDictionary(property => property.Name, StringComparer.Ordinal);

    public string Name { get; } = name;

    public string Singular { get; } = singular;

    public string Id { get; } = id;

    public string Stamp { get; } = stamp;

    public IReadOnlyList<string> Shown { get; } = shown;

    public bool CanBeMerged { get; } = canBeMerged;

    public HashSet<string> Groups { get; } = ["information"];

    public IEnumerable<PropertyDefinition> All => _properties.Values;

    public IEnumerable<PropertyDefinition> Live => _properties.Values.Where(property => !property.IsArchived);

    public PropertyDefinition? Find(string name) => _properties.GetValueOrDefault(name) is { IsArchived: false } found ? found : null;

    public PropertyDefinition? FindArchivedToo(string name) => _properties.GetValueOrDefault(name);

    public void Set(PropertyDefinition property) => _properties[property.Name] = property;
}
