using Harness.Connectors.BusinessCentral;
using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.BusinessCentral;

public sealed class BusinessCentralLogins : BusinessCentralConsumer
{
    private static readonly Selection Customers = new("customer", "displayName");

    [Fact]
    public Task A_client_secret_logs_in() => CallAsync(
        pact => Login(pact, "a login by a client secret", "an application", "${client_secret}").WillRespond(200).WithJsonBody(new
        {
            access_token = Match.Like("token"), expires_in = Match.Integer(3600), token_type = "Bearer",
        }),
        async central => (await central.ReadManyAsync(Customers, [Some], Ct)).ShouldBeEmpty(),
        request => request.RequestUri!.AbsolutePath == LoginPath ? null : Beside(request));

    [Fact]
    public Task A_wrong_secret_is_refused() => CallAsync(
        pact => Login(pact, "a login by a wrong secret", "an application with another secret", "${client_secret}").WillRespond(401)
            .WithJsonBody(new { error = "invalid_client" }),
        async central => (await Refused(central)).Kind.ShouldBe(FaultKind.LoginFailed),
        request => request.RequestUri!.AbsolutePath == LoginPath ? null : Beside(request));

    [Fact]
    public Task The_companies_of_the_environment_are_read_first() => CallAsync(
        pact => Call(pact, "reading the companies", "an application", HttpMethod.Get, $"{Root}/companies").WillRespond(200)
            .WithJsonBody(new { value = Match.Holds(new { id = Id(), name = Match.Like("Elsewhere"), displayName = Match.Like("Elsewhere") }) }),
        async central => (await Refused(central)).Message.ShouldContain("Elsewhere"),
        LoggedIn);

    [Fact]
    public Task The_service_describes_itself() => CallAsync(
        pact => Call(pact, "reading the metadata", "an application", HttpMethod.Get, $"{Root}/$metadata").WithHeader("Accept", "application/xml").WillRespond(200),
        async central => (await Should.ThrowAsync<ConnectorException>(central.DescribeAsync(["customer"], Ct))).Fault.Kind.ShouldBe(FaultKind.Unavailable));

    private static async Task<Fault> Refused(BusinessCentralConnector central) =>
        (await Should.ThrowAsync<ConnectorException>(central.ReadManyAsync(Customers, [Some], Ct))).Fault;

    private static InteractionBuilder Login(PactBuilder pact, string description, string state, string secret) =>
        pact.UponReceiving(description).Given(state).WithRequest(HttpMethod.Post, LoginPath).WithBody(
            "application/x-www-form-urlencoded",
            new System.Text.Json.Nodes.JsonObject
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = Match.FromState(Match.Regex("client", "^.+$"), "${client_id}"),
                ["client_secret"] = Match.FromState(Match.Regex("secret", "^.+$"), secret),
                ["scope"] = "https://api.businesscentral.dynamics.com/.default",
            }.ToJsonString());

    private static HttpResponseMessage? Beside(HttpRequestMessage request) => InCompany(request)
        ?? new HttpResponseMessage { Content = new StringContent("""{"responses":[{"id":"0","status":200,"body":{"value":[]}}]}""") };
}
