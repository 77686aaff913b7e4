namespace Harness.Simulators.BusinessCentral.Model;

/// <param name="Table">The application's table, as messages name it.</param>
/// <param name="Parent">The set of the documents whose rows these are.</param>
/// <param name="Writable">Callers may create, change and delete.</param>
internal sealed record EntitySet(string Name, string Entity, string Table, IReadOnlyList<Property> Properties, string? Parent, bool Writable)
{
    private readonly Dictionary<string, Property> byName = Properties.ToDictionary(property => property.Name);

    /// <summary>Navigation by name: the set it leads to, whether it is a collection, and the pair of properties that ties the two.</summary>
    public IReadOnlyList<Navigation> Navigations { get; init; } = [];

    public Property? Find(string name) => byName.GetValueOrDefault(name);

    public Navigation? Navigation(string name) => Navigations.FirstOrDefault(navigation => navigation.Name == name);
}

/// <param name="Own">The property of this record.</param>
/// <param name="Theirs">The property of the other that equals it.</param>
internal sealed record Navigation(string Name, string Set, bool IsMany, string Own, string Theirs);
