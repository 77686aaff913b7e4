using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Webhooks;

/// <summary>Who wants to be told of what, for three days at a time.</summary>
internal sealed class Subscriptions(TimeProvider clock, BusinessCentralOptions options, Notices notices)
{
    public const string Path = "subscriptions";

    private const int LongestClientState = 2048;
    private static readonly TimeSpan life = TimeSpan.FromDays(3);

    /// <summary>Contacts, payments and shipments have no notices.</summary>
    private static readonly string[] supported =
    [
        Entities.Customers, Entities.Items, Entities.SalesOrders, Entities.SalesInvoices, Entities.SalesCreditMemos, Entities.PaymentJournals, Entities.PaymentTerms,
        Entities.Currencies, Entities.Units, Entities.Countries,
    ];

    private int count;

    public VendorResponse List() => VendorResponse.Json(200, new JsonObject { ["value"] = new JsonArray([.. notices.Subscriptions.Select(ToJson)]) });

    public VendorResponse Create(ApiCall call)
    {
        var body = call.Json();
        if (notices.Subscriptions.Count >= options.SubscriptionLimit)
        {
            throw BcError.Dialog("The maximum number of subscriptions has been reached.");
        }

        var subscription = new Subscription($"{++count:x8}", Url(body), Resource(body), ClientState(body));
        Shake(subscription, subscription.NotificationUrl);
        subscription.ExpiresAt = clock.GetUtcNow() + life;
        notices.Subscriptions.Add(subscription);
        return VendorResponse.Json(201, ToJson(subscription));
    }

    /// <summary>Renewal: the same handshake, and three days more.</summary>
    public VendorResponse Renew(ApiCall call)
    {
        var subscription = Found(call);
        var body = call.Json();
        Shake(subscription, body.ContainsKey("notificationUrl") ? Url(body) : subscription.NotificationUrl);
        subscription.ClientState = body.ContainsKey("clientState") ? ClientState(body) : subscription.ClientState;
        subscription.ExpiresAt = clock.GetUtcNow() + life;
        return VendorResponse.Json(200, ToJson(subscription));
    }

    public VendorResponse Delete(ApiCall call)
    {
        notices.Subscriptions.Remove(Found(call));
        return new VendorResponse(204);
    }

    private Subscription Found(ApiCall call)
    {
        if (string.IsNullOrEmpty(call.Header("If-Match")))
        {
            throw new BcError(400, "BadRequest_InvalidToken", "Could not validate the client concurrency token required by the service when calling this entity.");
        }

        var id = ResourcePath.Key(call.Path, Path);
        return notices.Subscriptions.Find(each => each.Id == id) ?? throw BcError.NotFound($"The subscription {id}");
    }

    /// <summary>The receiver must answer 200 with the token that it was sent.</summary>
    private void Shake(Subscription subscription, Uri url)
    {
        var token = $"token-{subscription.Id}-{clock.GetUtcNow().Ticks.ToString(CultureInfo.InvariantCulture)}";
        var separator = url.Query.Length > 0 ? '&' : '?';
        var answer = options.Notify(new Uri($"{url}{separator}validationToken={Uri.EscapeDataString(token)}"), null);
        if (answer is not { Status: 200 } || answer.Body?.Trim() != token)
        {
            throw new BcError(
                400, "Application_DialogException", $"The notification URL {url.GetLeftPart(UriPartial.Path)} did not answer the validation request with the validation token.");
        }

        subscription.NotificationUrl = url;
    }

    private static Uri Url(JsonObject body) => Uri.TryCreate(body["notificationUrl"]?.ToString(), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
        ? url
        : throw BcError.Bad("The notificationUrl must be an absolute https address.");

    private static string Resource(JsonObject body)
    {
        var resource = body["resource"]?.ToString() ?? throw new BcError(400, "BadRequest_RequiredParamNotProvided", "The parameter 'resource' is required.");
        var set = resource.Split('/')[^1].Split('?', '(')[0];
        return supported.Contains(set) ? resource : throw BcError.Dialog($"The entity '{set}' does not support webhooks.");
    }

    private static string ClientState(JsonObject body) => body["clientState"]?.ToString() is not { } state ? ""
        : state.Length <= LongestClientState ? state
        : throw BcError.Bad($"The clientState may have {LongestClientState} characters.");

    private static JsonObject ToJson(Subscription subscription) => new()
    {
        ["@odata.etag"] = $"W/\"{subscription.ExpiresAt.Ticks}\"",
        ["subscriptionId"] = subscription.Id,
        ["notificationUrl"] = subscription.NotificationUrl.ToString(),
        ["resource"] = subscription.Resource,
        ["expirationDateTime"] = CompanyStore.Stamp(subscription.ExpiresAt),
    };
}
