using Harness.Connectors.Odoo;
using Harness.Core.Records;
using Harness.Host.Settings;

namespace Harness.Host.Vendors;

internal static class OdooVendor
{
    public static Vendor Entry { get; } = new(
        "odoo", "Odoo", SystemRole.Erp,
        (name, folder, wire, clock, random) => OdooConnector.Create(name, LoginSettings.Read<OdooOptions>(name, folder), wire, clock, random))
    {
        Address = "BaseUrl",
        Login = [("BaseUrl", "https://YOUR-COMPANY.odoo.com"), ("Database", "YOUR-COMPANY"), ("Login", "")],
        Page = (record, login) => $"{login("BaseUrl")}/web#id={record.Id}&model={record.ObjectType}&view_type=form",
        Secrets = ["ApiKey"],
        Concurrency = (1, 2),
        ConcurrencySetting = "MaxConcurrency",
    };
}
