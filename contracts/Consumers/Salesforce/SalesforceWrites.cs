using System.Text.Json.Nodes;
using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.Salesforce;

public sealed class SalesforceWrites : SalesforceConsumer
{
    private const string Collections = $"{Api}/composite/sobjects";

    private static readonly (string Resource, string Soql)[] Prices =
    [
        ("query", "SELECT UnitPrice,Id,Product2Id,CurrencyIsoCode FROM PricebookEntry WHERE Pricebook2.IsStandard = true AND Product2Id IN ('${product}')"),
        ("query", "SELECT Id FROM Pricebook2 WHERE IsStandard = true LIMIT 1"),
    ];

    private static object StandardBook => Rows(new { Id = Id(BookId) });

    [Fact]
    public Task New_records_are_made_under_their_external_id() => CallAsync(
        pact => Upsert(pact, "creating accounts", "an org", "Account",
                new { attributes = new { type = "Account" }, ERP_Id__c = "main-cus-1", Name = "Müller & Söhne", BillingCountryCode = "DE", Credit_Limit__c = 25_000.5m })
            .WillRespond(200).WithJsonBody(new[] { Done(AccountId, created: true) }),
        async salesforce =>
        {
            var receipts = await salesforce.ReceiptsAsync(Wanted.New("Account", new ExternalKey("ERP_Id__c", "main-cus-1"),
                ("Name", "Müller & Söhne"), ("BillingCountryCode", "DE"), ("Credit_Limit__c", 25_000.5m)));

            receipts.ShouldBe([WriteReceipt.Written("new main-cus-1", new RecordRef("salesforce", "Account", AccountId), created: true)]);
        });

    [Fact]
    public Task Linked_records_of_several_kinds_are_changed_by_id_in_one_call() => CallAsync(
        pact => Changed(pact, "updating an account and an opportunity", "an opportunity with a line",
                new
                {
                    attributes = new { type = "Account" }, id = Match.Exactly("${account}", ("account", AccountId)), BillingCity = "Köln", Phone = (string?)null,
                },
                new
                {
                    attributes = new { type = "Opportunity" }, id = Match.Exactly("${opportunity}", ("opportunity", OpportunityId)),
                    Sync_Status__c = "synced", ERP_Balance__c = 12.5m, Last_Sync__c = "2026-05-04T09:30:00Z",
                })
            .WillRespond(200).WithJsonBody(new[] { Done(AccountId), Done(OpportunityId) }),
        async salesforce =>
        {
            var receipts = await salesforce.ReceiptsAsync(
                Wanted.Change("Account", AccountId, ("BillingCity", "Köln"), ("Phone", null)),
                Wanted.Change("Opportunity", OpportunityId, ("Sync_Status__c", "synced"), ("ERP_Balance__c", 12.5m), ("Last_Sync__c", "2026-05-04T09:30:00Z")));

            receipts.Select(receipt => (receipt.Status, receipt.Created)).ShouldBe([(WriteStatus.Written, false), (WriteStatus.Written, false)]);
        });

    [Fact]
    public Task A_new_product_gets_its_price_in_the_standard_book() => CallAsync(
        pact =>
        {
            Upsert(pact, "creating a product", "an org", "Product2",
                    new { attributes = new { type = "Product2" }, ERP_Id__c = "main-itm-1", Name = "Kit", ProductCode = "KIT-1", IsActive = true })
                .WillRespond(200).WithJsonBody(new[] { Done(ProductId, created: true) });
            Queries(pact, "finding no price of a product, and the standard book", "a product", Prices, ("product", ProductId))
                .WillRespond(200).WithJsonBody(Answers(new { done = true, records = Array.Empty<object>() }, StandardBook));
            Call(pact, "creating a price", "a product", HttpMethod.Post, Collections)
                .WithHeader("Sforce-Duplicate-Rule-Header", "allowSave=false")
                .WithJsonBody(Body(new
                {
                    attributes = new { type = "PricebookEntry" }, Pricebook2Id = Match.Exactly("${book}", ("book", BookId)),
                    Product2Id = Match.Exactly("${product}", ("product", ProductId)), IsActive = true, CurrencyIsoCode = "EUR", UnitPrice = 99.5m,
                }))
                .WillRespond(200).WithJsonBody(new[] { Done(EntryId) });
        },
        async salesforce => (await salesforce.ReceiptsAsync(Priced(Wanted.New("Product2", new ExternalKey("ERP_Id__c", "main-itm-1"),
            ("Name", "Kit"), ("ProductCode", "KIT-1"), ("IsActive", true))))).ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Written));

    [Fact]
    public Task A_price_that_differs_is_changed_by_id() => CallAsync(
        pact =>
        {
            Queries(pact, "reading the prices of a product, and the standard book", "a product with a price", Prices, ("product", ProductId))
                .WillRespond(200)
                .WithJsonBody(Answers(Rows(new { Id = Id(EntryId), Product2Id = Id(ProductId), CurrencyIsoCode = "EUR", UnitPrice = Match.Number(80m) }), StandardBook));
            Changed(pact, "changing a price", "a product with a price",
                    new { attributes = new { type = "PricebookEntry" }, id = Match.Exactly("${entry}", ("entry", EntryId)), UnitPrice = 99.5m })
                .WillRespond(200).WithJsonBody(new[] { Done(EntryId) });
        },
        async salesforce => (await salesforce.ReceiptsAsync(Priced(Wanted.Change("Product2", ProductId)))).ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Written));

    private static WriteRequest Priced(WriteRequest product) => product with
    {
        Lines = [new LineSet("PricebookEntries", "CurrencyIsoCode", [new RawLine("EUR", new Dictionary<string, JsonNode?> { ["UnitPrice"] = 99.5m })])],
    };

    private static InteractionBuilder Upsert(PactBuilder pact, string description, string state, string objectType, params object[] rows) =>
        Call(pact, description, state, HttpMethod.Patch, $"{Collections}/{objectType}/ERP_Id__c")
            .WithHeader("Sforce-Duplicate-Rule-Header", "allowSave=false").WithJsonBody(Body(rows));

    private static InteractionBuilder Changed(PactBuilder pact, string description, string state, params object[] rows) =>
        Call(pact, description, state, HttpMethod.Patch, Collections).WithJsonBody(Body(rows));
}
