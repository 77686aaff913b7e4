using Harness.Connectors.NetSuite;
using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.NetSuite;

public sealed class NetSuiteLogins : NetSuiteConsumer
{
    [Fact]
    public Task A_signed_assertion_logs_in() => CallAsync(
        pact => Login(pact, "a login by a signed assertion", "an integration with a certificate").WillRespond(200).WithJsonBody(new
        {
            access_token = Match.Like("token"), expires_in = Match.Regex("3600", @"^\d+$"), token_type = Match.Regex("Bearer", "(?i)^bearer$"),
        }),
        async netSuite => (await netSuite.ReadUsageAsync(Ct)).ConcurrencyLimit.ShouldBe(5),
        Beside);

    [Fact]
    public Task An_unknown_certificate_is_refused() => CallAsync(
        pact => Login(pact, "a login by an unknown certificate", "an integration without certificates").WillRespond(401)
            .WithJsonBody(new { error = Match.Regex("invalid_client", "^invalid_client$") }),
        async netSuite => (await Should.ThrowAsync<ConnectorException>(netSuite.ReadUsageAsync(Ct))).Fault.Kind.ShouldBe(FaultKind.LoginFailed),
        Beside);

    private static InteractionBuilder Login(PactBuilder pact, string description, string state) =>
        pact.UponReceiving(description).Given(state).WithRequest(HttpMethod.Post, LoginPath).WithJsonBody(
            new
            {
                grant_type = "client_credentials",
                client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                client_assertion = Match.FromState(Match.Regex("e30.e30.c2ln", @"^[\w-]+\.[\w-]+\.[\w-]+$"), "${assertion}"),
            },
            "application/x-www-form-urlencoded");

    /// <summary>A login happens with the first call, which is answered beside the pact.</summary>
    private static HttpResponseMessage? Beside(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath == LoginPath ? null : new HttpResponseMessage { Content = new StringContent("""{"accountConcurrencyLimit":5}""") };
}
