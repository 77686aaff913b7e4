using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.Salesforce;

public sealed class DescribingTests
{
    private const string Versions = """[{"label":"Spring '26","version":"66.0"},{"label":"Summer '26","version":"67.0"}]""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_org_is_described_in_two_calls_with_lines_relations_stages_and_currencies()
    {
        using var org = new ScriptedOrg();
        org.Answers(Versions).Answers(Describe);

        var description = await org.Connector().DescribeAsync(["Opportunity", "Missing__c"], Ct);

        var opportunity = description.Objects.ShouldHaveSingleItem();
        FieldDescription Field(string path) => opportunity.Fields.Single(field => field.Path == path);
        description.AccountId.ShouldBe(ScriptedOrg.Organisation);
        description.BaseCurrency.ShouldBe("EUR");
        description.TimeZone.ShouldBe("Europe/Berlin");
        description.MultiCurrency.ShouldBeTrue();
        Field("StageName").Values.ShouldBe(["Prospecting", "Closed Won"]);
        Field("StageName").Required.ShouldBeTrue();
        Field("Amount").Type.ShouldBe(FieldType.Money);
        Field("Amount").Scale.ShouldBe(2);
        Field("Name").Length.ShouldBe(120);
        Field("Account.ERP_Id__c").Createable.ShouldBeTrue();
        Field("OpportunityLineItems.Product2.ProductCode").Type.ShouldBe(FieldType.Text);
        Field("OpportunityLineItems.PricebookEntry.Product2.ProductCode").Updateable.ShouldBeFalse();
        Field("OpportunityLineItems.Quantity").Updateable.ShouldBeFalse();
        opportunity.Fields.ShouldNotContain(field => field.Path == "BillingAddress");
        description.Notes.ShouldContain("Object Missing__c is not there, or the integration user may not see it.");
        description.Notes.ShouldContain("Stages that count as won: Closed Won.");
        org.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_description_does_not_ask_for_the_versions_again()
    {
        using var org = new ScriptedOrg();
        org.Answers(Versions).Answers(Describe).Answers(Describe);
        var connector = org.Connector();

        await connector.DescribeAsync(["Opportunity"], Ct);
        await connector.DescribeAsync(["Opportunity"], Ct);

        org.Calls.Select(call => call.Path).ShouldBe(["/services/data/", "/services/data/v67.0/composite/batch", "/services/data/v67.0/composite/batch"]);
    }

    [Fact]
    public async Task An_org_that_does_not_serve_the_version_is_refused()
    {
        using var org = new ScriptedOrg();
        org.Answers("""[{"version":"65.0"},{"version":"66.0"}]""");

        var failed = await Should.ThrowAsync<ConnectorException>(() => org.Connector().DescribeAsync(["Account"], Ct));

        failed.Fault.Kind.ShouldBe(FaultKind.MappingBroken);
        failed.Message.ShouldContain("66.0");
    }

    [Fact]
    public async Task Missing_fields_are_created_and_what_stays_hidden_gets_an_instruction()
    {
        using var org = new ScriptedOrg();
        org.Answers(_ => Batch(Object("Account", Field("ERP_Number__c", "string"))));
        org.Answers("""{"id":"00N1","success":true,"errors":[]}""", 201);
        org.Answers("""{"id":"00N2","success":true,"errors":[]}""", 201);
        org.Answers(_ => Batch(Object("Account", Field("ERP_Number__c", "string"), Field("ERP_Id__c", "string"))));
        org.AnswersRows();

        var provisions = await org.Connector().EnsureFieldsAsync(
        [
            new FieldSpec("Account", "ERP_Id__c", "ERP Id", FieldType.Text, 80, ExternalKey: true),
            new FieldSpec("Account", "ERP_Number__c", "ERP Number", FieldType.Text, 80),
            new FieldSpec("Account", "ERP_Balance__c", "ERP Balance", FieldType.Money),
            new FieldSpec("Account", "Website", "Website", FieldType.Url),
        ], Ct);

        provisions.Select(provision => provision.State).ShouldBe(
            [FieldProvisionState.Created, FieldProvisionState.Present, FieldProvisionState.Created, FieldProvisionState.MustBeCreatedByHand]);
        provisions[0].Instruction.ShouldBeNull();
        provisions[2].Instruction!.ShouldContain("ERP_Balance__c");
        org.Calls[1].Path.ShouldBe("/services/data/v67.0/tooling/sobjects/CustomField");
        org.Calls[1].Body.ShouldBe(
            """{"FullName":"Account.ERP_Id__c","Metadata":{"label":"ERP Id","type":"Text","length":80,"unique":true,"externalId":true,"caseSensitive":false}}""");
    }

    [Fact]
    public async Task A_key_that_is_not_unique_must_be_put_right_by_hand()
    {
        using var org = new ScriptedOrg();
        org.Answers(_ => Batch(Object("Account", Field("ERP_Id__c", "string"))));

        var provisions = await org.Connector().EnsureFieldsAsync([new FieldSpec("Account", "ERP_Id__c", "ERP Id", FieldType.Text, 80, ExternalKey: true)], Ct);

        provisions[0].State.ShouldBe(FieldProvisionState.MustBeCreatedByHand);
        provisions[0].Instruction!.ShouldContain("Unique");
    }

    private static HttpResponseMessage Describe(ScriptedOrg.Call call) => Batch(
        [.. JsonNode.Parse(call.Body)!["batchRequests"]!.AsArray().Select(request => Answer(Uri.UnescapeDataString(request!["url"]!.ToString())))]);

    private static JsonObject? Answer(string url) => url switch
    {
        _ when url.Contains("/Opportunity/", StringComparison.Ordinal) => Object("Opportunity",
            Field("Name", "string", length: 120), Field("Amount", "currency", scale: 2), Field("CurrencyIsoCode", "picklist"),
            Field("StageName", "picklist", required: true, values: ["Prospecting", "-Old", "Closed Won"]), Field("BillingAddress", "address"),
            Field("AccountId", "reference", relation: "Account", target: "Account")),
        _ when url.Contains("/OpportunityLineItem/", StringComparison.Ordinal) => Object("OpportunityLineItem",
            Field("Quantity", "double", scale: 2), Field("Product2Id", "reference", relation: "Product2", target: "Product2"),
            Field("PricebookEntryId", "reference", relation: "PricebookEntry", target: "PricebookEntry")),
        _ when url.Contains("/PricebookEntry/", StringComparison.Ordinal) => Object("PricebookEntry",
            Field("Product2Id", "reference", relation: "Product2", target: "Product2")),
        _ when url.Contains("/Product2/", StringComparison.Ordinal) => Object("Product2", Field("ProductCode", "string")),
        _ when url.Contains("/Account/", StringComparison.Ordinal) => Object("Account", Field("ERP_Id__c", "string", external: true)),
        _ when url.Contains("OpportunityStage", StringComparison.Ordinal) => Rows(
            new() { ["ApiName"] = "Prospecting", ["IsWon"] = false }, new() { ["ApiName"] = "Closed Won", ["IsWon"] = true }),
        _ when url.Contains("CurrencyType", StringComparison.Ordinal) => Rows(new JsonObject { ["IsoCode"] = "EUR" }),
        _ when url.Contains("Organization", StringComparison.Ordinal) => Rows(new JsonObject { ["TimeZoneSidKey"] = "Europe/Berlin" }),
        _ => null,
    };

    private static JsonObject Rows(params JsonObject[] rows) => new() { ["totalSize"] = rows.Length, ["done"] = true, ["records"] = new JsonArray([.. rows]) };

    private static HttpResponseMessage Batch(params JsonObject?[] results) => ScriptedOrg.Json(new JsonObject
    {
        ["hasErrors"] = results.Contains(null),
        ["results"] = new JsonArray([.. results.Select(result => new JsonObject
        {
            ["statusCode"] = result is null ? 404 : 200,
            ["result"] = result ?? (JsonNode)new JsonArray(new JsonObject { ["errorCode"] = "NOT_FOUND" }),
        })]),
    }.ToJsonString());

    private static JsonObject Object(string name, params JsonObject[] fields) => new()
    {
        ["name"] = name, ["label"] = name, ["queryable"] = true, ["createable"] = true, ["updateable"] = true, ["fields"] = new JsonArray([.. fields]),
    };

    private static JsonObject Field(
        string name, string type, int length = 0, int scale = 0, bool required = false, bool external = false,
        string? relation = null, string? target = null, string[]? values = null) => new()
    {
        ["name"] = name, ["label"] = name, ["type"] = type, ["length"] = length, ["scale"] = scale, ["nillable"] = !required, ["defaultedOnCreate"] = false,
        ["createable"] = true, ["updateable"] = true, ["custom"] = name.EndsWith("__c", StringComparison.Ordinal), ["unique"] = external, ["externalId"] = external,
        ["relationshipName"] = relation, ["referenceTo"] = target is null ? [] : new JsonArray(target),
        ["picklistValues"] = new JsonArray([.. (values ?? []).Select(value => new JsonObject { ["active"] = value[0] != '-', ["value"] = value, ["label"] = $"{value} label" })]),
    };
}
