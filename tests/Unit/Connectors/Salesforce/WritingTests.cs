using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.Salesforce;

public sealed class WritingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_records_are_upserted_under_their_key_and_linked_ones_updated_by_id()
    {
        using var org = new ScriptedOrg();
        org.Answers($$"""[{"id":"{{Id(1)}}","success":true,"errors":[],"created":true}]""");
        org.Answers($$"""[{"id":"{{Id(2)}}","success":true,"errors":[]}]""");

        var receipts = await Write(org, Update("w2", 2, ("Phone", null)), Create("w1", "main-1", ("Name", "Müller 😀")));

        receipts["w1"].ShouldBe(WriteReceipt.Written("w1", new RecordRef("salesforce", "Account", Id(1)), created: true));
        receipts["w2"].Created.ShouldBeFalse();
        org.Calls[0].Path.ShouldBe("/services/data/v67.0/composite/sobjects/Account/ERP_Id__c");
        org.Calls[0].Headers.ShouldContain("Sforce-Duplicate-Rule-Header: allowSave=false");
        org.Calls[0].Rows[0]!.ToJsonString().ShouldBe(
            new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Account" }, ["ERP_Id__c"] = "main-1", ["Name"] = "Müller 😀" }.ToJsonString());
        org.Calls[1].Path.ShouldBe("/services/data/v67.0/composite/sobjects");
        org.Calls[1].Body.ShouldBe(
            $$"""{"allOrNone":false,"records":[{"attributes":{"type":"Account"},"id":"{{Id(2)}}","Phone":null}]}""");
    }

    [Fact]
    public async Task A_row_that_failed_inside_a_successful_answer_is_refused_and_its_neighbours_are_written()
    {
        using var org = new ScriptedOrg();
        org.Answers($$$"""
            [{"id":"{{{Id(1)}}}","success":true,"errors":[]},
             {"success":false,"errors":[{"statusCode":"STRING_TOO_LONG","message":"Account Name: data value too large: Personal Name (max length=255)","fields":["Name"]}]},
             {"success":false,"errors":[{"statusCode":"UNABLE_TO_LOCK_ROW","message":"unable to obtain exclusive access to this record","fields":[]}]}]
            """);

        var receipts = await Write(org, Update("a", 1, ("Name", "x")), Update("b", 2, ("Name", "y")), Update("c", 3, ("Name", "z")));

        receipts["a"].Status.ShouldBe(WriteStatus.Written);
        receipts["b"].Fault!.Kind.ShouldBe(FaultKind.TooLong);
        receipts["b"].Fault!.Fields.ShouldBe(["Name"]);
        receipts["b"].Fault!.Message.ShouldContain("max length=255");
        receipts["b"].Fault!.Message.ShouldNotContain("Personal Name");
        receipts["c"].Fault!.Kind.ShouldBe(FaultKind.RowLocked);
    }

    [Theory]
    [InlineData("""[{"id":"x","success":true}]""", 200)]
    [InlineData("", 200)]
    [InlineData("<html>gateway</html>", 502)]
    [InlineData("""[{"errorCode":"UNKNOWN_EXCEPTION","message":"ErrorId: 1"}]""", 500)]
    [InlineData("[]", 200)]
    public async Task An_answer_that_cannot_be_trusted_leaves_the_outcome_unknown_and_nothing_is_sent_again(string body, int status)
    {
        using var org = new ScriptedOrg();
        org.Answers(body, status);

        var receipts = await Write(org, Update("a", 1, ("Name", "x")));

        receipts["a"].Status.ShouldBe(WriteStatus.Unknown);
        org.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_connection_after_sending_leaves_the_outcome_unknown()
    {
        using var org = new ScriptedOrg();
        org.Answers(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "reset", new IOException("Connection reset by peer")));

        (await Write(org, Create("a", "main-1", ("Name", "x"))))["a"].Status.ShouldBe(WriteStatus.Unknown);
    }

    [Fact]
    public async Task A_write_that_gets_no_answer_in_time_leaves_the_outcome_unknown()
    {
        using var org = new ScriptedOrg();
        org.AnswersNever();

        var receipts = await org.Settle(Write(org, Update("a", 1, ("Name", "x"))));

        receipts["a"].Status.ShouldBe(WriteStatus.Unknown);
        receipts["a"].Fault!.Kind.ShouldBe(FaultKind.OutcomeUnknown);
        org.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_host_that_stops_waits_for_the_write_in_flight_and_sends_no_further_one()
    {
        using var org = new ScriptedOrg();
        using var stop = new CancellationTokenSource();
        org.Answers(_ =>
        {
            stop.Cancel();
            return ScriptedOrg.Json($$"""[{"id":"{{Id(1)}}","success":true,"errors":[],"created":true}]""");
        });
        var receipts = new List<WriteReceipt>();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var receipt in org.Connector().WriteManyAsync([Create("a", "main-1", ("Name", "x")), Update("b", 2, ("Name", "y"))], stop.Token))
            {
                receipts.Add(receipt);
            }
        });

        receipts.ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Written);
        org.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_write_that_met_no_server_was_not_sent()
    {
        using var org = new ScriptedOrg();
        org.Answers(_ => throw new HttpRequestException(
            HttpRequestError.ConnectionError, "refused", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused)));

        (await Write(org, Create("a", "main-1", ("Name", "x"))))["a"].Status.ShouldBe(WriteStatus.NotSent);
    }

    [Fact]
    public async Task A_call_that_the_quota_holds_back_was_not_sent()
    {
        using var org = new ScriptedOrg();
        org.Answers(_ => throw new ConnectorException("salesforce", new Fault(FaultKind.DailyLimit, "The reserve is kept.")));

        var receipt = (await Write(org, Update("a", 1, ("Name", "x"))))["a"];

        receipt.Status.ShouldBe(WriteStatus.NotSent);
        receipt.Fault!.Kind.ShouldBe(FaultKind.DailyLimit);
    }

    [Fact]
    public async Task An_expired_session_is_renewed_once_and_the_write_goes_out_again()
    {
        using var org = new ScriptedOrg();
        org.Answers(_ => ScriptedOrg.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"));
        org.Answers($$"""[{"id":"{{Id(1)}}","success":true,"errors":[]}]""");

        (await Write(org, Update("a", 1, ("Name", "x"))))["a"].Status.ShouldBe(WriteStatus.Written);

        org.Logins.ShouldBe(2);
        org.Calls[1].Headers.ShouldContain("Bearer token-2");
        org.Calls[1].Body.ShouldBe(org.Calls[0].Body);
    }

    [Fact]
    public async Task The_daily_limit_is_refused_as_the_systems_trouble()
    {
        using var org = new ScriptedOrg();
        org.Answers(_ => ScriptedOrg.Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));

        var fault = (await Write(org, Update("a", 1, ("Name", "x"))))["a"].Fault!;

        fault.Kind.ShouldBe(FaultKind.DailyLimit);
        fault.IsSystemWide.ShouldBeTrue();
    }

    [Fact]
    public async Task One_value_that_spoils_a_whole_call_stops_its_own_record_only()
    {
        using var org = new ScriptedOrg();
        for (var i = 0; i < 7; i++)
        {
            org.Answers(call => call.Body.Contains("31.01.2026", StringComparison.Ordinal)
                ? ScriptedOrg.Error(400, "JSON_PARSER_ERROR", "Cannot deserialize 31.01.2026")
                : ScriptedOrg.Json(new JsonArray([.. call.Rows.Select(row =>
                    new JsonObject { ["id"] = row!["id"]!.DeepClone(), ["success"] = true, ["errors"] = new JsonArray() })]).ToJsonString()));
        }

        var receipts = await Write(org,
            Update("a", 1, ("Name", "x")), Update("b", 2, ("Last_Sync__c", "31.01.2026")), Update("c", 3, ("Name", "x")), Update("d", 4, ("Name", "x")));

        receipts.Values.Where(receipt => receipt.Status == WriteStatus.Written).Select(receipt => receipt.Key).Order().ShouldBe(["a", "c", "d"]);
        receipts["b"].Fault!.Kind.ShouldBe(FaultKind.InvalidData);
        receipts["b"].Fault!.Message.ShouldNotContain("31.01.2026");
    }

    [Fact]
    public async Task Rows_of_one_key_are_never_in_one_call()
    {
        using var org = new ScriptedOrg();
        org.Answers($$"""[{"id":"{{Id(1)}}","success":true,"errors":[],"created":true}]""");
        org.Answers($$"""[{"id":"{{Id(1)}}","success":true,"errors":[],"created":false}]""");

        var receipts = await Write(org, Create("a", "main-1", ("Name", "x")), Create("b", "MAIN-1", ("Name", "y")));

        receipts["a"].Created.ShouldBeTrue();
        receipts["b"].Created.ShouldBeFalse();
        org.Calls.ShouldAllBe(call => call.Rows.Count == 1);
    }

    [Fact]
    public async Task Opportunity_lines_are_not_written()
    {
        using var org = new ScriptedOrg();
        var lines = new LineSet("OpportunityLineItems", "Id", []);

        var receipts = await Write(org, Update("a", 1, ("Name", "x")) with { ObjectType = "Opportunity", Lines = [lines] });

        receipts["a"].Fault!.Kind.ShouldBe(FaultKind.MappingBroken);
        org.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_parent_is_named_by_its_own_key()
    {
        using var org = new ScriptedOrg();
        org.Answers($$"""[{"id":"{{Id(1)}}","success":true,"errors":[]}]""");

        await Write(org, Update("a", 1, ("Account.ERP_Id__c", "main-acc-1")) with { ObjectType = "Contact" });

        org.Calls[0].Body.ShouldContain("""
            "Account":{"ERP_Id__c":"main-acc-1"}
            """.Trim());
    }

    private static string Id(int number) => $"001xx00000{number:D5}AAA";

    private static WriteRequest Update(string key, int id, params (string Path, string? Value)[] values) =>
        new(key, "Account", Id(id), null, Values(values), []);

    private static WriteRequest Create(string key, string externalId, params (string Path, string? Value)[] values) =>
        new(key, "Account", null, new ExternalKey("ERP_Id__c", externalId), Values(values), []);

    private static Dictionary<string, JsonNode?> Values((string Path, string? Value)[] values) =>
        values.ToDictionary(value => value.Path, value => value.Value is null ? null : (JsonNode)value.Value);

    private static async Task<Dictionary<string, WriteReceipt>> Write(ScriptedOrg org, params WriteRequest[] writes)
    {
        var receipts = new Dictionary<string, WriteReceipt>();
        await foreach (var receipt in org.Connector().WriteManyAsync(writes, Ct))
        {
            receipts.Add(receipt.Key, receipt);
        }

        return receipts;
    }
}
