using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Webhooks;

internal sealed class Subscription(string id, Uri notificationUrl, string resource, string clientState)
{
    public string Id { get; } = id;

    public Uri NotificationUrl { get; set; } = notificationUrl;

    public string Resource { get; } = resource;

    public string ClientState { get; set; } = clientState;

    public DateTimeOffset ExpiresAt { get; set; }

    public string Set => Resource.Split('/')[^1].Split('?', '(')[0];
}

/// <summary>Changes wait half a minute, then go out together. Other answers than those worth repeating end the subscription.</summary>
internal sealed class Notices(TimeProvider clock, BusinessCentralOptions options)
{
    private readonly List<(DateTimeOffset At, string Set, string Id, string Change)> changes = [];

    public List<Subscription> Subscriptions { get; } = [];

    public void Note(BcRecord record, string change)
    {
        var parent = Entities.All[record.Set].Parent;
        var (set, id) = parent is null ? (record.Set, record.Id) : (parent, record.Text("documentId"));
        changes.RemoveAll(each => each.Set == set && each.Id == id && each.Change == change);
        changes.Add((clock.GetUtcNow(), set, id, parent is null ? change : "updated"));
    }

    /// <summary>Sends what is due, to each receiver in one delivery.</summary>
    public int Deliver(bool all = false)
    {
        var due = clock.GetUtcNow() - options.NoticeDelay;
        Subscriptions.RemoveAll(subscription => subscription.ExpiresAt <= clock.GetUtcNow());
        var ready = changes.Where(change => all || change.At <= due).ToList();
        if (ready.Count == 0)
        {
            return 0;
        }

        var sent = 0;
        foreach (var receiver in Subscriptions.GroupBy(subscription => subscription.NotificationUrl).ToList())
        {
            var value = receiver.SelectMany(subscription => Told(subscription, [.. ready.Where(change => change.Set == subscription.Set)])).ToList();
            if (value.Count > 0)
            {
                sent += value.Count;
                Answered(receiver, options.Notify(receiver.Key, new JsonObject { ["value"] = new JsonArray([.. value]) }.ToJsonString())?.Status);
            }
        }

        changes.RemoveAll(ready.Contains);
        return sent;
    }

    private void Answered(IEnumerable<Subscription> receiver, int? status)
    {
        if (status is not (null or (>= 200 and < 300) or 408 or 429 or >= 500))
        {
            foreach (var subscription in receiver.ToList())
            {
                Subscriptions.Remove(subscription);
            }
        }
    }

    private IEnumerable<JsonNode> Told(Subscription subscription, List<(DateTimeOffset At, string Set, string Id, string Change)> ready)
    {
        if (ready.Count > options.CollectionThreshold)
        {
            var since = CompanyStore.Stamp(ready.Min(change => change.At));
            return [Notice(subscription, $"{subscription.Resource}?$filter=lastModifiedDateTime%20ge%20{Uri.EscapeDataString(since)}", "collection", ready[^1].At)];
        }

        return ready.Select(change => (JsonNode)Notice(subscription, $"{subscription.Resource}({change.Id})", change.Change, change.At));
    }

    private static JsonObject Notice(Subscription subscription, string resource, string change, DateTimeOffset at) => new()
    {
        ["subscriptionId"] = subscription.Id,
        ["clientState"] = subscription.ClientState,
        ["expirationDateTime"] = CompanyStore.Stamp(subscription.ExpiresAt),
        ["resource"] = resource,
        ["changeType"] = change,
        ["lastModifiedDateTime"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    };
}
