using Harness.Host.Vendors;

namespace Harness.Features.Company;

public sealed class PairTests
{
    [Fact]
    public void All_means_every_CRM_with_every_ERP() =>
        Pair.Choose("all").Select(pair => pair.ToString()).ShouldBe(KnownVendors.Pairs.Select(pair => $"{pair.Crm}+{pair.Erp}"));

    [Fact]
    public void A_run_may_name_several_pairs() =>
        Pair.Choose("salesforce+netsuite, salesforce+netsuite").ShouldBe([new Pair("salesforce", "netsuite"), new Pair("salesforce", "netsuite")]);

    [Theory]
    [InlineData("salesforce")]
    [InlineData("netsuite+salesforce")]
    [InlineData("salesforce+sap")]
    public void What_is_no_pair_is_refused_and_the_pairs_are_named(string text) =>
        Should.Throw<InvalidOperationException>(() => Pair.Choose(text)).Message.ShouldContain("salesforce+netsuite");

    [Fact]
    public void A_scenario_about_a_vendor_runs_only_where_that_vendor_is()
    {
        var pair = Pair.Parse("salesforce+netsuite");

        pair.Plays(["@slow"]).ShouldBeTrue();
        pair.Plays(["@netsuite"]).ShouldBeTrue();
        new Pair("salesforce", "other").Plays(["@netsuite"]).ShouldBeFalse();
    }
}
