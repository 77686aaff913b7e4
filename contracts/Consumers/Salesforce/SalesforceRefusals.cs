using System.Text.Json.Nodes;
using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.Salesforce;

/// <summary>The shapes of error that the table of faults reads.</summary>
public sealed class SalesforceRefusals : SalesforceConsumer
{
    private const string Soql = "SELECT Id,SystemModstamp,IsDeleted,MasterRecordId,Name FROM Account WHERE Tax_Id__c IN ('DE1')";

    private static readonly (string Description, string State, int Status, string Code, FaultKind Kind)[] Reads =
    [
        ("reading with an expired session", "an expired session", 401, "INVALID_SESSION_ID", FaultKind.LoginFailed),
        ("a query when too many are running", "too many calls are running", 403, "REQUEST_LIMIT_EXCEEDED", FaultKind.Throttled),
        ("a query when the calls of the day are used up", "no calls left for the day", 403, "REQUEST_LIMIT_EXCEEDED", FaultKind.DailyLimit),
        ("a query when the org is too busy", "an org that is too busy", 503, "SERVER_UNAVAILABLE", FaultKind.Unavailable),
    ];

    public static TheoryData<string> Refused => [.. Reads.Select(read => read.Description)];

    [Theory]
    [MemberData(nameof(Refused))]
    public Task A_refused_call_names_its_code(string description)
    {
        var (_, state, status, code, kind) = Reads.Single(read => read.Description == description);
        var message = kind == FaultKind.DailyLimit ? Match.Regex("TotalRequests Limit exceeded.", ".*TotalRequests.*") : Match.Like("What Salesforce says");
        return ReadFails(kind, pact => Query(pact, description, state, "query", Match.Exactly(Soql))
            .WillRespond(status).WithJsonBody(new[] { new { errorCode = code, message } }), "Name");
    }

    [Fact]
    public Task A_query_of_a_field_that_is_not_there_names_it() => ReadFails(
        FaultKind.MappingBroken,
        pact => Query(pact, "reading a field that is not there", "an org", "query", Match.Exactly(
            "SELECT Id,SystemModstamp,IsDeleted,MasterRecordId,Nickname__c FROM Account WHERE Tax_Id__c IN ('DE1')"))
            .WillRespond(400)
            .WithJsonBody(new[]
            {
                new { errorCode = "INVALID_FIELD", message = Match.Regex("No such column 'Nickname__c' on entity 'Account'.", "(?m).*No such column 'Nickname__c' on entity 'Account'.*") },
            }),
        "Nickname__c");

    [Fact]
    public Task A_statement_that_fails_beside_others_names_its_code() => CallAsync(
        pact => Queries(pact, "reading a field that is not there beside other statements", "an org",
            [
                ("query", "SELECT Id,SystemModstamp,IsDeleted,Nickname__c FROM Opportunity WHERE Name IN ('None')"),
                ("query", "SELECT Id,Quantity,OpportunityId FROM OpportunityLineItem WHERE OpportunityId IN (SELECT Id FROM Opportunity WHERE Name IN ('None')) "
                    + "ORDER BY OpportunityId,SortOrder,Id"),
            ])
            .WillRespond(200).WithJsonBody(new
            {
                compositeResponse = new object[]
                {
                    new { referenceId = "query0", httpStatusCode = 400, body = new[] { new { errorCode = "INVALID_FIELD", message = Match.Like("No such column") } } },
                    new { referenceId = "query1", httpStatusCode = 200, body = new { done = true, records = Array.Empty<object>() } },
                },
            }),
        async salesforce =>
        {
            var selection = new Selection("Opportunity", ["Nickname__c"], [new LineSelection("OpportunityLineItems", "Id", ["Quantity"])]);
            (await Should.ThrowAsync<ConnectorException>(salesforce.FindManyAsync(selection, [new FindKey("Name", "None")], Ct))).Fault.Kind.ShouldBe(FaultKind.MappingBroken);
        });

