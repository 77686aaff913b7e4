using System.Text.Json.Nodes;
using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.Salesforce;

public sealed class SalesforceReads : SalesforceConsumer
{
    private const string AccountColumns = "Id,SystemModstamp,IsDeleted,MasterRecordId,Name,Website,Tax_Id__c,BillingCountryCode,Credit_Limit__c";

    private static readonly Selection Accounts = new("Account", "Name", "Website", "Tax_Id__c", "BillingCountryCode", "Credit_Limit__c");

    private static object AccountRow => new
    {
        Id = Id(AccountId), SystemModstamp = Stamp, IsDeleted = false, MasterRecordId = (string?)null, Name = Match.Like("Acme"),
        Website = Match.Like("https://www.acme.test"), Tax_Id__c = Match.Like("DE123456789"), BillingCountryCode = Match.Regex("DE", "^[A-Z]{2}$"),
        Credit_Limit__c = Match.Number(25_000.5m),
    };

    private static object MergedRow => new { Id = Id("001dZ0000000002AAA"), SystemModstamp = Stamp, IsDeleted = true, MasterRecordId = Id(AccountId) };

    [Fact]
    public Task A_poll_reads_changes_deletes_and_merges_in_one_call() => CallAsync(
        pact => Query(pact, "reading changed accounts", "an account, and one merged into it", "queryAll", Match.Exactly(
            $"SELECT {AccountColumns} FROM Account WHERE SystemModstamp >= 2020-01-01T00:00:00.000Z ORDER BY SystemModstamp,Id LIMIT 2000"))
            .WillRespond(200).WithHeader("Date", Match.Regex("Mon, 04 May 2026 09:30:00 GMT", @"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$"))
            .WithJsonBody(Rows(AccountRow, MergedRow)),
        async salesforce =>
        {
            var page = await salesforce.ReadChangesAsync(Wanted.Changes(Accounts), Ct);

            page.Records.Select(record => record.Deleted).ShouldBe([false, true]);
            page.Records[0].Values["Credit_Limit__c"]!.GetValue<decimal>().ShouldBe(25_000.5m);
            page.Records[1].MergedInto.ShouldBe(AccountId);
        });

    [Fact]
    public Task A_long_poll_goes_on_behind_the_last_record() => CallAsync(
        pact => Query(pact, "reading changed accounts behind a record", "an account", "queryAll", Match.Exactly(
            "SELECT Id,SystemModstamp,IsDeleted,MasterRecordId,Name FROM Account WHERE ((SystemModstamp = 2020-02-01T00:00:00.000Z AND Id > '${account}') "
            + "OR SystemModstamp > 2020-02-01T00:00:00.000Z) ORDER BY SystemModstamp,Id LIMIT 2000", ("account", AccountId)))
            .WillRespond(200).WithJsonBody(Rows(new { Id = Id("001dZ0000000002AAA"), SystemModstamp = Stamp, IsDeleted = false, Name = Match.Like("Acme") })),
        async salesforce =>
        {
            var cursor = new JsonObject { ["n"] = "2020-02-01T00:00:00.000Z", ["s"] = false, ["t"] = "2020-02-01T00:00:00.000Z", ["i"] = AccountId };
            (await salesforce.ReadChangesAsync(Wanted.Changes(new Selection("Account", "Name"), cursor.ToJsonString()), Ct)).Records.Count.ShouldBe(1);
        });

