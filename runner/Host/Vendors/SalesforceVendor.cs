using Harness.Connectors.Salesforce;
using Harness.Core.Records;
using Harness.Host.Settings;

namespace Harness.Host.Vendors;

internal static class SalesforceVendor
{
    public static Vendor Entry { get; } = new(
        "salesforce", "Salesforce", SystemRole.Crm,
        (name, folder, wire, clock, random) => SalesforceConnector.Create(name, LoginSettings.Read<SalesforceOptions>(name, folder), wire, clock, random))
    {
        Address = "LoginUrl",
        Login = [("LoginUrl", "https://YOUR-DOMAIN.my.salesforce.com"), ("ClientId", ""), ("Username", ""), ("Audience", "https://login.salesforce.com")],
        Page = (record, login) => $"{login("LoginUrl")}/{record.Id}",
        Secrets = ["PrivateKeyPem"],
        Concurrency = (5, 5),
        Calls = new() { Describe = _ => 1, Prices = 200 },
    };
}
