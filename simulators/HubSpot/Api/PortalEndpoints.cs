using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>What is true of the whole portal: pipelines, owners, details, usage.</summary>
internal sealed class PortalEndpoints(Portal portal, RateLimits limits)
{
    public IEnumerable<Operation> Operations(Routes routes) =>
    [
        routes.Of("pipelines", "GET", $"{Routes.Pipelines}/{Routes.Part}", OperationKind.Read, "crm.objects.{0}.read", PipelinesOf),
        routes.Of("owners", "GET", Routes.Owners + "/?", OperationKind.Read, "crm.objects.owners.read", Owners),
        routes.Of("account-details", "GET", $"{Routes.Account}/details", OperationKind.Read, null, _ => VendorResponse.Json(200, Details())),
        routes.Of("api-usage", "GET", $"{Routes.Account}/api-usage/daily/private-apps", OperationKind.Read, null, _ => VendorResponse.Json(200, Usage())),
    ];

    private VendorResponse PipelinesOf(ApiCall call) => VendorResponse.Json(200, new JsonObject
    {
        ["results"] = ObjectEndpoints.Table(portal, call.Parts[0]).Type.Name == "deals" ? Pipelines.ToJson(portal.Opened) : new JsonArray(),
    });

    private VendorResponse Owners(ApiCall call) => VendorResponse.Json(200, new JsonObject
    {
        ["results"] = new JsonArray([.. portal.Owners.Where(owner => owner.IsArchived == call.IsTrue("archived")).Select(owner => (JsonNode)new JsonObject
        {
            ["id"] = owner.Id,
            ["email"] = owner.Email,
            ["type"] = "PERSON",
            ["firstName"] = owner.FirstName,
            ["lastName"] = owner.LastName,
            ["userId"] = owner.IsArchived ? null : owner.UserId,
            ["userIdIncludingInactive"] = owner.UserId,
            ["createdAt"] = HsTime.Text(portal.Opened),
            ["updatedAt"] = HsTime.Text(portal.Opened),
            ["archived"] = owner.IsArchived,
        })]),
    });

    private static JsonObject Details() => new()
    {
        ["portalId"] = PortalSettings.PortalId,
        ["accountType"] = "STANDARD",
        ["timeZone"] = PortalSettings.TimeZone,
        ["companyCurrency"] = PortalSettings.HomeCurrency,
        ["additionalCurrencies"] = new JsonArray([.. World.Currencies.Where(code => code != PortalSettings.HomeCurrency).Select(code => (JsonNode)code)]),
        ["utcOffset"] = "+00:00",
        ["utcOffsetMilliseconds"] = 0,
        ["uiDomain"] = "app-eu1.hubspot.com",
        ["dataHostingLocation"] = "eu1",
    };

    private JsonObject Usage() => new()
    {
        ["results"] = new JsonArray(new JsonObject
        {
            ["name"] = "private-apps-api-calls-daily",
            ["usageLimit"] = portal.Settings.Daily,
            ["currentUsage"] = limits.UsedToday,
            ["collectedAt"] = HsTime.Text(portal.Now),
            ["fetchStatus"] = "SUCCESS",
            ["resetsAt"] = portal.Now.AddDays(1).ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture),
        }),
    };
}
