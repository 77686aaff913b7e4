using Harness.Core.Mapping;
using Harness.Host.Demo;
using Harness.Host.Vendors;

namespace Harness.Unit.Host.Commands;

public sealed class TourTests
{
    public static TheoryData<string, string> Pairs => [.. KnownVendors.Pairs];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_act_has_a_station_for_Sales_and_one_for_Finance(string crm, string erp)
    {
        var acts = new WorkingDay(null!, new DateOnly(2026, 11, 25), 1).Acts.Count;

        foreach (var audience in Tour.Audiences)
        {
            new Tour(audience, MatrixOf(crm, erp), Options(crm, erp)).Stations.Count.ShouldBe(acts);
        }
    }

    [Fact]
    public void A_station_names_the_companys_own_fields() =>
        new Tour("sales", MatrixOf("salesforce", "netsuite"), Options("salesforce", "netsuite")).Stations[4].ShouldContain("ERP_Balance__c");

    private static MappingMatrix MatrixOf(string crm, string erp) => MappingMatrix.Load(Repository.At("runner", "Host"), crm, erp).Matrix!;

    private static DemoOptions Options(string crm, string erp) => new(crm, erp, 1, 1, 1, "none", "none", true, false, null);
}
