using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Harness.Connectors.Salesforce;
using Harness.Port;

namespace Harness.Unit.Connectors.Salesforce;

public sealed class LoginTests
{
    private static readonly Selection Names = new("Account", "Name");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_calls_at_once_log_in_once()
    {
        using var org = new ScriptedOrg();
        for (var i = 0; i < 20; i++)
        {
            org.AnswersRows();
        }

        var connector = org.Connector();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => connector.ReadManyAsync(Names, ["001xx0000000001AAA"], Ct)));

        org.Logins.ShouldBe(1);
    }

    [Fact]
    public async Task A_session_that_is_refused_again_right_after_login_is_not_renewed_for_ever()
    {
        using var org = new ScriptedOrg();
        for (var i = 0; i < 2; i++)
        {
            org.Answers(_ => ScriptedOrg.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"));
        }

        var failed = await Should.ThrowAsync<ConnectorException>(() => org.Connector().ReadManyAsync(Names, ["001xx0000000001AAA"], Ct));

        failed.Fault.Kind.ShouldBe(FaultKind.LoginFailed);
        org.Logins.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_login_names_the_remedy_and_no_secret()
    {
        using var org = new ScriptedOrg
        {
            LoginAnswer = _ => ScriptedOrg.Json($$"""{"error":"invalid_client","error_description":"{{ScriptedOrg.Secret}}"}""", 400),
        };

        var failed = await Should.ThrowAsync<ConnectorException>(() => org.Connector().ReadManyAsync(Names, ["001xx0000000001AAA"], Ct));

        failed.Fault.Kind.ShouldBe(FaultKind.LoginFailed);
        failed.Message.ShouldContain("connected app");
        failed.ToString().ShouldNotContain(ScriptedOrg.Secret);
    }

    [Fact]
    public async Task A_login_that_leads_to_another_organisation_is_refused()
    {
        using var org = new ScriptedOrg();
        org.LoginAnswer = login => ScriptedOrg.Json($$"""
            {"access_token":"t","instance_url":"https://acme.my.salesforce.com","id":"https://login.salesforce.com/id/00D{{login}}/005"}
            """);
        org.Answers(_ => ScriptedOrg.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"));

        var failed = await Should.ThrowAsync<ConnectorException>(() => org.Connector().ReadManyAsync(Names, ["001xx0000000001AAA"], Ct));

        failed.Fault.Kind.ShouldBe(FaultKind.LoginFailed);
    }

    [Theory]
    [InlineData("http://acme.my.salesforce.com")]
    [InlineData("https://user:password@acme.my.salesforce.com")]
    public void An_address_that_is_not_safe_is_refused(string address)
    {
        using var org = new ScriptedOrg();
        var options = new SalesforceOptions { LoginUrl = new Uri(address), ClientId = "app", ClientSecret = "x" };

        Should.Throw<ValidationException>(() => SalesforceConnector.Create("salesforce", options, org, TimeProvider.System, new Random(1)));
    }

    [Fact]
    public void A_key_without_a_user_is_refused_and_never_shown()
    {
        using var org = new ScriptedOrg();
        using var key = RSA.Create(2048);
        var options = new SalesforceOptions { LoginUrl = new Uri("http://127.0.0.1:1"), ClientId = "app", PrivateKeyPem = key.ExportPkcs8PrivateKeyPem() };

        var refused = Should.Throw<ValidationException>(() => SalesforceConnector.Create("salesforce", options, org, TimeProvider.System, new Random(1)));

        refused.Message.ShouldContain("Username");
        refused.ToString().ShouldNotContain("PRIVATE KEY");
    }

    [Theory]
    [InlineData("api-usage=10018/100000", 10018, 100000)]
    [InlineData("api-usage=25/5000; per-app-api-usage=17/250(appName=x)", 25, 5000)]
    [InlineData("per-app-api-usage=17/250(appName=x); api-usage=26/5000; api-bursts=1/750", 26, 5000)]
    public async Task The_usage_is_read_from_every_form_of_the_header(string header, long used, long limit)
    {
        using var org = new ScriptedOrg();
        org.Answers(_ =>
        {
            var answer = ScriptedOrg.Json(ScriptedOrg.Page());
            answer.Headers.TryAddWithoutValidation("Sforce-Limit-Info", header);
            return answer;
        });
        var connector = org.Connector();

        await connector.ReadManyAsync(Names, ["001xx0000000001AAA"], Ct);

        connector.LastUsage!.CallsUsed.ShouldBe(used);
        connector.LastUsage.CallLimit.ShouldBe(limit);
    }
}
