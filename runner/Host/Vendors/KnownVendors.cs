using Harness.Core.Records;

namespace Harness.Host.Vendors;

/// <summary>The systems that Harness speaks with. One line each.</summary>
internal static class KnownVendors
{
    public static IReadOnlyDictionary<string, Vendor> All { get; } = new[]
    {
        SalesforceVendor.Entry,
        HubSpotVendor.Entry,
        NetSuiteVendor.Entry,
        BusinessCentralVendor.Entry,
        OdooVendor.Entry,
    }.ToDictionary(vendor => vendor.Name, StringComparer.Ordinal);

    public static IReadOnlyList<string> Crms => Named(SystemRole.Crm);

    public static IReadOnlyList<string> Erps => Named(SystemRole.Erp);

    /// <summary>Every CRM with every ERP.</summary>
    public static IEnumerable<(string Crm, string Erp)> Pairs => Crms.SelectMany(_ => Erps, (crm, erp) => (crm, erp));

    private static List<string> Named(SystemRole role) => [.. All.Values.Where(vendor => vendor.Role == role).Select(vendor => vendor.Name)];
}
