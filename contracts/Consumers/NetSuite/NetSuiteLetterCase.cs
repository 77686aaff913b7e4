using Harness.Contracts.Pact;

namespace Harness.Contracts.Consumers.NetSuite;

/// <summary>A serializer with a naming rule of its own would send properties that no record has.</summary>
public sealed class NetSuiteLetterCase : NetSuiteConsumer
{
    [Theory]
    [InlineData("companyName", true)]
    [InlineData("CompanyName", false)]
    [InlineData("companyname", false)]
    public async Task Properties_are_sent_in_the_vendors_own_letter_case(string sent, bool matches)
    {
        using var pact = new PactBuilder("harness", "netsuite");
        Written(Write(pact, "a customer's name", "a customer", HttpMethod.Patch, $"{Records}/customer/101", new Dictionary<string, object> { [sent] = "Acme" }));

        var outcome = await pact.PlayAsync(mock => ConnectAsync(
            mock, netSuite => netSuite.ReceiptsAsync(Wanted.Change("customer", "101", ("companyName", "Acme"))), LoggedIn));

        (outcome.Pact is not null).ShouldBe(matches, outcome.Mismatches);
    }
}
