using System.Text.Json.Nodes;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Rules;

/// <summary>What happened, as the events that webhooks carry. Ids are numbers here, values text, moments milliseconds.</summary>
internal sealed class EventFeed(Portal portal)
{
    private const int AppId = 3_001_177;

    private long _lastEvent = 100;

    /// <summary>Set while somebody is subscribed.</summary>
    public Action<JsonObject>? Subscriber { get; set; }

    /// <summary>A created record tells its creation and each of its properties, in no order that may be relied on.</summary>
    public void Saved(Writer writer, CrmRecord record, string change, IReadOnlyDictionary<string, string?> changes)
    {
        if (Subscriber is null)
        {
            return;
        }

        foreach (var (name, value) in changes.Where(one => record.Type.Find(one.Key) is { IsReadOnly: false }))
        {
            var told = Event(record, "propertyChange", writer);
            told["propertyName"] = name;
            told["propertyValue"] = value ?? "";
            told["isSensitive"] = false;
            Subscriber(told);
        }

        if (change is "create" or "delete")
        {
            var told = Event(record, change == "create" ? "creation" : "deletion", writer);
            told["changeFlag"] = change == "create" ? "NEW" : "DELETED";
            Subscriber(told);
        }
    }

    public void Merged(CrmRecord survivor, IReadOnlyList<CrmRecord> losers)
    {
        if (Subscriber is null)
        {
            return;
        }

        var told = Event(survivor, "merge", new Writer("person", ""));
        told["primaryObjectId"] = losers[0].Number;
        told["mergedObjectIds"] = new JsonArray([.. losers.Select(loser => (JsonNode)loser.Number)]);
        told["newObjectId"] = survivor.Number;
        told["numberOfPropertiesMoved"] = survivor.Values.Count;
        Subscriber(told);
    }

    private JsonObject Event(CrmRecord record, string what, Writer writer) => new()
    {
        ["eventId"] = ++_lastEvent,
        ["subscriptionId"] = 12,
        ["portalId"] = PortalSettings.PortalId,
        ["appId"] = AppId,
        ["occurredAt"] = portal.Now.ToUnixTimeMilliseconds(),
        ["subscriptionType"] = $"object.{what}",
        ["objectTypeId"] = record.Type.Id,
        ["attemptNumber"] = 0,
        ["objectId"] = record.Number,
        ["changeSource"] = writer.Name == "api" ? "INTEGRATION" : "CRM_UI",
        ["sourceId"] = writer.Name == "api" ? $"{AppId}" : "userId:52001",
    };
}
