using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Referee;

/// <summary>How the referee reads what a vendor's system holds. The caller holds the system's lock.</summary>
internal static class Books
{
    public static IReadOnlyDictionary<string, Func<SimulatedSystem, CrmBooks>> OfCrm { get; } = new Dictionary<string, Func<SimulatedSystem, CrmBooks>>
    {
        ["salesforce"] = SalesforceBooks.Read,
        ["hubspot"] = HubSpotBooks.Read,
    };

    public static IReadOnlyDictionary<string, Func<SimulatedSystem, ErpBooks>> OfErp { get; } = new Dictionary<string, Func<SimulatedSystem, ErpBooks>>
    {
        ["netsuite"] = NetSuiteBooks.Read,
        ["businesscentral"] = BusinessCentralBooks.Read,
        ["odoo"] = OdooBooks.Read,
    };
}
