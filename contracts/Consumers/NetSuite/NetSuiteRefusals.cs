using System.Text.Json.Nodes;
using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.NetSuite;

/// <summary>The shapes of error that the table of faults reads.</summary>
public sealed class NetSuiteRefusals : NetSuiteConsumer
{
    private sealed record Refusal(string Description, string State, int Status, string Code, FaultKind Kind)
    {
        /// <summary>What the account's words must say where the code alone does not tell.</summary>
        public JsonObject Words { get; init; } = Match.Like("What NetSuite says");
    }

    private static readonly Refusal[] Writes =
    [
        new("changing a customer that is not there", "a deleted customer", 404, "NONEXISTENT_ID", FaultKind.RecordGone),
        new("changing a customer without the permission", "a role that may not see customers", 403, "INSUFFICIENT_PERMISSION", FaultKind.PermissionMissing),
        new("changing a customer when too many calls are running", "too many calls are running", 429, "CONCURRENCY_LIMIT_EXCEEDED", FaultKind.Throttled),
        new("changing a customer that someone is saving", "a customer that someone is saving", 400, "USER_ERROR", FaultKind.RowLocked)
        {
            Words = Match.Regex("Another process is holding a lock on it.", ".*holding a lock.*"),
        },
        new("changing a customer that a script of the account refuses", "an account that refuses customers", 400, "USER_ERROR", FaultKind.InvalidData),
        new("changing a customer when the service is down", "a service that is down", 503, "SERVICE_UNAVAILABLE", FaultKind.OutcomeUnknown),
    ];

    private static readonly Refusal[] Queries =
    [
        new("reading with an expired token", "an expired token", 401, "INVALID_LOGIN", FaultKind.LoginFailed),
        new("a query when too many calls are running", "too many calls are running", 429, "CONCURRENCY_LIMIT_EXCEEDED", FaultKind.Throttled),
        new("a query of a table without the permission", "a role that may not see customers", 400, "INVALID_PARAMETER", FaultKind.MappingBroken),
        new("a query when the service is down", "a service that is down", 503, "SERVICE_UNAVAILABLE", FaultKind.Unavailable),
    ];

    public static TheoryData<string> RefusedWrites => [.. Writes.Select(refusal => refusal.Description)];

    public static TheoryData<string> RefusedQueries => [.. Queries.Select(refusal => refusal.Description)];

    [Theory]
    [MemberData(nameof(RefusedWrites))]
    public Task A_refused_change_names_its_code(string description)
    {
        var refusal = Writes.Single(write => write.Description == description);
        return CallAsync(
            pact => Refused(refusal, Write(pact, description, refusal.State, HttpMethod.Patch,
                Match.Exactly($"{Records}/customer/${{customer}}", ("customer", "101")), new { phone = "1" })),
            async netSuite => (await netSuite.ReceiptsAsync(Wanted.Change("customer", "101", ("phone", "1")))).ShouldHaveSingleItem().Fault!.Kind.ShouldBe(refusal.Kind));
    }

    [Theory]
    [MemberData(nameof(RefusedQueries))]
    public Task A_refused_query_names_its_code(string description)
    {
        var refusal = Queries.Single(query => query.Description == description);
        return CallAsync(
            pact => Refused(refusal, Ask(pact, description, refusal.State, Match.Exactly(
                $"SELECT t.id AS id, {Modified} AS modified, t.companyname AS c0 FROM customer t WHERE (LOWER(t.vatregnumber) IN ('de1')) ORDER BY t.id"))),
            async netSuite => (await Should.ThrowAsync<ConnectorException>(
                netSuite.FindManyAsync(new Selection("customer", "companyName"), [new FindKey("vatRegNumber", "DE1")], Ct))).Fault.Kind.ShouldBe(refusal.Kind));
    }

    [Fact]
    public Task A_customer_without_a_name_is_refused_with_what_is_missing() => CreationFails(
        new("creating a customer without a name", "an account", 400, "USER_ERROR", FaultKind.RequiredMissing)
        {
            Words = Match.Regex("Please enter value(s) for: Company Name.", ".*Please enter value.*"),
        },
        "customer", "main-cus-2", new { isPerson = false, subsidiary = new { id = "1" }, phone = "1" }, ("phone", "1"));

    [Fact]
    public Task A_contact_under_a_customers_external_id_exists_already() => CreationFails(
        new("creating a contact under the external id of a customer", "a customer main-cus-3", 400, "USER_ERROR", FaultKind.DuplicateInTarget)
        {
            Words = Match.Regex("This entity already exists.", ".*already exists.*"),
        },
        "contact", "main-cus-3", new { subsidiary = new { id = "1" }, lastName = "Li" }, ("lastName", "Li"));

    [Fact]
    public Task An_order_with_an_inactive_item_names_the_line() => OrderFails(
        new("creating a sales order with an inactive item", "a customer and an inactive item", 400, "INVALID_KEY_OR_REF", FaultKind.UnknownProduct),
        "301", Reference("item", "301"));

    [Fact]
    public Task An_order_with_an_item_that_is_not_there_names_the_line() => OrderFails(
        new("creating a sales order with an item that is not there", "a customer", 400, "INVALID_CONTENT", FaultKind.InvalidData),
        "999999", new JsonObject { ["id"] = "999999" });

    private static void Refused(Refusal refusal, InteractionBuilder call, params (string Name, JsonObject Value)[] more)
    {
        var detail = new JsonObject { ["detail"] = refusal.Words, ["o:errorCode"] = refusal.Code };
        foreach (var (name, value) in more)
        {
            detail[name] = value;
        }

        call.WillRespond(refusal.Status).WithJsonBody(
            new JsonObject { ["status"] = refusal.Status, ["o:errorDetails"] = new JsonArray(detail) }, "application/vnd.oracle.resource+json; type=error; charset=UTF-8");
    }

    private Task CreationFails(Refusal refusal, string type, string key, object body, params (string Path, JsonNode? Value)[] values) => CallAsync(
        pact => Refused(refusal, Write(pact, refusal.Description, refusal.State, HttpMethod.Put, $"{Records}/{type}/eid:{key}", body)),
        async netSuite => (await netSuite.ReceiptsAsync(Wanted.New(type, new ExternalKey("externalId", key), values))).ShouldHaveSingleItem().Fault!.Kind.ShouldBe(refusal.Kind));

    private Task OrderFails(Refusal refusal, string itemId, JsonObject item) => CallAsync(
        pact => Refused(refusal, Write(pact, refusal.Description, refusal.State, HttpMethod.Put, $"{Records}/salesOrder/eid:main-opp-2", new
        {
            entity = Reference("customer", "101"),
            item = new { items = new[] { new { item, price = new { id = "-1" }, quantity = 1, custcol_crm_line = "L1" } } },
        }, replace: "item"), ("o:errorPath", Match.Regex("item.items[0].item", @"^item\.items\[\d+\]\.item$"))),
        async netSuite =>
        {
            var line = new RawLine("L1", new Dictionary<string, JsonNode?> { ["item.id"] = itemId, ["quantity"] = 1 });
            var order = Wanted.New("salesOrder", new ExternalKey("externalId", "main-opp-2"), ("entity.id", "101")) with { Lines = [new LineSet("item", "custcol_crm_line", [line])] };
            (await netSuite.ReceiptsAsync(order)).ShouldHaveSingleItem().Fault!.Kind.ShouldBe(refusal.Kind);
        });
}
