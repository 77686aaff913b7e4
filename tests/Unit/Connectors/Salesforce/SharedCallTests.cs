using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.Salesforce;

/// <summary>Several queries in one composite call.</summary>
public sealed class SharedCallTests
{
    private const string Composite = "/services/data/v67.0/composite";
    private const string Error = """[{"message":"No such column 'Nmae' on entity 'Opportunity'.","errorCode":"INVALID_FIELD"}]""";
    private const string Busy = """[{"message":"The server is unavailable","errorCode":"SERVER_UNAVAILABLE"}]""";

    private static readonly Selection WithLines =
        new("Opportunity", ["Name"], [new LineSelection("OpportunityLineItems", "Id", ["Quantity", "Product2.ProductCode"])]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_and_their_lines_come_by_one_call_and_every_page_of_both()
    {
        using var org = new ScriptedOrg();
        org.AnswersParts(
            $$$"""{"totalSize":2,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/0r8xx-1","records":[{{{Opportunity(1)}}}]}""",
            $$$"""{"totalSize":2,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/0r8yy-1","records":[{{{Line(1, 1, 2.0m)}}}]}""");
        org.Answers(Page(Opportunity(2))).Answers(Page(Line(2, 1, 3.5m)));

        var read = await org.Connector().ReadManyAsync(WithLines, [Id(1), Id(2)], Ct);

        read.Select(record => record.Ref.Id).ShouldBe([Id(1), Id(2)]);
        read[0].Lines["OpportunityLineItems"].Select(line => line.Values["Quantity"]!.GetValue<decimal>()).ShouldBe([2.0m, 3.5m]);
        read[1].Lines["OpportunityLineItems"].ShouldBeEmpty();
        org.Calls.Select(call => call.Url.AbsolutePath).ShouldBe([Composite, "/services/data/v67.0/query/0r8xx-1", "/services/data/v67.0/query/0r8yy-1"]);
        org.Calls[0].Method.ShouldBe("POST");
        org.Calls[0].Parts.Select(part => part.Url).ShouldBe(
        [
            $"/services/data/v67.0/queryAll?q=SELECT Id,SystemModstamp,IsDeleted,Name FROM Opportunity WHERE Id IN ('{Id(1)}','{Id(2)}')",
            "/services/data/v67.0/query?q=SELECT Id,Quantity,Product2.ProductCode,OpportunityId FROM OpportunityLineItem "
                + $"WHERE OpportunityId IN ('{Id(1)}','{Id(2)}') ORDER BY OpportunityId,SortOrder,Id",
        ]);
    }

    [Fact]
    public async Task Lines_of_records_that_are_found_by_key_come_with_them()
    {
        using var org = new ScriptedOrg();
        org.AnswersParts(Page(Opportunity(1)), Page(Line(1, 1, 2m)));

        var found = await org.Connector().FindManyAsync(WithLines, [new FindKey("PO_Number__c", "P 1"), new FindKey("Name", "O'Neil + 1")], Ct);

        found.ShouldHaveSingleItem().Lines["OpportunityLineItems"].ShouldHaveSingleItem();
        org.Calls.ShouldHaveSingleItem().Parts[1].Url.ShouldContain("FROM OpportunityLineItem WHERE OpportunityId IN "
            + "(SELECT Id FROM Opportunity WHERE (PO_Number__c IN ('P 1') OR Name IN ('O\\'Neil + 1'))) ORDER BY OpportunityId,SortOrder,Id");
        org.Calls[0].Body.ShouldContain("O%5C%27Neil%20%2B%201");
    }

    [Fact]
    public async Task Long_lists_are_split_and_five_statements_share_a_call()
    {
        using var org = new ScriptedOrg();
        org.AnswersParts(Page(Opportunity(1)), Page(), Page(), Page(Line(1, 1, 2m)), Page());
        org.Answers(Page());

        var read = await org.Connector().ReadManyAsync(WithLines, [.. Enumerable.Range(0, 1000).Select(Id)], Ct);

        read.ShouldHaveSingleItem().Lines["OpportunityLineItems"].ShouldHaveSingleItem();
        org.Calls.Count.ShouldBe(2);
        org.Calls[0].Parts.Count.ShouldBe(5);
        JsonNode.Parse(org.Calls[0].Body)!["compositeRequest"]!.AsArray().ShouldAllBe(part => part!["url"]!.ToString().Length < 12_500);
        org.Calls[1].Url.OriginalString.Length.ShouldBeLessThan(12_500);
    }

    [Fact]
    public async Task A_record_that_two_conditions_find_has_its_lines_once()
    {
        using var org = new ScriptedOrg();
        org.AnswersParts(Page(Opportunity(1)), Page(Line(1, 1, 2m)), Page(Opportunity(1)), Page(Line(1, 1, 2m)));
        var keys = Enumerable.Range(0, 250).Select(i => new FindKey("PO_Number__c", $"{i:D40}"));

        var found = await org.Connector().FindManyAsync(WithLines, [.. keys], Ct);

        found.ShouldHaveSingleItem().Lines["OpportunityLineItems"].ShouldHaveSingleItem();
        org.Calls.ShouldHaveSingleItem().Parts.Count.ShouldBe(4);
        JsonNode.Parse(org.Calls[0].Body)!["compositeRequest"]!.AsArray().ShouldAllBe(part => part!["url"]!.ToString().Length < 12_500);
    }

    [Fact]
    public async Task What_a_domain_finds_gets_its_lines_by_a_second_call()
    {
        using var org = new ScriptedOrg();
        org.AnswersParts(Page(), Page(Opportunity(1, "https://acme.example"), Opportunity(2, "https://not-acme.example")));
        org.AnswersParts(Page(Opportunity(1)), Page(Line(1, 1, 2m)));

        var found = await org.Connector().FindManyAsync(WithLines, [new FindKey("Name", "Acme"), new FindKey("Site__c.domain", "acme.example")], Ct);

        found.ShouldHaveSingleItem().Lines["OpportunityLineItems"].ShouldHaveSingleItem();
        org.Calls[1].Parts[1].Url.ShouldContain($"WHERE OpportunityId IN ('{Id(1)}')");
    }

    [Fact]
    public async Task A_part_that_fails_is_the_fault_that_it_would_be_alone()
    {
        using var alone = new ScriptedOrg();
        using var shared = new ScriptedOrg();
        alone.Answers(Error, 400);
        shared.AnswersParts((200, Page(Opportunity(1))), (400, Error));

        var fault = (await Should.ThrowAsync<ConnectorException>(() => alone.Connector().ReadManyAsync(WithLines with { Lines = [] }, [Id(1)], Ct))).Fault;
        var found = (await Should.ThrowAsync<ConnectorException>(() => shared.Connector().ReadManyAsync(WithLines, [Id(1)], Ct))).Fault;

        (found.Kind, found.Message, found.VendorCode).ShouldBe((FaultKind.MappingBroken, fault.Message, "INVALID_FIELD"));
        shared.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_part_that_failed_for_a_while_has_the_whole_call_asked_again()
    {
        using var org = new ScriptedOrg();
        org.AnswersParts((200, Page(Opportunity(1))), (503, Busy));
        org.AnswersParts(Page(Opportunity(1)), Page(Line(1, 1, 2m)));

        var read = await org.Settle(org.Connector().ReadManyAsync(WithLines, [Id(1)], Ct));

        read.ShouldHaveSingleItem().Lines["OpportunityLineItems"].ShouldHaveSingleItem();
        org.Calls[1].Body.ShouldBe(org.Calls[0].Body);
    }

    [Fact]
    public async Task A_part_without_an_answer_is_not_taken_for_an_empty_one()
    {
        using var org = new ScriptedOrg();
        org.AnswersParts(Page(Opportunity(1)));

        var failed = await Should.ThrowAsync<ConnectorException>(() => org.Connector().ReadManyAsync(WithLines, [Id(1)], Ct));

        failed.Fault.Kind.ShouldBe(FaultKind.UnexpectedAnswer);
    }

    private static string Id(int number) => $"006xx00000{number:D5}AAA";

    private static string Page(params string[] rows) => $$"""{"totalSize":{{rows.Length}},"done":true,"records":[{{string.Join(',', rows)}}]}""";

    private static string Opportunity(int number, string? site = null) => new JsonObject
    {
        ["Id"] = Id(number), ["SystemModstamp"] = "2026-03-01T09:00:00.000+0000", ["IsDeleted"] = false, ["Name"] = "Deal", ["Site__c"] = site,
    }.ToJsonString();

    private static string Line(int number, int opportunity, decimal quantity) => new JsonObject
    {
        ["Id"] = $"00kxx00000{number:D5}AAA", ["OpportunityId"] = Id(opportunity), ["Quantity"] = quantity, ["Product2"] = new JsonObject { ["ProductCode"] = "SKU" },
    }.ToJsonString();
}
