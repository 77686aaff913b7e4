using Harness.Host.Vendors;

namespace Harness.Unit.Connectors.Acceptance;

public sealed class SalesforceAcceptance() : ConnectorAcceptance("salesforce");

public sealed class HubSpotAcceptance() : ConnectorAcceptance("hubspot");

public sealed class NetSuiteAcceptance() : ConnectorAcceptance("netsuite");

public sealed class BusinessCentralAcceptance() : ConnectorAcceptance("businesscentral");
public sealed class OdooAcceptance() : ConnectorAcceptance("odoo");

public sealed class EveryVendorTests
{
    [Fact]
    public void Every_known_vendor_stands_the_acceptance_suite()
    {
        var suites = typeof(EveryVendorTests).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ConnectorAcceptance))).Select(type => type.Name);

        suites.ShouldBe(KnownVendors.All.Values.Select(vendor => $"{vendor.Title.Replace(" ", "", StringComparison.Ordinal)}Acceptance"), ignoreOrder: true);
    }

    [Fact]
    public void Every_connector_project_is_a_known_vendor() => Directory.EnumerateDirectories(Repository.At("runner", "Connectors")).Select(Path.GetFileName)
        .ShouldBe(KnownVendors.All.Values.Select(vendor => vendor.Title.Replace(" ", "", StringComparison.Ordinal)), ignoreOrder: true);
}
