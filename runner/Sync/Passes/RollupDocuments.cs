using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Passes;

/// <summary>An ERP document, or what a payment or a credit has left over, with the ERP's ids of what it belongs to.</summary>
internal sealed record RollupDocument(Snapshot Snapshot, string? OrderId, string? AccountId)
{
    public string? IdOf(string entity) => entity == "sales_order" ? OrderId : AccountId;
}

/// <summary>A CRM record that shows documents.</summary>
internal sealed record RollupTarget(string Entity, string ErpId, RecordRef Record, string? Currency);

/// <summary>The documents of one batch, and where each says what it belongs to.</summary>
internal sealed class RollupDocuments(MappingMatrix matrix, EntityMatrix entity)
{
    private readonly List<RollupDocument> _all = [];

    public IReadOnlyList<RollupDocument> All => _all;

    public void Clear() => _all.Clear();

    public void Add(IEnumerable<RawRecord> raw, IEnumerable<Snapshot> snapshots) => _all.AddRange(
        raw.Zip(snapshots, (one, snapshot) => new RollupDocument(snapshot, IdIn(one, "sales_order"), IdIn(one, "account"))).Where(document => !document.Snapshot.Deleted));

    public void AddCredits(IEnumerable<RawRecord> raw, IEnumerable<Snapshot> snapshots) => _all.AddRange(
        raw.Zip(snapshots, (one, snapshot) => new RollupDocument(snapshot, null, Text(one, entity.Credits!.ErpPathOf("account")))));

    /// <summary>False: an order or a customer whose documents are looked at.</summary>
    public bool IsDocument(PassItem item) => item.Lead.Subject.ObjectType == entity.ErpObject;

    /// <summary>Null for a record of a source that is about others and could not be read itself.</summary>
    public string? EntityOf(PassItem item) => entity.Rollups.Select(row => row.Target).FirstOrDefault(target => matrix.Entities[target].ErpObject == item.Lead.Subject.ObjectType);

    public RollupDocument? Of(PassItem item) =>
        _all.FirstOrDefault(document => document.Snapshot.Ref.ObjectType == entity.ErpObject && document.Snapshot.Ref.Id == item.Lead.Subject.Id);

    public IReadOnlyList<RollupDocument> Of(RollupTarget target) => [.. _all.Where(document => document.IdOf(target.Entity) == target.ErpId)];

    /// <summary>The document itself, or those of the order or customer.</summary>
    public IReadOnlyList<Snapshot> About(PassItem item) => IsDocument(item)
        ? [.. new[] { Of(item)?.Snapshot }.OfType<Snapshot>()]
        : EntityOf(item) is { } target ? [.. _all.Where(document => document.IdOf(target) == item.Lead.Subject.Id).Select(document => document.Snapshot)] : [];

    /// <summary>The ERP's ids of what the item makes be computed again: a customer's payment may be about any of the customer's orders.</summary>
    public IEnumerable<string> Owners(PassItem item, string target, bool withOrders)
    {
        if (IsDocument(item))
        {
            return new[] { Of(item)?.IdOf(target) }.OfType<string>();
        }

        var own = EntityOf(item);
        return own == target ? [item.Lead.Subject.Id]
            : own == "account" && withOrders ? _all.Where(document => document.AccountId == item.Lead.Subject.Id).Select(document => document.IdOf(target)).OfType<string>().Distinct()
            : [];
    }

    /// <summary>The keys under which every document of the changed ones' orders and customers is found.</summary>
    public IReadOnlyList<FindKey> Keys(IEnumerable<RawRecord> changed, IEnumerable<PassItem> items) =>
    [
        .. changed.SelectMany(raw => new[] { Key("sales_order", IdIn(raw, "sales_order")), Key("account", IdIn(raw, "account")) }).OfType<FindKey>()
            .Concat(items.Where(item => !IsDocument(item)).Select(item => EntityOf(item) is { } target ? Key(target, item.Lead.Subject.Id) : null).OfType<FindKey>())
            .DistinctBy(key => (key.Parts[0].Path, key.Parts[0].Value.ToString())),
    ];

    /// <summary>The keys under which credits of the customers in question are found.</summary>
    public IReadOnlyList<FindKey> CreditKeys(IEnumerable<PassItem> items) => entity.Credits is null ? [] :
    [
        .. items.SelectMany(item => Owners(item, "account", withOrders: false)).Distinct(StringComparer.Ordinal)
            .Select(id => new FindKey(entity.Credits.ErpPathOf("account"), JsonValue.Create(id))),
    ];

    private FindKey? Key(string target, string? id) => id is null ? null : new FindKey(PathTo(target), JsonValue.Create(id));

    private string? IdIn(RawRecord raw, string target) => Text(raw, PathTo(target));

    private static string? Text(RawRecord raw, string path) => raw.Values.GetValueOrDefault(path) is JsonValue value ? value.ToString() : null;

    private string PathTo(string target) => entity.ErpPathOf(target == "sales_order" ? "order" : target);
}
