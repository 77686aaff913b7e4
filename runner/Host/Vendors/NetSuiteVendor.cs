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
        Page = (record, login) => ScreenOf(record.ObjectType) is { } screen ? $"https://{login("Account")?.Replace('_', '-').ToLowerInvariant()}.app.netsuite.com/app/{screen}?id={record.Id}" : null,
        Secrets = ["PrivateKeyPem"],
        Concurrency = (4, 5),
        ConcurrencySetting = "MaxConcurrency",
    };

    private static string? ScreenOf(string objectType) => objectType switch
    {
        "customer" => "common/entity/custjob.nl",
        "contact" => "common/entity/contact.nl",
        "salesOrder" => "accounting/transactions/salesord.nl",
        "invoice" => "accounting/transactions/custinvc.nl",
        _ => null,
    };
}
