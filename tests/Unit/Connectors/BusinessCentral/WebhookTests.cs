using System.Text.Json.Nodes;
using Harness.Connectors.BusinessCentral;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Connectors.BusinessCentral;

/// <summary>The simulated service calls our reader of notices, as it would call a runner's address.</summary>
public sealed class WebhookTests : IDisposable
{
    private const string secret = "client-state-of-ours";

    private readonly WebhookNotices reader = new(secret);
    private readonly List<WebhookNotice> received = [];
    private readonly Bench bench;
    private readonly HttpClient http;
    private int answers = 202;

    public WebhookTests()
    {
        bench = new Bench(options => options.Notify = Receive);
        http = new HttpClient(bench.Transport, disposeHandler: false);
    }

    [Fact]
    public async Task The_handshake_is_answered_and_a_change_arrives_as_a_notice()
    {
        await SubscribeAsync("customers");

        var id = bench.Customer("Acme GmbH");
        bench.Act("send-notices", []);

        received.ShouldContain(new WebhookNotice("customers", Guid.Parse(id), "created"));
    }

    [Fact]
    public async Task A_receiver_that_does_not_echo_the_token_gets_no_subscription()
    {
        answers = 404;

        (await Api.PostAsync(bench, http, "subscriptions", Subscription("customers"), inCompany: false)).Status.ShouldBe(400);
    }

    /// <summary>Trap 22: too many changes come as one notice that names none.</summary>
    [Fact]
    public async Task Very_many_changes_come_as_one_notice_that_asks_for_a_poll()
    {
        bench.Act("set-preference", new JsonObject { ["collectionThreshold"] = 3 });
        await SubscribeAsync("customers");

        for (var i = 0; i < 5; i++)
        {
            bench.Customer($"Company {i}");
        }

        bench.Act("send-notices", []);
        received.ShouldBe([new WebhookNotice("customers", null, "collection")]);
    }

    /// <summary>Trap 21: any answer but success, 408, 429 and 5xx ends a subscription.</summary>
    [Theory]
    [InlineData(401, 0)]
    [InlineData(503, 1)]
    public async Task One_wrong_answer_ends_a_subscription_and_an_outage_does_not(int status, int left)
    {
        await SubscribeAsync("customers");
        answers = status;

        bench.Customer("Acme GmbH");
        bench.Act("send-notices", []);

        (await SubscriptionsAsync()).Count.ShouldBe(left);
    }

    [Fact]
    public async Task A_subscription_dies_after_three_days_unless_it_is_renewed()
    {
        await SubscribeAsync("customers");
        bench.Clock.Advance(TimeSpan.FromHours(49));
        var before = (await SubscriptionsAsync()).Single()!;
        WebhookNotices.IsDueForRenewal(DateTimeOffset.Parse(before["expirationDateTime"]!.ToString()), bench.Clock.GetUtcNow()).ShouldBeTrue();

        (await Api.SendAsync(bench, http, HttpMethod.Patch, $"subscriptions('{before["subscriptionId"]}')", [], "*", inCompany: false)).Status.ShouldBe(200);
        bench.Clock.Advance(TimeSpan.FromHours(71));
        bench.Customer("Acme GmbH");
        bench.Act("send-notices", []);
        received.Count.ShouldBe(1);

        bench.Clock.Advance(TimeSpan.FromHours(2));
        bench.Customer("Lindner KG");
        bench.Act("send-notices", []);
        received.Count.ShouldBe(1, "its three days are over");
    }

    /// <summary>Trap 23.</summary>
    [Fact]
    public async Task Contacts_have_no_notices()
    {
        (await Api.PostAsync(bench, http, "subscriptions", Subscription("contacts"), inCompany: false)).Status.ShouldBe(400);
    }

    [Fact]
    public void A_notice_with_another_client_state_is_acknowledged_and_ignored()
    {
        var forged = reader.Read(null, """{"value":[{"clientState":"guess","resource":"/api/v2.0/companies(x)/customers(9d0a2e61-3a4f-4d52-8a53-6f0c4a7c1e11)","changeType":"deleted"}]}""");

        forged.Status.ShouldBe(202);
        forged.Notices.ShouldBeEmpty();
        reader.Read(null, "not json").Status.ShouldBe(202);
    }

    public void Dispose()
    {
        http.Dispose();
        bench.Dispose();
    }

    private VendorResponse? Receive(Uri url, string? body)
    {
        var token = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Query).TryGetValue("validationToken", out var value) ? value.ToString() : null;
        if (answers >= 400)
        {
            return new VendorResponse(answers);
        }

        var verdict = reader.Read(token, body ?? "");
        received.AddRange(verdict.Notices);
        return new VendorResponse(verdict.Status, verdict.Body);
    }

    private async Task SubscribeAsync(string set) =>
        (await Api.PostAsync(bench, http, "subscriptions", Subscription(set), inCompany: false)).Status.ShouldBe(201);

    private JsonObject Subscription(string set) => new()
    {
        ["notificationUrl"] = "https://harness.example/hooks",
        ["resource"] = $"/api/v2.0/companies({bench.System.Credentials["company_id"]})/{set}",
        ["clientState"] = secret,
    };

    private async Task<JsonArray> SubscriptionsAsync() => (await Api.SendAsync(bench, http, HttpMethod.Get, "subscriptions", inCompany: false)).Body!["value"]!.AsArray();
}