    [Fact]
    public Task Opportunities_are_read_by_id_with_all_their_lines_in_one_call() => CallAsync(
        pact => Queries(pact, "reading opportunities with their lines by id", "an opportunity with a line",
            [
                ("queryAll", "SELECT Id,SystemModstamp,IsDeleted,Name,StageName,IsWon,CloseDate,Amount,CurrencyIsoCode,Account.Name FROM Opportunity WHERE Id IN ('${opportunity}')"),
                ("query", "SELECT Id,Product2Id,ProductCode,Quantity,UnitPrice,Discount,TotalPrice,OpportunityId FROM OpportunityLineItem WHERE OpportunityId IN ('${opportunity}') "
                    + "ORDER BY OpportunityId,SortOrder,Id"),
            ], ("opportunity", OpportunityId))
            .WillRespond(200)
            .WithJsonBody(Answers(
                Rows(new
                {
                    Id = Id(OpportunityId), SystemModstamp = Stamp, IsDeleted = false, Name = Match.Like("Acme pilot"), StageName = Match.Like("Closed Won"),
                    IsWon = Match.Bool(true), CloseDate = Match.Regex("2026-05-04", @"^\d{4}-\d\d-\d\d$"), Amount = Match.Number(216m),
                    CurrencyIsoCode = Match.Regex("EUR", "^[A-Z]{3}$"), Account = new { Name = Match.Like("Acme") },
                }),
                Rows(new
                {
                    Id = Id("00kdZ0000000001AAA"), OpportunityId = Id(OpportunityId), Product2Id = Id(ProductId), ProductCode = Match.Like("SKU-1"),
                    Quantity = Match.Number(2m), UnitPrice = Match.Number(120m), Discount = Match.Number(10m), TotalPrice = Match.Number(216m),
                }))),
        async salesforce =>
        {
            var lines = new LineSelection("OpportunityLineItems", "Id", ["Product2Id", "ProductCode", "Quantity", "UnitPrice", "Discount", "TotalPrice"]);
            var selection = new Selection("Opportunity", ["Name", "StageName", "IsWon", "CloseDate", "Amount", "CurrencyIsoCode", "Account.Name"], [lines]);

            var opportunity = (await salesforce.ReadManyAsync(selection, [OpportunityId], Ct)).ShouldHaveSingleItem();

            opportunity.Values["Account.Name"]!.ToString().ShouldBe("Acme");
            opportunity.Lines["OpportunityLineItems"].ShouldHaveSingleItem().Values["Discount"]!.GetValue<decimal>().ShouldBe(10m);
        });

    [Fact]
    public Task Accounts_are_found_by_tax_id_by_domain_and_by_name_with_country_in_one_call() => CallAsync(
        pact => Queries(pact, "reading accounts by tax id, by domain and by name with country", "an account",
            [
                ("query", $"SELECT {AccountColumns} FROM Account WHERE (Tax_Id__c IN ('${{tax_id}}') OR (Name = '${{name}}' AND BillingCountryCode = 'DE'))"),
                ("query", $"SELECT {AccountColumns} FROM Account WHERE ((Website LIKE '%${{domain}}%'))"),
            ], ("tax_id", "DE123456789"), ("name", "Acme"), ("domain", "acme.test"))
            .WillRespond(200).WithJsonBody(Answers(Rows(AccountRow), Rows(AccountRow))),
        async salesforce =>
        {
            FindKey[] keys =
            [
                new("Tax_Id__c", "DE123456789"), new([new KeyPart("Name", "Acme"), new KeyPart("BillingCountryCode", "DE")]), new("Website.domain", "acme.test"),
            ];
            (await salesforce.FindManyAsync(Accounts, keys, Ct)).ShouldHaveSingleItem().Ref.Id.ShouldBe(AccountId);
        });

    [Fact]
    public Task A_query_is_read_to_its_last_page() => CallAsync(
        pact =>
        {
            Query(pact, "a query that takes two pages", "answers in small pages", "query", Match.Exactly(
                "SELECT Id,SystemModstamp,IsDeleted,MasterRecordId,Name FROM Account WHERE Type IN ('Customer - Direct')"))
                .WillRespond(200)
                .WithJsonBody(new
                {
                    done = false,
                    nextRecordsUrl = Match.Regex($"{Api}/query/0r8dZ0000000001AAA-1", @"^/services/data/v67\.0/query/\w+-\d+$"),
                    records = Match.EachLike(new { Id = Id(AccountId), SystemModstamp = Stamp, Name = Match.Like("Acme") }),
                });
            Call(pact, "the last page of a query", "a query with a page to come", HttpMethod.Get, Match.Exactly("${next}", ("next", $"{Api}/query/0r8dZ0000000001AAA-1")))
                .WithHeader("Sforce-Query-Options", "batchSize=2000")
                .WillRespond(200)
                .WithJsonBody(Rows(new { Id = Id("001dZ0000000002AAA"), SystemModstamp = Stamp, Name = Match.Like("Acme") }));
        },
        async salesforce => (await salesforce.FindManyAsync(new Selection("Account", "Name"), [new FindKey("Type", "Customer - Direct")], Ct)).Count.ShouldBe(2));
}
