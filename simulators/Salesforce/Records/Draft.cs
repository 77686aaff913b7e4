using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Records;

/// <summary>A record as it will be: what was sent, over what is stored.</summary>
internal sealed class Draft(ObjectDefinition type, OrgRecord? existing)
{
    private readonly Dictionary<string, object?> _changes = new(StringComparer.OrdinalIgnoreCase);

    public ObjectDefinition Type { get; } = type;

    public OrgRecord? Existing { get; } = existing;

    public bool IsNew => Existing is null;

    public IReadOnlyDictionary<string, object?> Changes => _changes;

    public object? this[string field]
    {
        get => _changes.TryGetValue(field, out var value) ? value : Existing?[field];
        set => _changes[field] = value;
    }

    public string? Text(string field) => this[field] as string;

    public decimal? Number(string field) => this[field] as decimal?;

    public bool Has(string field) => _changes.ContainsKey(field);

    /// <summary>Sent with a value that is not null.</summary>
    public bool Gives(string field) => _changes.GetValueOrDefault(field) is not null;

    public bool Alters(string field) => Has(field) && !Equals(_changes[field], Existing?[field]);

    public void Drop(string field) => _changes.Remove(field);
}