    [Fact]
    public Task A_batch_of_new_records_fails_row_by_row() => CallAsync(
        pact => Call(pact, "creating accounts of which some are refused", "an account that blocks its duplicates", HttpMethod.Patch, $"{Api}/composite/sobjects/Account/ERP_Id__c")
            .WithHeader("Sforce-Duplicate-Rule-Header", "allowSave=false")
            .WithJsonBody(Body(
                new { attributes = new { type = "Account" }, ERP_Id__c = "main-cus-2" },
                new { attributes = new { type = "Account" }, ERP_Id__c = "main-cus-3", Name = "Good" },
                new { attributes = new { type = "Account" }, ERP_Id__c = "main-cus-4", Name = "Odd", Payment_Terms__c = "Net 45" },
                new { attributes = new { type = "Account" }, ERP_Id__c = "main-cus-5", Name = new string('x', 256) },
                new { attributes = new { type = "Account" }, ERP_Id__c = "main-cus-6", Name = Match.Exactly("${name}", ("name", "Acme")), BillingCountryCode = "DE" }))
            .WillRespond(200)
            .WithJsonBody(new[]
            {
                Failed("REQUIRED_FIELD_MISSING"), Done(AccountId, created: true), Failed("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"),
                Failed("STRING_TOO_LONG"), Failed("DUPLICATES_DETECTED"),
            }),
        async salesforce =>
        {
            var receipts = await salesforce.ReceiptsAsync(
                New("main-cus-2"), New("main-cus-3", ("Name", "Good")), New("main-cus-4", ("Name", "Odd"), ("Payment_Terms__c", "Net 45")),
                New("main-cus-5", ("Name", new string('x', 256))), New("main-cus-6", ("Name", "Acme"), ("BillingCountryCode", "DE")));

            receipts.Select(receipt => receipt.Fault?.Kind)
                .ShouldBe([FaultKind.RequiredMissing, null, FaultKind.UnmappedValue, FaultKind.TooLong, FaultKind.DuplicateInTarget]);
        });

    [Fact]
    public Task Changes_fail_row_by_row() => CallAsync(
        pact => Call(pact, "updating accounts of which some are refused", "a deleted account", HttpMethod.Patch, $"{Api}/composite/sobjects")
            .WithJsonBody(Body(
                new { attributes = new { type = "Account" }, id = Match.Exactly("${account}", ("account", AccountId)), Phone = "1" },
                new { attributes = new { type = "Account" }, id = "001dZ0zzzzzzzzzAAA", Phone = "2" }))
            .WillRespond(200).WithJsonBody(new[] { Failed("ENTITY_IS_DELETED"), Failed("INVALID_CROSS_REFERENCE_KEY") }),
        async salesforce => (await salesforce.ReceiptsAsync(Wanted.Change("Account", AccountId, ("Phone", "1")), Wanted.Change("Account", "001dZ0zzzzzzzzzAAA", ("Phone", "2"))))
            .Select(receipt => receipt.Fault?.Kind).ShouldBe([FaultKind.RecordGone, FaultKind.RecordGone]));

    [Fact]
    public Task A_locked_row_fails_alone() => CallAsync(
        pact => Call(pact, "updating an account that someone is saving", "an account that someone is saving", HttpMethod.Patch, $"{Api}/composite/sobjects")
            .WithJsonBody(Body(new { attributes = new { type = "Account" }, id = Match.Exactly("${account}", ("account", AccountId)), Phone = "1" }))
            .WillRespond(200).WithJsonBody(new[] { Failed("UNABLE_TO_LOCK_ROW") }),
        async salesforce => (await salesforce.ReceiptsAsync(Wanted.Change("Account", AccountId, ("Phone", "1")))).ShouldHaveSingleItem()
            .Fault!.Kind.ShouldBe(FaultKind.RowLocked));

    [Fact]
    public Task A_missing_external_id_field_refuses_the_whole_call() => CallAsync(
        pact => Call(pact, "creating a record without its external id field", "an org", HttpMethod.Patch, $"{Api}/composite/sobjects/Pricebook2/ERP_Id__c")
            .WithJsonBody(Body(new { attributes = new { type = "Pricebook2" }, ERP_Id__c = "main-boo-1", Name = "Partners" }))
            .WillRespond(404).WithJsonBody(new[] { new { errorCode = "NOT_FOUND", message = Match.Regex("Provided external ID field does not exist", ".*external ID field does not exist.*") } }),
        async salesforce => (await salesforce.ReceiptsAsync(Wanted.New("Pricebook2", new ExternalKey("ERP_Id__c", "main-boo-1"), ("Name", "Partners")))).ShouldHaveSingleItem()
            .Fault!.Kind.ShouldBe(FaultKind.MappingBroken));

    private static WriteRequest New(string key, params (string Path, JsonNode? Value)[] values) =>
        Wanted.New("Account", new ExternalKey("ERP_Id__c", key), values);

    private Task ReadFails(FaultKind kind, Action<PactBuilder> describe, string path) => CallAsync(describe, async salesforce =>
        (await Should.ThrowAsync<ConnectorException>(salesforce.FindManyAsync(new Selection("Account", path), [new FindKey("Tax_Id__c", "DE1")], Ct)))
        .Fault.Kind.ShouldBe(kind));
}
