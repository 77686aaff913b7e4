using Harness.Simulators.NetSuite.Catalog;

namespace Harness.Simulators.NetSuite.Store;

internal sealed record DeletedRecord(NsRecord Record, string Name, DateTimeOffset Time);

/// <summary>All records with their ids, which are counted up for each record group, and their external ids, which are unique in it.</summary>
internal sealed class RecordStore
{
    private static readonly Dictionary<string, int> firstIds = new()
    {
        [EntityTypes.Group] = 101, [ItemTypes.Group] = 501, [TransactionTypes.Group] = 1001,
    };

    private readonly Dictionary<string, Dictionary<string, NsRecord>> byId = [];
    private readonly Dictionary<string, Dictionary<string, NsRecord>> byExternalId = [];
    private readonly Dictionary<string, List<NsRecord>> byType = [];
    private readonly Dictionary<string, int> nextIds = new(firstIds);
    private readonly Dictionary<string, int> numbers = [];

    public ReferenceIndex TransactionsOfEntity { get; } = new(r => Named(r, r.Type.Field("customer") is null ? "entity" : "customer"));

    public ReferenceIndex CreatedFrom { get; } = new(r => Named(r, "createdFrom"));

    public ReferenceIndex ContactsOfCompany { get; } = new(r => Named(r, "company"));

    /// <summary>Payments and credit memos by the documents that they are applied to.</summary>
    public ReferenceIndex AppliedTo { get; } = new(r => r.Type.Sublist("apply") is null
        ? []
        : r.Lines("apply").Where(l => l.Values.Flag("apply")).Select(l => l.Values.Text("doc")!));

    public List<DeletedRecord> Deleted { get; } = [];

    private IEnumerable<ReferenceIndex> Indexes => [TransactionsOfEntity, CreatedFrom, ContactsOfCompany, AppliedTo];

    public IReadOnlyList<NsRecord> All(string type) => byType.TryGetValue(type, out var list) ? list : [];

    public IEnumerable<NsRecord> AllOfGroup(string group) =>
        byId.TryGetValue(group, out var records) ? records.Values : [];

    public NsRecord? Find(string group, string id) => byId.GetValueOrDefault(group)?.GetValueOrDefault(id);

    public NsRecord? FindExternal(string group, string externalId) =>
        byExternalId.GetValueOrDefault(group)?.GetValueOrDefault(externalId);

    /// <summary>A record of that type, not only of that group: /customer/5 does not find contact 5.</summary>
    public NsRecord? Find(RecordType type, string id)
    {
        var found = id.StartsWith("eid:", StringComparison.Ordinal) ? FindExternal(type.Group, id[4..]) : Find(type.Group, id);
        return found?.Type == type ? found : null;
    }

    public NsRecord New(RecordType type)
    {
        var id = nextIds.GetValueOrDefault(type.Group, 1);
        nextIds[type.Group] = id + 1;
        return new NsRecord(type, id.ToString());
    }

    public int NextNumber(string prefix) => numbers[prefix] = numbers.GetValueOrDefault(prefix, 1000) + 1;

    public void Insert(NsRecord record)
    {
        OfGroup(byId, record.Type.Group)[record.Id] = record;
        if (!byType.TryGetValue(record.Type.Name, out var list))
        {
            byType[record.Type.Name] = list = [];
        }

        list.Add(record);
        Index(record);
    }

    public void Replace(NsRecord stored, NsRecord changed)
    {
        Unindex(stored);
        stored.TakeOver(changed);
        Index(stored);
    }

    public void Remove(NsRecord record, DateTimeOffset time)
    {
        Unindex(record);
        byId[record.Type.Group].Remove(record.Id);
        byType[record.Type.Name].Remove(record);
        record.Deleted = true;
        Deleted.Add(new DeletedRecord(record, record.Values.Text("tranId") ?? record.Values.Text("entityId") ?? record.Id, time));
    }

    private void Index(NsRecord record)
    {
        if (record.ExternalId is { } externalId)
        {
            OfGroup(byExternalId, record.Type.Group)[externalId] = record;
        }

        foreach (var index in Indexes)
        {
            index.Add(record);
        }
    }

    private void Unindex(NsRecord record)
    {
        if (record.ExternalId is { } externalId)
        {
            byExternalId[record.Type.Group].Remove(externalId);
        }

        foreach (var index in Indexes)
        {
            index.Remove(record);
        }
    }

    private static IEnumerable<string> Named(NsRecord record, string field) =>
        record.Values.Text(field) is { } id ? [id] : [];

    private static Dictionary<string, NsRecord> OfGroup(Dictionary<string, Dictionary<string, NsRecord>> all, string group)
    {
        if (!all.TryGetValue(group, out var records))
        {
            all[group] = records = [];
        }

        return records;
    }
}
