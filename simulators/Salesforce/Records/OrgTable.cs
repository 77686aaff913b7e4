using Harness.Simulators.Salesforce.Metadata;

namespace Harness.Simulators.Salesforce.Records;

/// <summary>All records of one object, deleted ones included, with an index for every look-up field.</summary>
internal sealed class OrgTable(ObjectDefinition type)
{
    private readonly Dictionary<string, OrgRecord> _byId = [];
    private readonly List<OrgRecord> _records = [];
    private readonly Dictionary<string, Dictionary<string, List<OrgRecord>>> _indexes = new(StringComparer.OrdinalIgnoreCase);
    private long _minted;

    public ObjectDefinition Type { get; } = type;

    public IReadOnlyList<OrgRecord> Records => _records;

    public string NextId() => RecordIds.Mint(Type.KeyPrefix, ++_minted);

    public OrgRecord? Find(string id) => _byId.GetValueOrDefault(id);

    public void Add(OrgRecord record)
    {
        _byId.Add(record.Id, record);
        _records.Add(record);
        foreach (var (field, index) in _indexes)
        {
            Enter(index, field, record);
        }
    }

    public void Remove(OrgRecord record)
    {
        _byId.Remove(record.Id);
        _records.RemoveAt(_records.LastIndexOf(record));
        foreach (var (field, index) in _indexes)
        {
            Leave(index, field, record);
        }
    }

    /// <summary>All changes of stored values go through here, so that the indexes follow.</summary>
    public void Change(OrgRecord record, Action change)
    {
        foreach (var (field, index) in _indexes)
        {
            Leave(index, field, record);
        }

        try
        {
            change();
        }
        finally
        {
            foreach (var (field, index) in _indexes)
            {
                Enter(index, field, record);
            }
        }
    }

    /// <summary>Live records whose field has this value; text compares without case unless the field says otherwise.</summary>
    public IReadOnlyList<OrgRecord> Having(FieldDefinition field, object value) =>
        [.. WithDeleted(field, value).Where(record => !record.IsDeleted)];

    public IReadOnlyList<OrgRecord> WithDeleted(FieldDefinition field, object value)
    {
        if (field.Type == FieldType.Id)
        {
            return value is string id && Find(id) is { } found ? [found] : [];
        }

        if (!_indexes.TryGetValue(field.Name, out var index))
        {
            index = [];
            _records.ForEach(record => Enter(index, field.Name, record));
            _indexes.Add(field.Name, index);
        }

        return index.TryGetValue(Key(field, value), out var records) ? records : [];
    }

    public void Forget(string fieldName) => _indexes.Remove(fieldName);

    private void Enter(Dictionary<string, List<OrgRecord>> index, string fieldName, OrgRecord record)
    {
        if (Type.Find(fieldName) is { } field && record[fieldName] is { } value)
        {
            var key = Key(field, value);
            if (!index.TryGetValue(key, out var records))
            {
                index.Add(key, records = []);
            }

            records.Add(record);
        }
    }

    private void Leave(Dictionary<string, List<OrgRecord>> index, string fieldName, OrgRecord record)
    {
        if (Type.Find(fieldName) is { } field && record[fieldName] is { } value &&
            index.TryGetValue(Key(field, value), out var records))
        {
            records.Remove(record);
        }
    }

    private static string Key(FieldDefinition field, object value)
    {
        var text = value as string ?? FieldValues.ToText(value);
        return field.CaseSensitive || field.Type is FieldType.Reference ? text : text.ToUpperInvariant();
    }
}
