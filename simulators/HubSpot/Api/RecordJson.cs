using System.Text.Json.Nodes;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>Records as the API shows them: every value is text or null.</summary>
internal sealed class RecordJson(Portal portal)
{
    private const int AssociationsOnPage = 100;

    /// <param name="asked">Unknown names are dropped in silence; known ones without a value are null.</param>
    public JsonObject Of(CrmRecord record, IReadOnlyList<string> asked, IReadOnlyDictionary<string, string>? values = null)
    {
        var names = asked.Count == 0
            ? record.Type.Shown
            : [.. asked.Where(name => record.Type.Find(name) is not null), "createdate", record.Type.Stamp, "hs_object_id"];
        var properties = new JsonObject();
        foreach (var name in names)
        {
            properties[name] = Value(record, name, values ?? record.Values);
        }

        var json = new JsonObject
        {
            ["id"] = record.Id,
            ["properties"] = properties,
            ["createdAt"] = HsTime.Text(record.CreatedAt),
            ["updatedAt"] = HsTime.Text(record.UpdatedAt),
            ["archived"] = record.ArchivedAt is not null,
        };
        if (record.ArchivedAt is { } archived)
        {
            json["archivedAt"] = HsTime.Text(archived);
        }

        return json;
    }

    public JsonObject WithAssociations(JsonObject json, CrmRecord record, IReadOnlyList<string> to)
    {
        if (to.Count == 0)
        {
            return json;
        }

        var associations = new JsonObject();
        foreach (var table in to.Select(portal.Find).OfType<CrmTable>())
        {
            var all = portal.Associations.Of(record.Type.Name, record.Id, table.Type.Name);
            if (all.Count == 0)
            {
                continue;
            }

            var page = new JsonObject
            {
                ["results"] = new JsonArray([.. all.Take(AssociationsOnPage).Select(one => (JsonNode)new JsonObject
                {
                    ["id"] = one.Id, ["type"] = $"{record.Type.Singular}_to_{table.Type.Singular}",
                })]),
            };
            if (all.Count > AssociationsOnPage)
            {
                page["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = all[AssociationsOnPage].Id } };
            }

            associations[table.Type.Name] = page;
        }

        json["associations"] = associations;
        return json;
    }

    /// <summary>All of a record at once, flat, for people and for the referee.</summary>
    public JsonObject Stored(CrmRecord record)
    {
        var json = new JsonObject
        {
            ["id"] = record.Id,
            ["archived"] = !record.IsLive,
            ["merged_into"] = record.MergedInto?.Id,
            ["updatedAt"] = HsTime.Text(record.UpdatedAt),
        };
        foreach (var property in record.Type.Live)
        {
            json[property.Name] = Value(record, property.Name, record.Values);
        }

        var associations = new JsonObject();
        foreach (var table in portal.Tables)
        {
            var ids = portal.Associations.Of(record.Type.Name, record.Id, table.Type.Name);
            if (ids.Count > 0)
            {
                associations[table.Type.Name] = new JsonArray([.. ids.Select(one => (JsonNode)one.Id)]);
            }
        }

        json["associations"] = associations;
        json["company"] = portal.Associations.PrimaryOf(record.Type.Name, record.Id, "companies");
        return json;
    }

    private string? Value(CrmRecord record, string name, IReadOnlyDictionary<string, string> values) =>
        name == "associatedcompanyid" && record.Type.Name == "contacts"
            ? portal.Associations.PrimaryOf("contacts", record.Id, "companies")
            : values.GetValueOrDefault(name);
}
