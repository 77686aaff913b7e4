using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Connectors.HubSpot;

namespace Harness.Unit.Connectors.HubSpot;

public sealed class WebhookTests
{
    private const string Secret = "secret-1";
    private const string Url = "https://hooks.example.test/hubspot?x=a%20b";
    private const string Stamp = "1790000000000";
    private const string Signature = "qiYLXaSq0S1aTR0eGfhRIiBhz4LgUVFsC97mnyo4mFg=";
    private const string Body = """[{"eventId":1,"objectId":2,"propertyValue":"Zürich"}]""";

    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeMilliseconds(1790000000000);

    [Theory]
    [InlineData(Signature)]
    [InlineData("Z/Bm0+dC1hxHADPTyXhUvtQIDJZyKgTaCf1ClJTMDWA=")]
    public void A_signature_over_the_address_as_given_or_decoded_is_genuine(string signature) => IsGenuine(Body, signature, SentAt).ShouldBeTrue();

    [Fact]
    public void One_changed_byte_is_refused() => IsGenuine(Body.Replace("ü", "u"), Signature, SentAt).ShouldBeFalse();

    [Fact]
    public void A_body_that_was_parsed_and_written_again_is_refused() => IsGenuine(Body.Replace(":", ": "), Signature, SentAt).ShouldBeFalse();

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_signature_older_than_five_minutes_is_a_replay(int seconds, bool isGenuine) => IsGenuine(Body, Signature, SentAt.AddSeconds(seconds)).ShouldBe(isGenuine);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public void What_is_no_signature_is_refused(string? signature) => IsGenuine(Body, signature, SentAt).ShouldBeFalse();

    [Fact]
    public async Task A_change_arrives_signed_and_one_that_was_not_taken_comes_again()
    {
        var receiver = new Receiver(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        using var portal = SimulatedPortal.New(hooks: receiver);
        portal.Act("subscribe-webhooks", new JsonObject { ["target"] = "https://hooks.example.test/hubspot" });
        portal.Edit("companies", portal.First("companies")["id"]!.ToString(), new JsonObject { ["phone"] = "+49 89 1" });

        await portal.Settle(receiver.AllTaken);

        receiver.Deliveries.Count.ShouldBe(2);
        receiver.Deliveries.ShouldAllBe(delivery => HubSpotSignature.IsGenuine(
            portal.Credential("client_secret"), "POST", "https://hooks.example.test/hubspot", delivery.Body, delivery.Timestamp, delivery.Signature,
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(delivery.Timestamp))));
        var told = JsonNode.Parse(receiver.Deliveries[1].Body)!.AsArray().ShouldHaveSingleItem()!;
        (told["subscriptionType"]!.ToString(), told["propertyName"]!.ToString(), told["attemptNumber"]!.GetValue<int>()).ShouldBe(("object.propertyChange", "phone", 1));
    }

    [Fact]
    public async Task A_hundred_and_fifty_events_come_in_two_deliveries()
    {
        var receiver = new Receiver(HttpStatusCode.OK, HttpStatusCode.OK);
        using var portal = SimulatedPortal.New(accounts: 150, hooks: receiver);
        portal.Act("subscribe-webhooks", new JsonObject { ["target"] = "https://hooks.example.test/hubspot" });
        portal.Time.AutoAdvanceAmount = TimeSpan.Zero;
        foreach (var company in portal.Stored("companies"))
        {
            portal.Edit("companies", company["id"]!.ToString(), new JsonObject { ["city"] = "Bonn" });
        }

        await portal.Settle(receiver.AllTaken);

        receiver.Deliveries.Select(delivery => JsonNode.Parse(delivery.Body)!.AsArray().Count).ShouldBe([100, 50]);
    }

    private static bool IsGenuine(string body, string? signature, DateTimeOffset now) =>
        HubSpotSignature.IsGenuine(Secret, "POST", Url, Encoding.UTF8.GetBytes(body), Stamp, signature, now);

    /// <summary>Answers as told; done when it has answered for the last time.</summary>
    private sealed class Receiver(params HttpStatusCode[] answers) : HttpMessageHandler
    {
        private readonly TaskCompletionSource<bool> taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<(byte[] Body, string Timestamp, string Signature)> Deliveries { get; } = [];

        public Task<bool> AllTaken => taken.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Deliveries.Add((
                await request.Content!.ReadAsByteArrayAsync(cancellationToken),
                request.Headers.GetValues(HubSpotSignature.TimestampHeader).Single(),
                request.Headers.GetValues(HubSpotSignature.SignatureHeader).Single()));
            if (Deliveries.Count == answers.Length)
            {
                taken.TrySetResult(true);
            }

            return new HttpResponseMessage(answers[Math.Min(Deliveries.Count, answers.Length) - 1]);
        }
    }
}
