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
        // The fields of six models, two lists, and what may be made and changed of two. A search answers with 500
        // rows; keys of ours stand in a list of their own; an order is confirmed, and given its own date again.
        Calls = new()
        {
            Describe = _ => 12, Read = 500, LineRead = 500, Find = 500, FindOurs = 2000, SameFieldsTogether = true,
            AfterCreating = objectType => objectType == "sale.order" ? ["ids told", "confirmed", "dated"] : ["ids told"],
        },
    };
}
