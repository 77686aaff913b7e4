using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;
using static Harness.Unit.Connectors.HubSpot.SimulatedPortal;

namespace Harness.Unit.Connectors.HubSpot;

public sealed class LimitTests
{
    private static readonly Selection Companies = new("companies", "name");
    private static readonly ChangeSource Source = new("companies", Companies);

    [Fact]
    public async Task Three_hundred_calls_at_once_never_exceed_the_rolling_window()
    {
        using var portal = await Ready();
        portal.Time.AutoAdvanceAmount = TimeSpan.Zero;
        var id = portal.First("companies")["id"]!.ToString();

        await portal.Settle(Task.WhenAll(Enumerable.Range(1, 300).Select(_ => portal.Connector.ReadManyAsync(Companies, [id], Ct))));

        portal.System.Calls.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Searches_keep_to_their_own_limit()
    {
        using var portal = await Ready();
        portal.Time.AutoAdvanceAmount = TimeSpan.Zero;

        await portal.Settle(Task.WhenAll(Enumerable.Range(1, 30).Select(_ => portal.Connector.ReadChangesAsync(
            new ChangeRequest(Source, null, portal.Time.GetUtcNow(), TimeSpan.Zero), Ct))));

        portal.Calls.Count(call => call == "search").ShouldBe(30);
        portal.System.Calls.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Searches_that_others_used_up_are_waited_for()
    {
        using var portal = await Ready();
        portal.Act("set-limits", new JsonObject { ["searchesPerSecond"] = 1 });

        var (records, _) = await portal.ReadAll(Source, null);

        records.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_end_of_the_daily_calls_is_not_asked_again()
    {
        using var portal = New();
        var connector = portal.Connect(options =>
        {
            options.RefreshToken = null;
            options.AccessToken = portal.Credential("private_app_token");
        });
        portal.Act("set-limits", new JsonObject { ["daily"] = 1 });
        var id = portal.First("companies")["id"]!.ToString();
        await portal.Settle(connector.ReadManyAsync(Companies, [id], Ct));

        var thrown = await Should.ThrowAsync<ConnectorException>(portal.Settle(connector.ReadManyAsync(Companies, [id], Ct)));

        thrown.Fault.Kind.ShouldBe(FaultKind.DailyLimit);
        portal.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_throttled_read_is_tried_again_and_a_throttled_write_is_not()
    {
        using var portal = await Ready();
        var id = portal.First("companies")["id"]!.ToString();
        portal.Arm(FaultKinds.Throttle, "batch-read");
        portal.Arm(FaultKinds.Throttle, "batch-update");

        (await portal.Settle(portal.Connector.ReadManyAsync(Companies, [id], Ct))).Count.ShouldBe(1);
        var receipt = (await portal.Write(Change("companies", id, ("name", "Neu AG")))).Values.Single();

        (receipt.Status, receipt.Fault!.Kind).ShouldBe((WriteStatus.Refused, FaultKind.Throttled));
    }
}
