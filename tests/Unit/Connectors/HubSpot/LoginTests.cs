using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Harness.Connectors.HubSpot;
using Harness.Port;
using Harness.Simulators.Behaviours;
using static Harness.Unit.Connectors.HubSpot.SimulatedPortal;

namespace Harness.Unit.Connectors.HubSpot;

public sealed class LoginTests
{
    private static readonly Selection Companies = new("companies", "name");

    [Fact]
    public async Task Twenty_callers_with_an_expired_token_renew_it_once()
    {
        using var portal = await Ready();
        var id = portal.First("companies")["id"]!.ToString();
        var before = portal.Calls.Count(call => call == "oauth-token");
        portal.Arm(FaultKinds.ExpireToken, "batch-read");

        var reads = await portal.Settle(Task.WhenAll(Enumerable.Range(1, 20).Select(_ => portal.Connector.ReadManyAsync(Companies, [id], Ct))));

        reads.ShouldAllBe(read => read.Count == 1);
        (portal.Calls.Count(call => call == "oauth-token") - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        using var portal = await Ready();
        portal.Time.Advance(TimeSpan.FromMinutes(31));

        await portal.Settle(portal.Connector.ReadManyAsync(Companies, [portal.First("companies")["id"]!.ToString()], Ct));

        portal.System.Calls.Calls.ShouldNotContain(call => call.Status == 401);
    }

    [Fact]
    public async Task A_refresh_token_that_was_exchanged_is_used_from_then_on()
    {
        using var portal = New();
        portal.Act("set-app", new JsonObject { ["rotateRefreshTokens"] = true });
        var id = portal.First("companies")["id"]!.ToString();

        for (var round = 0; round < 3; round++)
        {
            (await portal.Settle(portal.Connector.ReadManyAsync(Companies, [id], Ct))).Count.ShouldBe(1);
            portal.Time.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task A_disconnected_app_is_told_once_and_without_its_secrets()
    {
        using var portal = await Ready();
        portal.System.Faults.Arm(new FaultOrder(FaultKinds.RevokeToken, "batch-read", Options: new JsonObject { ["app"] = "true" }));

        var thrown = await Should.ThrowAsync<ConnectorException>(portal.Settle(portal.Connector.ReadManyAsync(Companies, ["1"], Ct)));

        thrown.Fault.Kind.ShouldBe(FaultKind.LoginFailed);
        thrown.ToString().ShouldNotContain(portal.Credential("client_secret"));
        thrown.ToString().ShouldNotContain(portal.Credential("refresh_token"));
    }

    [Fact]
    public async Task A_service_key_needs_no_login_call()
    {
        using var portal = New();
        var connector = portal.Connect(AsPrivateApp(portal));

        await portal.Settle(connector.ReadManyAsync(Companies, [portal.First("companies")["id"]!.ToString()], Ct));

        portal.Calls.ShouldBe(["batch-read"]);
        connector.LastUsage!.CallLimit.ShouldBe(625_000);
    }

    [Fact]
    public async Task The_wrong_account_is_refused_with_what_to_check()
    {
        using var portal = New();

        var thrown = await Should.ThrowAsync<ConnectorException>(portal.Settle(portal.Connect(options => options.PortalId = 42).DescribeAsync(["companies"], Ct)));

        thrown.Fault.Message.ShouldContain("PortalId");
    }

    [Fact]
    public async Task An_unknown_API_version_is_refused_with_what_to_set()
    {
        using var portal = New();
        var connector = portal.Connect(options =>
        {
            AsPrivateApp(portal)(options);
            options.ApiVersion = "2024-03";
        });

        var thrown = await Should.ThrowAsync<ConnectorException>(portal.Settle(connector.DescribeAsync(["companies"], Ct)));

        thrown.Fault.Message.ShouldContain("Set ApiVersion to 2026-09");
    }

    [Fact]
    public async Task The_generation_before_is_served_by_the_same_connector()
    {
        using var portal = await Ready();
        var connector = portal.Connect(options => options.ApiVersion = "v3");
        var write = New("companies", "C-1", ("name", "Muster AG"));
        var bad = New("companies", "C-2", ("name", "Bad AG"), ("payment_terms", "Net 31"));

        var receipts = new List<WriteReceipt>();
        await foreach (var receipt in connector.WriteManyAsync([write, bad], Ct))
        {
            receipts.Add(receipt);
        }

        receipts.Select(receipt => receipt.Status).Order().ShouldBe([WriteStatus.Written, WriteStatus.Refused]);
        portal.System.Calls.Calls[^1].ShouldSatisfyAllConditions(call => call.Path.ShouldStartWith("/crm/v3/objects/companies"), call => call.Status.ShouldBe(207));
    }

    [Fact]
    public void Two_ways_to_log_in_at_once_are_refused()
    {
        var options = new HubSpotOptions { AccessToken = "a", RefreshToken = "b", ClientId = "c", ClientSecret = "d" };

        Should.Throw<ValidationException>(() => Validator.ValidateObject(options, new ValidationContext(options), true)).Message.ShouldContain("either");
    }

    private static Action<HubSpotOptions> AsPrivateApp(SimulatedPortal portal) => options =>
    {
        options.RefreshToken = null;
        options.AccessToken = portal.Credential("private_app_token");
    };
}
