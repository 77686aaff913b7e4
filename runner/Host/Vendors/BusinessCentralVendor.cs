using Harness.Connectors.BusinessCentral;
using Harness.Core.Records;
using Harness.Host.Settings;

namespace Harness.Host.Vendors;

internal static class BusinessCentralVendor
{
    public static Vendor Entry { get; } = new(
        "businesscentral", "Business Central", SystemRole.Erp,
        (name, folder, wire, clock, random) => BusinessCentralConnector.Create(name, LoginSettings.Read<BusinessCentralOptions>(name, folder), wire, clock, random))
    {
        Address = "BaseUrl",
        Login = [("Tenant", ""), ("Environment", "Production"), ("Company", ""), ("ClientId", "")],
        Secrets = ["ClientSecret"],
        Concurrency = (4, 5),
        ConcurrencySetting = "MaxConcurrency",
        // Companies, metadata, one batch over the objects, one over the lists; a batch has a hundred requests of forty values.
        Calls = new CallFacts { Describe = _ => 4, Read = 4000, Find = 1000 },
    };
}
