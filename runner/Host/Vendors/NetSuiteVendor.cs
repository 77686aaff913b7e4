using Harness.Connectors.NetSuite;
using Harness.Core.Records;
using Harness.Host.Settings;

namespace Harness.Host.Vendors;

internal static class NetSuiteVendor
{
    public static Vendor Entry { get; } = new(
        "netsuite", "NetSuite", SystemRole.Erp,
        (name, folder, wire, clock, random) => NetSuiteConnector.Create(name, LoginSettings.Read<NetSuiteOptions>(name, folder), wire, clock, random))
    {
        Address = "BaseUrl",
        Login = [("Account", "1234567"), ("ClientId", ""), ("CertificateId", "")],
        Secrets = ["PrivateKeyPem"],
        Concurrency = (4, 5),
        ConcurrencySetting = "MaxConcurrency",
    };
}
