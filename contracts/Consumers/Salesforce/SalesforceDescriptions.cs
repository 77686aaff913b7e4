using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.Salesforce;

public sealed class SalesforceDescriptions : SalesforceConsumer
{
    [Fact]
    public Task The_org_is_described_by_two_calls() => CallAsync(
        pact =>
        {
            Call(pact, "reading the API versions", "an org", HttpMethod.Get, "/services/data/")
                .WillRespond(200).WithJsonBody(Match.Holds(new { version = "67.0" }));
            Batch(pact, "reading descriptions and catalogues", "an org",
                [
                    "v67.0/sobjects/Contact/describe", "v67.0/sobjects/Account/describe",
                    "v67.0/query?q=SELECT%20ApiName%2CIsWon%20FROM%20OpportunityStage%20WHERE%20IsActive%20%3D%20true%20ORDER%20BY%20SortOrder",
                    "v67.0/query?q=SELECT%20IsoCode%20FROM%20CurrencyType%20WHERE%20IsCorporate%20%3D%20true",
                    "v67.0/query?q=SELECT%20TimeZoneSidKey%20FROM%20Organization",
                ],
                Described("Contact", "003", Field("LastName", "string", required: true), Reference("AccountId", "Account", "Account"), Field("Email", "email")),
                Described("Account", "001", Field("Name", "string", required: true), Field("Website", "url"), Picklist("BillingCountryCode", "DE")),
                new { done = true, records = Match.EachLike(new { ApiName = Match.Like("Closed Won"), IsWon = Match.Bool(true) }) },
                new { done = true, records = Match.EachLike(new { IsoCode = Match.Regex("EUR", "^[A-Z]{3}$") }) },
                new { done = true, records = Match.EachLike(new { TimeZoneSidKey = Match.Like("Europe/Berlin") }) });
        },
        async salesforce =>
        {
            var description = await salesforce.DescribeAsync(["Contact"], Ct);

            description.BaseCurrency.ShouldBe("EUR");
            description.AccountId.ShouldBe("00DdZ0000000001AAA");
            description.Notes.ShouldContain("Stages that count as won: Closed Won.");
            var contact = description.Objects.ShouldHaveSingleItem();
            contact.Fields.ShouldContain(field => field.Path == "Account.BillingCountryCode" && field.Values[0] == "DE");
            contact.Fields.Single(field => field.Path == "LastName").Required.ShouldBeTrue();
        });

    [Fact]
    public Task The_limits_say_what_is_left_of_the_day() => CallAsync(
        pact => Call(pact, "reading the limits", "an org", HttpMethod.Get, $"{Api}/limits")
            .WillRespond(200)
            .WithHeader("Sforce-Limit-Info", Match.Regex("api-usage=25/100000", @"^(.*[; ])?api-usage=\d+/\d+.*$"))
            .WithJsonBody(new { DailyApiRequests = new { Max = Match.Integer(100_000), Remaining = Match.Integer(99_975) } }),
        async salesforce =>
        {
            (await salesforce.ReadUsageAsync(Ct)).CallsUsed.ShouldBe(25);
            salesforce.LastUsage!.CallLimit.ShouldBe(100_000);
        });

    [Fact]
    public Task A_missing_field_is_created_and_seen_afterwards() => CallAsync(
        pact =>
        {
            Batch(pact, "reading the descriptions before fields are created", "an org", ["v67.0/sobjects/Account/describe", "v67.0/sobjects/Product2/describe"],
                Described("Account", "001", Field("Name", "string", required: true)), Described("Product2", "01t", Field("ProductCode", "string")));
            Call(pact, "creating a custom field", "an org without Product2.Contract_Id__c", HttpMethod.Post, $"{Api}/tooling/sobjects/CustomField")
                .WithJsonBody(new
                {
                    FullName = "Product2.Contract_Id__c",
                    Metadata = new
                    {
                        type = "Text", label = "Contract Id", length = 80, unique = true, externalId = true, caseSensitive = false,
                    },
                })
                .WillRespond(201).WithJsonBody(new { id = Match.Regex("00NdZ0000000001AAA", "^[A-Za-z0-9]{18}$"), success = true });
            Batch(pact, "describing products after a field was created", "an org with Product2.Contract_Id__c", ["v67.0/sobjects/Product2/describe"],
                Described("Product2", "01t", ExternalKey("Contract_Id__c")));
        },
        async salesforce =>
        {
            var provisions = await salesforce.EnsureFieldsAsync(
                [new FieldSpec("Account", "Name", "Name", FieldType.Text), new FieldSpec("Product2", "Contract_Id__c", "Contract Id", FieldType.Text, 80, ExternalKey: true)], Ct);

            provisions.Select(provision => (provision.State, provision.Instruction))
                .ShouldBe([(FieldProvisionState.Present, null), (FieldProvisionState.Created, null)]);
        });

    private static void Batch(PactBuilder pact, string description, string state, string[] urls, params object[] results) =>
        Call(pact, description, state, HttpMethod.Post, $"{Api}/composite/batch")
            .WithJsonBody(new { batchRequests = urls.Select(url => new { method = "GET", url }).ToArray() })
            .WillRespond(200)
            .WithJsonBody(new { results = results.Select(result => new { statusCode = 200, result }).ToArray() });

    private static object Described(string name, string prefix, params object[] fields) => new
    {
        name, label = Match.Like(name), keyPrefix = prefix, queryable = true, createable = true, updateable = true, fields = Match.Holds(fields),
    };

    private static object Field(string name, string type, bool required = false) => new
    {
        name, type, label = Match.Like(name), length = Match.Integer(255), nillable = !required, createable = true, updateable = true, custom = false,
        defaultedOnCreate = false, deprecatedAndHidden = false,
    };

    private static object Reference(string name, string target, string relation) =>
        new { name, type = "reference", label = Match.Like(name), referenceTo = new[] { target }, relationshipName = relation, createable = true, updateable = true };

    private static object Picklist(string name, string value) => new
    {
        name, type = "picklist", label = Match.Like(name), restrictedPicklist = Match.Bool(true), createable = true, updateable = true,
        picklistValues = Match.Holds(new { value, active = true }),
    };

    private static object ExternalKey(string name) =>
        new { name, type = "string", length = 80, custom = true, unique = true, externalId = true, createable = true, updateable = true };
}
