using Harness.Connectors.HubSpot;
using Harness.Core.Records;
using Harness.Host.Settings;

namespace Harness.Host.Vendors;

internal static class HubSpotVendor
{
    public static Vendor Entry { get; } = new(
        "hubspot", "HubSpot", SystemRole.Crm,
        (name, folder, wire, clock, random) => HubSpotConnector.Create(name, LoginSettings.Read<HubSpotOptions>(name, folder), wire, clock, random))
    {
        Address = "BaseUrl",
        Login = [("BaseUrl", "https://api.hubapi.com"), ("PortalId", ""), ("ClientId", "")],
        Secrets = ["ClientSecret", "RefreshToken"],
        Concurrency = (5, 5),
        // The token, the account and the pipelines, the properties of each object, and of line items beside their deals.
        Calls = new() { Describe = objects => objects + 4, Read = 100, Find = 100, LineRead = 100, LineNames = 1_000, Deletions = 1 },
    };
}
