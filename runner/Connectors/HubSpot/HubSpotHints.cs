using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// Deliveries of the app's webhooks ("Webhooks API"). What they are sent for is set in the app, so there is nothing to
/// subscribe by the API; a service key has none.
/// </summary>
internal sealed class HubSpotHints(string? clientSecret)
{
    private const int Taken = 204;
    private const int NotGenuine = 401;
    private const int Unreadable = 400;

    private static readonly Dictionary<string, string> ById = new()
    {
        ["0-1"] = "contacts", ["0-2"] = "companies", ["0-3"] = HubSpotObjects.Deals, ["0-7"] = HubSpotObjects.Products, ["0-8"] = HubSpotObjects.LineItems,
    };

    // Subscriptions of the older kind name the object in front of what happened.
    private static readonly Dictionary<string, string> ByName = new()
    {
        ["contact"] = "contacts", ["company"] = "companies", ["deal"] = HubSpotObjects.Deals, ["product"] = HubSpotObjects.Products, ["line_item"] = HubSpotObjects.LineItems,
    };

    public HintAnswer Receive(HintDelivery delivery, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(clientSecret) || !HubSpotSignature.IsGenuine(
            clientSecret, delivery.Method, delivery.PublicUrl.AbsoluteUri, delivery.Body.Span,
            delivery.Header(HubSpotSignature.TimestampHeader), delivery.Header(HubSpotSignature.SignatureHeader), now))
        {
            return new HintAnswer(NotGenuine, null, [], IsGenuine: false);
        }

        try
        {
            return JsonNode.Parse(delivery.Body.Span) is JsonArray events
                ? new HintAnswer(Taken, null, [.. events.OfType<JsonObject>().Select(ObjectOf).OfType<string>().Distinct()], IsGenuine: true)
                : new HintAnswer(Unreadable, null, [], IsGenuine: true);
        }
        catch (JsonException)
        {
            return new HintAnswer(Unreadable, null, [], IsGenuine: true);
        }
    }

    private static string? ObjectOf(JsonObject told) => ById.GetValueOrDefault(told.Text("objectTypeId") ?? "")
        ?? ByName.GetValueOrDefault((told.Text("subscriptionType") ?? "").Split('.')[0]);
}
