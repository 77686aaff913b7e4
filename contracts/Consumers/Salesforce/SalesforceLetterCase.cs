using Harness.Contracts.Pact;

namespace Harness.Contracts.Consumers.Salesforce;

/// <summary>A serializer that made "name" of "Name" would send fields that no org has.</summary>
public sealed class SalesforceLetterCase : SalesforceConsumer
{
    [Theory]
    [InlineData("BillingCity", true)]
    [InlineData("billingCity", false)]
    public async Task Fields_are_sent_in_the_vendors_own_letter_case(string sent, bool matches)
    {
        using var pact = new PactBuilder("harness", "salesforce");
        Call(pact, "an account's city", "an account", HttpMethod.Patch, $"{Api}/composite/sobjects")
            .WithJsonBody(Body(new Dictionary<string, object> { ["attributes"] = new { type = "Account" }, ["id"] = AccountId, [sent] = "Bonn" }))
            .WillRespond(200).WithJsonBody(new[] { Done(AccountId) });

        var outcome = await pact.PlayAsync(mock => ConnectAsync(
            mock, WithSecret, salesforce => salesforce.ReceiptsAsync(Wanted.Change("Account", AccountId, ("BillingCity", "Bonn"))), LoggedIn));

        (outcome.Pact is not null).ShouldBe(matches, outcome.Mismatches);
    }
}
