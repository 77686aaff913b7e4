using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.BusinessCentral;

public sealed class BusinessCentralWrites : BusinessCentralConsumer
{
    [Fact]
    public Task A_customer_is_created_under_a_number_of_ours() => CallAsync(
        pact => Batch(pact, "creating a customer", "an application", Post(0, "customers", new { displayName = "Acme", country = "DE", type = "Company", number = "MAIN-ACC-1" }))
            .WillRespond(200).WithJsonBody(new { responses = new[] { Answer(201, new { id = Id(), number = "MAIN-ACC-1" }) } }),
        async central => (await central.ReceiptsAsync(Wanted.New("customer", new ExternalKey("key", "main-acc-1"), ("displayName", "Acme"), ("country", "DE"))))
            .ShouldHaveSingleItem().Ref!.Id.ShouldBe(Some));

    [Fact]
    public Task A_customer_is_changed_under_its_version() => CallAsync(
        pact => Batch(pact, "changing a customer", "a customer", Patch("customers", Match.FromState(Match.Regex("W/\"read\"", "^W/\".+\"$"), "${etag}")))
            .WillRespond(200).WithJsonBody(new { responses = new[] { Answer(200, new { id = Id(), phoneNumber = "1" }) } }),
        async central => (await central.ReceiptsAsync(Wanted.Change("customer", Some, ("phoneNumber", "1")) with { ExpectedVersion = "W/\"read\"" }))
            .ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Written));

    [Fact]
    public Task A_version_that_has_passed_is_refused() => CallAsync(
        pact => Batch(pact, "changing a customer of an old version", "a customer", Patch("customers", "W/\"old\""))
            .WillRespond(200).WithJsonBody(new { responses = new[] { Refusal(409, "Request_EntityChanged") } }),
        async central => (await central.ReceiptsAsync(Wanted.Change("customer", Some, ("phoneNumber", "1")) with { ExpectedVersion = "W/\"old\"" }))
            .ShouldHaveSingleItem().Fault!.Kind.ShouldBe(FaultKind.ChangedMeanwhile));

    private static Dictionary<string, object> Post(int id, string set, object body) =>
        new Dictionary<string, object> { ["id"] = $"{id}", ["method"] = "POST", ["url"] = In(set), ["headers"] = Json, ["body"] = body };

    private static Dictionary<string, object> Patch(string set, object etag) => new Dictionary<string, object>
    {
        ["id"] = "0", ["method"] = "PATCH", ["url"] = In($"{set}(${{customer}})", ("customer", Some)),
        ["headers"] = new Dictionary<string, object> { ["Content-Type"] = "application/json", ["If-Match"] = etag },
        ["body"] = new { phoneNumber = "1" },
    };

    private static Dictionary<string, object> Json => new() { ["Content-Type"] = "application/json" };

    private static object Answer(int status, object body) => new { id = "0", status, body };

    private static object Refusal(int status, string code) => Answer(status, new { error = new { code, message = Match.Like("A reason.") } });
}
