using Harness.Simulators.HubSpot.Catalog;

namespace Harness.Simulators.HubSpot.Store;

/// <summary>All records of one object, archived and merged ones included, found by id and by the values of unique properties.</summary>
internal sealed class CrmTable(ObjectType type)
{
    private readonly Dictionary<string, CrmRecord> _byId = new(StringComparer.Ordinal);
    private readonly List<CrmRecord> _inOrder = [];
    private readonly Dictionary<(string Property, string Value), CrmRecord> _unique = [];

    public ObjectType Type { get; } = type;

    public IReadOnlyList<CrmRecord> All => _inOrder;

    public IEnumerable<CrmRecord> Live => _inOrder.Where(record => record.IsLive);

    /// <summary>An id that was merged away leads to the survivor.</summary>
    public CrmRecord? Find(string id)
    {
        var record = _byId.GetValueOrDefault(id);
        while (record?.MergedInto is { } survivor)
        {
            record = survivor;
        }

        return record;
    }

    public CrmRecord? Stored(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Unique values compare without case, as e-mail addresses do.</summary>
    public CrmRecord? FindBy(string property, string value) => _unique.GetValueOrDefault((property, value.ToUpperInvariant()));

    public void Add(CrmRecord record)
    {
        _byId.Add(record.Id, record);
        _inOrder.Add(record);
        Enter(record);
    }

    /// <summary>All changes of values, archiving and merging go through here, so that the unique values follow.</summary>
    public void Change(CrmRecord record, Action change)
    {
        foreach (var key in KeysOf(record))
        {
            _unique.Remove(key);
        }

        change();
        Enter(record);
    }

    /// <summary>A property that becomes unique once records exist is not offered; a new one has no values yet.</summary>
    private IEnumerable<(string, string)> KeysOf(CrmRecord record) => Type.All.Where(property => property.IsUnique)
        .Select(property => (property.Name, Value: record[property.Name]))
        .Where(pair => pair.Value is not null)
        .Select(pair => (pair.Name, pair.Value!.ToUpperInvariant()));

    private void Enter(CrmRecord record)
    {
        if (record.IsLive)
        {
            foreach (var key in KeysOf(record))
            {
                _unique[key] = record;
            }
        }
    }
}
