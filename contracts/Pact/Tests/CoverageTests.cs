using System.Text.Json.Nodes;
using Harness.Connectors.BusinessCentral;
using Harness.Connectors.NetSuite;
using Harness.Connectors.Salesforce;

namespace Harness.Contracts.Pact.Tests;

/// <summary>Every call that a connector declares is in its pact, and every call in a pact has the test that describes it.</summary>
public sealed class CoverageTests
{
    [Theory]
    [InlineData("salesforce", typeof(SalesforceConnector), "/services/oauth2/token")]
    [InlineData("netsuite", typeof(NetSuiteConnector), "/services/rest/auth/oauth2/v1/token")]
    [InlineData("businesscentral", typeof(BusinessCentralConnector), "/oauth2/v2.0/token")]
    public void Every_declared_call_is_in_the_pact(string provider, Type connector, string login)
    {
        var calls = DeclaredCall.Of(connector.Assembly).ToList();
        calls.ShouldNotBeEmpty();

        CallCoverage.Uncovered([new DeclaredCall("POST", login), .. calls], Pinned(provider).Interactions).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("salesforce")]
    [InlineData("netsuite")]
    [InlineData("businesscentral")]
    public void Every_call_in_the_pact_has_its_test(string provider) =>
        Pinned(provider).Interactions.Select(PinnedPacts.DescriptionOf).Where(description => !ConsumerSources.Mention(description)).ShouldBeEmpty();

    [Theory]
    [InlineData("GET", "/sobjects/{type}/describe", "GET", "/services/data/v67.0/sobjects/Account/describe", true)]
    [InlineData("GET", "/sobjects/{type}/describe", "POST", "/services/data/v67.0/sobjects/Account/describe", false)]
    [InlineData("GET", "/sobjects/{type}", "GET", "/services/data/v67.0/sobjects/Account/describe", false)]
    [InlineData("POST", "/query?limit={limit}", "POST", "/query", true)]
    [InlineData("GET", "/services/data/", "GET", "/services/data/", true)]
    public void A_call_is_recognised_by_its_method_and_path(string method, string template, string madeMethod, string madePath, bool covered)
    {
        var made = new JsonObject { ["request"] = new JsonObject { ["method"] = madeMethod, ["path"] = madePath } };

        CallCoverage.Uncovered([new DeclaredCall(method, template)], [made]).Any().ShouldBe(!covered);
    }

    [Fact]
    public void A_call_to_any_address_is_not_covered_by_a_call_that_has_its_own_declaration()
    {
        var made = new JsonObject { ["request"] = new JsonObject { ["method"] = "GET", ["path"] = "/services/data/v67.0/query" } };
        var next = new DeclaredCall("GET", "/{**path}");

        CallCoverage.Uncovered([next, new DeclaredCall("GET", "/services/data/v{version}/query")], [made]).ShouldBe([next]);
    }

    [Fact]
    public void A_description_that_no_test_has_is_stale() => ConsumerSources.IsIn("""UponReceiving("a query")""", "a token").ShouldBeFalse();

    private static PinnedPacts Pinned(string provider) => new(ConsumerContract.PactsFolder, "harness", provider);
}
