using System.Text.Json.Nodes;
using Harness.Connectors.Salesforce;
using Harness.Port;

namespace Harness.Unit.Connectors.Salesforce;

public sealed class PricesTests
{
    private const string Product = "01txx0000000001AAA";
    private const string Book = """{"totalSize":1,"done":true,"records":[{"Id":"01s1"}]}""";

    [Fact]
    public async Task Prices_are_created_where_missing_and_updated_where_different()
    {
        using var org = new ScriptedOrg();
        Written(org);
        org.AnswersParts(ScriptedOrg.Page(Entry("01u1", "EUR", 10.0m), Entry("01u2", "USD", 11m)), Book);
        org.Answers("""[{"id":"01u3","success":true,"errors":[]}]""").Answers("""[{"id":"01u2","success":true,"errors":[]}]""");

        var receipt = await Write(org.Connector(), Price("EUR", 10m), Price("USD", 12m), Price("JPY", 1500m));

        receipt.Status.ShouldBe(WriteStatus.Written);
        org.Calls.Count.ShouldBe(4);
        org.Calls[1].Parts.Select(part => part.Url).ShouldBe(
        [
            "/services/data/v67.0/query?q=SELECT UnitPrice,Id,Product2Id,CurrencyIsoCode FROM PricebookEntry "
                + $"WHERE Pricebook2.IsStandard = true AND Product2Id IN ('{Product}')",
            "/services/data/v67.0/query?q=SELECT Id FROM Pricebook2 WHERE IsStandard = true LIMIT 1",
        ]);
        org.Calls[2].Method.ShouldBe("POST");
        org.Calls[2].Rows.ShouldHaveSingleItem()!.ToJsonString().ShouldBe(
            $$"""{"attributes":{"type":"PricebookEntry"},"Pricebook2Id":"01s1","Product2Id":"{{Product}}","IsActive":true,"CurrencyIsoCode":"JPY","UnitPrice":1500}""");
        org.Calls[3].Rows.ShouldHaveSingleItem()!.ToJsonString().ShouldBe(
            """{"attributes":{"type":"PricebookEntry"},"id":"01u2","UnitPrice":12}""");
    }

    [Fact]
    public async Task The_standard_price_book_is_asked_for_once()
    {
        using var org = new ScriptedOrg();
        var connector = org.Connector();
        Written(org);
        org.AnswersParts(ScriptedOrg.Page(Entry("01u1", "EUR", 10m)), Book);
        Written(org);
        org.AnswersRows().Answers("""[{"id":"01u2","success":true,"errors":[]}]""");

        await Write(connector, Price("EUR", 10m));
        var second = await Write(connector, Price("EUR", 10m));

        second.Status.ShouldBe(WriteStatus.Written);
        org.Calls[3].Path.ShouldStartWith("/services/data/v67.0/query?q=SELECT UnitPrice,Id,Product2Id,CurrencyIsoCode FROM PricebookEntry");
        org.Calls[4].Rows[0]!["Pricebook2Id"]!.ToString().ShouldBe("01s1");
    }

    [Fact]
    public async Task A_product_whose_prices_could_not_be_read_says_so()
    {
        using var org = new ScriptedOrg();
        Written(org);
        org.AnswersParts((400, """[{"message":"sObject type 'PricebookEntry' is not supported.","errorCode":"INVALID_TYPE"}]"""), (200, Book));

        var receipt = await Write(org.Connector(), Price("EUR", 10m));

        receipt.Status.ShouldBe(WriteStatus.NotSent);
        receipt.Fault!.Kind.ShouldBe(FaultKind.MappingBroken);
    }

    private static void Written(ScriptedOrg org) => org.Answers($$"""[{"id":"{{Product}}","success":true,"errors":[],"created":true}]""");

    private static RawLine Price(string currency, decimal price) => new(currency, new Dictionary<string, JsonNode?> { ["UnitPrice"] = price });

    private static JsonObject Entry(string id, string currency, decimal price) => new()
    {
        ["Id"] = id, ["Product2Id"] = Product, ["CurrencyIsoCode"] = currency, ["UnitPrice"] = price,
    };

    private static async Task<WriteReceipt> Write(SalesforceConnector connector, params RawLine[] prices)
    {
        var request = new WriteRequest(
            "a", "Product2", null, new ExternalKey("ERP_Id__c", "main-1"), new Dictionary<string, JsonNode?> { ["Name"] = "Chair" },
            [new LineSet("PricebookEntries", "CurrencyIsoCode", prices)]);
        WriteReceipt? last = null;
        await foreach (var receipt in connector.WriteManyAsync([request], TestContext.Current.CancellationToken))
        {
            last = receipt;
        }

        return last.ShouldNotBeNull();
    }
}
