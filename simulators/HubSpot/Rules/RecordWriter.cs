using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Rules;

/// <param name="Name">api, person or seed; what the seed writes is not journalled.</param>
internal sealed record Writer(string Name, string Operation);

/// <summary>The one place where records change: rules, stamps, index, journal, events.</summary>
internal sealed class RecordWriter(Portal portal, AdminRules admin, Journal journal, FaultPlan faults, CallLog calls, EventFeed events)
{
    private static readonly TimeSpan IndexDelay = TimeSpan.FromSeconds(30);

    /// <summary>The changes that would be stored; throws what the vendor refuses. Nothing is changed.</summary>
    public Dictionary<string, string?> Check(Writer writer, ObjectType type, CrmRecord? record, JsonObject properties)
    {
        var problems = new List<PropertyProblem>();
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, sent) in properties)
        {
            if (type.Find(name) is not { } property)
            {
                calls.Violation("unknown-field", writer.Operation, $"{type.Name}.{name}");
                problems.Add(new PropertyProblem(name, "PROPERTY_DOESNT_EXIST", $"Property \"{name}\" does not exist"));
            }
            else if (property.IsReadOnly && writer.Name != "seed")
            {
                problems.Add(new PropertyProblem(name, "READ_ONLY_VALUE", $"{name} is a read only property; its value cannot be set"));
            }
            else
            {
                changes[name] = PropertyValues.Read(property, sent, problems);
            }
        }

        if (type.Name == "deals")
        {
            DealRules.Check(record, changes, problems);
        }
        else if (type.Name == "line_items")
        {
            LineRules.Follow(portal, record, changes, problems);
        }
        else if (record is null && !RequiredOf(type).Any(name => changes.GetValueOrDefault(name) is not null))
        {
            problems.Add(new PropertyProblem(RequiredOf(type)[0], "REQUIRED_FIELD", $"One of {string.Join(", ", RequiredOf(type))} is required"));
        }

        if (writer.Name != "seed")
        {
            admin.Check(type.Name, name => changes.TryGetValue(name, out var value) ? value : record?[name], problems);
        }

        if (problems.Count > 0)
        {
            throw RefusedException.Of(problems);
        }

        RefuseTaken(type, record, changes);
        return changes;
    }

    public CrmRecord Create(Writer writer, ObjectType type, JsonObject properties)
    {
        var changes = Check(writer, type, null, properties);
        var record = new CrmRecord(type, portal.NextId(), portal.Now);
        changes["hs_object_id"] = record.Id;
        changes["createdate"] = HsTime.Text(portal.Now);
        Follow(type, null, changes);
        record.Apply(changes);
        record.Touch(portal.Now);
        portal.Table(type.Name).Add(record);
        Saved(writer, record, "create", changes, null);
        return record;
    }

    /// <summary>What was sent with its present value is no change, but moves the stamp as at the vendor.</summary>
    public void Update(Writer writer, CrmRecord record, JsonObject properties)
    {
        var changes = Check(writer, record.Type, record, properties);
        Follow(record.Type, record, changes);
        var before = new IndexView(record.Values);
        var moved = changes.Where(change => record[change.Key] != change.Value).ToDictionary(change => change.Key, change => change.Value);
        portal.Table(record.Type.Name).Change(record, () =>
        {
            record.Apply(changes);
            record.Touch(portal.Now);
        });
        Saved(writer, record, "update", moved, before);
    }

    public void Archive(Writer writer, CrmRecord record)
    {
        var before = new IndexView(record.Values);
        portal.Table(record.Type.Name).Change(record, () => record.ArchivedAt = portal.Now);
        portal.PutAside(record);
        Saved(writer, record, "delete", new Dictionary<string, string?>(), before);
    }

    public void Restore(Writer writer, CrmRecord record)
    {
        portal.Table(record.Type.Name).Change(record, () =>
        {
            record.ArchivedAt = null;
            record.Touch(portal.Now);
        });
        portal.BringBack(record);
        Saved(writer, record, "update", new Dictionary<string, string?>(), null);
    }

    public void Merged(Writer writer, CrmRecord survivor, IReadOnlyList<CrmRecord> losers)
    {
        foreach (var loser in losers)
        {
            Note(writer, loser, "merge", new Dictionary<string, string?> { ["mergedInto"] = survivor.Id });
        }

        events.Merged(survivor, losers);
    }

    public void Saved(Writer writer, CrmRecord record, string change, IReadOnlyDictionary<string, string?> changes, IndexView? before)
    {
        var lag = IndexLagOf(writer, isNew: change == "create");
        if (lag > TimeSpan.Zero)
        {
            record.IndexLater(portal.Now, portal.Now + lag, before);
        }

        Note(writer, record, change, changes);
        if (writer.Name != "seed")
        {
            events.Saved(writer, record, change, changes);
        }
    }

    private TimeSpan IndexLagOf(Writer writer, bool isNew)
    {
        if (writer.Name == "seed")
        {
            return TimeSpan.Zero;
        }

        var fault = writer.Name == "api" ? faults.Take(isNew ? FaultKinds.LateVisible : FaultKinds.StaleIndex, writer.Operation) : null;
        return fault is null ? portal.Settings.IndexLag : fault.Order.Delay ?? IndexDelay;
    }

    private void Note(Writer writer, CrmRecord record, string change, IReadOnlyDictionary<string, string?> changes)
    {
        if (writer.Name != "seed")
        {
            journal.Append(writer.Name, record.Type.Name, record.Id, change, new JsonObject(
                changes.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, one.Value is null ? null : JsonValue.Create(one.Value)))));
        }
    }

    private void Follow(ObjectType type, CrmRecord? record, Dictionary<string, string?> changes)
    {
        if (type.Name == "deals")
        {
            DealRules.Follow(record, changes, portal.Now);
        }
        else if (type.Name == "companies" && record is null && changes.GetValueOrDefault("domain") is { } domain)
        {
            changes.TryAdd("website", domain);
        }
    }

    private void RefuseTaken(ObjectType type, CrmRecord? record, Dictionary<string, string?> changes)
    {
        foreach (var property in type.Live.Where(property => property.IsUnique))
        {
            if (changes.GetValueOrDefault(property.Name) is not { } value || portal.Table(type.Name).FindBy(property.Name, value) is not { } holder || holder == record)
            {
                continue;
            }

            throw type.Name == "contacts" && property.Name == "email"
                ? new RefusedException("CONFLICT", $"Contact already exists. Existing ID: {holder.Id}") { Status = 409 }
                : RefusedException.Of([new PropertyProblem(
                    property.Name, "CONFLICTING_UNIQUE_VALUE", $"The value {value} for {property.Name} is already in use by {type.Singular} {holder.Id}")]);
        }
    }

    private static string[] RequiredOf(ObjectType type) => type.Name switch
    {
        "companies" => ["name", "domain"],
        "contacts" => ["email", "firstname", "lastname"],
        _ => ["name"],
    };
}
