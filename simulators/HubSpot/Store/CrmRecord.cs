using Harness.Simulators.HubSpot.Catalog;

namespace Harness.Simulators.HubSpot.Store;

/// <summary>What searches see of a record.</summary>
internal sealed record IndexView(IReadOnlyDictionary<string, string> Values);

/// <summary>One stored record. All values are text; a property without one is empty.</summary>
internal sealed class CrmRecord(ObjectType type, string id, DateTimeOffset created)
{
    private Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private IndexView? _before;
    private DateTimeOffset _indexedFrom;

    public ObjectType Type { get; } = type;

    public string Id { get; } = id;

    public long Number { get; } = long.Parse(id);

    public DateTimeOffset CreatedAt { get; } = created;

    public DateTimeOffset UpdatedAt { get; private set; } = created;

    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>The record that this one was merged into.</summary>
    public CrmRecord? MergedInto { get; set; }

    public bool IsLive => ArchivedAt is null && MergedInto is null;

    public IReadOnlyDictionary<string, string> Values => _values;

    public string? this[string property] => _values.GetValueOrDefault(property);

    /// <summary>The values are exchanged as a whole, so that an index may still hold those of before.</summary>
    public void Apply(IReadOnlyDictionary<string, string?> changes)
    {
        _values = new Dictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                _values.Remove(name);
            }
            else
            {
                _values[name] = value;
            }
        }
    }

    public void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Apply(new Dictionary<string, string?> { [Type.Stamp] = HsTime.Text(now) });
    }

    /// <summary>Until then searches show what they showed before, or nothing of a new record.</summary>
    public void IndexLater(DateTimeOffset now, DateTimeOffset from, IndexView? before)
    {
        if (now >= _indexedFrom)
        {
            _before = before;
        }

        _indexedFrom = from > _indexedFrom ? from : _indexedFrom;
    }

    public IReadOnlyDictionary<string, string>? SeenInSearch(DateTimeOffset now) => now >= _indexedFrom ? (IsLive ? _values : null) : _before?.Values;
}
