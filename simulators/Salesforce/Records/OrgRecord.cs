using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Records;

/// <summary>
/// One stored record. Values are string, decimal, bool, DateOnly or DateTimeOffset; a missing one is null.
/// </summary>
internal sealed class OrgRecord(ObjectDefinition type, string id, Dictionary<string, object?> values)
{
    private Dictionary<string, object?> _values = values;
    private OrgRecord? _before;

    public ObjectDefinition Type { get; } = type;

    public string Id { get; } = id;

    /// <summary>Moves with every change; what the ETag of an account is made of.</summary>
    public int Revision { get; private set; } = 1;

    public bool IsDeleted => _values.GetValueOrDefault("IsDeleted") is true;

    public DateTimeOffset Stamp => _values.GetValueOrDefault("SystemModstamp") as DateTimeOffset? ?? default;

    /// <summary>A long transaction: stamped now, seen by other sessions only from here on.</summary>
    public DateTimeOffset VisibleFrom { get; private set; }

    public object? this[string field]
    {
        get => _values.GetValueOrDefault(field);
        set => _values[field] = value;
    }

    public Dictionary<string, object?> Copy() => new(_values, StringComparer.OrdinalIgnoreCase);

    public void Revise() => Revision++;

    public void Restore(Dictionary<string, object?> values) => _values = values;

    public void CommitLate(DateTimeOffset visibleFrom, Dictionary<string, object?>? before)
    {
        VisibleFrom = visibleFrom;
        _before = before is null ? null : new OrgRecord(Type, Id, before);
    }

    /// <summary>The record as another session sees it now; null while its creation is not committed.</summary>
    public OrgRecord? SeenAt(DateTimeOffset now) => now >= VisibleFrom ? this : _before;
}
