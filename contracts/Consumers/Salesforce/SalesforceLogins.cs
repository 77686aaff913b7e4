using System.Security.Cryptography;
using Harness.Connectors.Salesforce;
using Harness.Contracts.Pact;
using Harness.Port;

namespace Harness.Contracts.Consumers.Salesforce;

public sealed class SalesforceLogins : SalesforceConsumer
{
    [Fact]
    public async Task A_private_key_logs_in_by_an_assertion()
    {
        using var key = RSA.Create(2048);
        var options = new SalesforceOptions
        {
            LoginUrl = new Uri("https://acme.my.salesforce.com"), ClientId = "client", Username = "user@acme.test", PrivateKeyPem = key.ExportPkcs8PrivateKeyPem(),
        };

        await LogInAsync(options, pact => Granted(Login(pact, "a login by JWT bearer", new
        {
            grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            assertion = Match.FromState(Match.Regex("e30.e30.c2ln", @"^[\w-]+\.[\w-]+\.[\w-]+$"), "${assertion}"),
        })));
    }

    [Fact]
    public Task A_secret_logs_in_by_client_credentials() => LogInAsync(WithSecret, pact => Granted(Login(pact, "a login by client credentials", new
    {
        grant_type = "client_credentials",
        client_id = Match.Exactly("${client_id}", ("client_id", "client")),
        client_secret = Match.Exactly("${client_secret}", ("client_secret", "secret")),
    })));

    [Fact]
    public Task A_wrong_secret_is_refused_with_the_reason() => LogInAsync(
        WithSecret,
        pact => Login(pact, "a login with a wrong secret", new
        {
            grant_type = "client_credentials",
            client_id = Match.Exactly("${client_id}", ("client_id", "client")),
            client_secret = "secret",
        })
            .WillRespond(400).WithJsonBody(new { error = Match.Regex("invalid_client", "^invalid_client$"), error_description = Match.Like("invalid client credentials") }),
        FaultKind.LoginFailed);

    private static InteractionBuilder Login(PactBuilder pact, string description, object form) =>
        pact.UponReceiving(description).Given("a connected app").WithRequest(HttpMethod.Post, LoginPath)
            .WithHeader("Accept", "application/json")
            .WithJsonBody(form, "application/x-www-form-urlencoded");

    private static void Granted(InteractionBuilder login) => login.WillRespond(200).WithJsonBody(new
    {
        access_token = Match.Like("00DdZ0000000001!token"),
        instance_url = Match.Regex("https://acme.my.salesforce.com", "^https?://[^/]+$"),
        id = Match.Regex("https://login.salesforce.com/id/00DdZ0000000001AAA/005dZ0000000001AAA", "^https?://.+/id/00D[A-Za-z0-9]{15}/005[A-Za-z0-9]{15}$"),
    });

    /// <summary>A login happens with the first call, which is answered beside the pact.</summary>
    private Task LogInAsync(SalesforceOptions options, Action<PactBuilder> describe, FaultKind? fault = null) => CallAsync(
        options,
        describe,
        async salesforce =>
        {
            var asking = salesforce.ReadUsageAsync(Ct);
            if (fault is null)
            {
                (await asking).CallLimit.ShouldBe(100);
            }
            else
            {
                (await Should.ThrowAsync<ConnectorException>(asking)).Fault.Kind.ShouldBe(fault.Value);
            }
        },
        request => request.RequestUri!.AbsolutePath == LoginPath
            ? null
            : new HttpResponseMessage { Content = new StringContent("""{"DailyApiRequests":{"Max":100,"Remaining":99}}""") });
}
