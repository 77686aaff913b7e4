using System.Globalization;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Catalog;

namespace Harness.Simulators.HubSpot.Store;

/// <summary>The state of one portal: objects, records, associations, settings.</summary>
internal sealed class Portal(SimulatedClock clock)
{
    private readonly Dictionary<string, CrmTable> _tables = StandardObjects.Create().ToDictionary(type => type.Name, type => new CrmTable(type), StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Associated>> _aside = new(StringComparer.Ordinal);
    private long _lastId = 30_000_000_000;

    public SimulatedClock Clock { get; } = clock;

    public PortalSettings Settings { get; } = new();

    public Associations Associations { get; } = new();

    public IReadOnlyList<Owner> Owners { get; } =
    [
        new("81001", "eva.brandt@harness.example", "Eva", "Brandt", 52001, false),
        new("81002", "left.long-ago@harness.example", "Jonas", "Weber", 52002, true),
    ];

    public DateTimeOffset Opened { get; } = clock.GetUtcNow();

    /// <summary>While the past is being filled in, the moment that records are stamped with.</summary>
    public DateTimeOffset? Past { get; set; }

    public DateTimeOffset Now => HsTime.ToMilliseconds(Past ?? Clock.GetUtcNow());

    public IEnumerable<CrmTable> Tables => _tables.Values;

    /// <summary>By the plural name, the singular one or the type id.</summary>
    public CrmTable? Find(string name) => _tables.GetValueOrDefault(name)
        ?? _tables.Values.FirstOrDefault(table => table.Type.Id == name || table.Type.Singular.Equals(name, StringComparison.OrdinalIgnoreCase));

    public CrmTable Table(string name) => Find(name) ?? throw new KeyNotFoundException($"There is no object {name}.");

    public string NextId() => (++_lastId).ToString(CultureInfo.InvariantCulture);

    /// <summary>Archiving takes the associations away; restoring brings them back.</summary>
    public void PutAside(CrmRecord record) => _aside[record.Id] = Associations.TakeAll(record.Type.Name, record.Id);

    public void BringBack(CrmRecord record)
    {
        if (_aside.Remove(record.Id, out var all))
        {
            foreach (var kind in all.SelectMany(one => one.Kinds.Select(id => (one.Id, Kind: AssociationTypes.Find(id)!))).Where(one => Table(one.Kind.To).Find(one.Id) is not null))
            {
                Associations.Set(kind.Kind, record.Id, kind.Id);
            }
        }
    }
}

internal sealed record Owner(string Id, string Email, string FirstName, string LastName, int UserId, bool IsArchived);
