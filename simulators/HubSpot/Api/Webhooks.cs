using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>How the deliveries of a subscription are made; everything beyond the target is trouble that the vendor is known for.</summary>
/// <param name="Delay">Between the change and its delivery.</param>
/// <param name="Shuffles">Events of one delivery in another order.</param>
/// <param name="Repeats">Each delivery twice.</param>
/// <param name="SignsWrongly">Somebody else sends it.</param>
/// <param name="Age">How old the signature's time is.</param>
internal sealed record Subscription(Uri Target)
{
    public TimeSpan Delay { get; init; }

    public bool Shuffles { get; init; }

    public bool Repeats { get; init; }

    public bool SignsWrongly { get; init; }

    public TimeSpan Age { get; init; }

    /// <summary>Before the first retry; later ones wait twice as long each time. The vendor spreads ten over a day.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>
/// Sends events to the app's target: batches of at most 100, signed over method, address, raw body and time, five
/// seconds for an answer, and ten further attempts.
/// </summary>
internal sealed class Webhooks(SimulatedClock clock, HttpMessageHandler wire) : IDisposable
{
    private const int LargestDelivery = 100;
    private const int MostRetries = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http = new(wire, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Lock _gate = new();
    private readonly List<JsonObject> _waiting = [];
    private readonly List<JsonObject> _attempts = [];
    private bool _isPlanned;

    public Subscription? Subscription { get; set; }

    /// <summary>What was sent and how it was answered, for the control surface.</summary>
    public JsonArray Attempts
    {
        get
        {
            lock (_gate)
            {
                return new JsonArray([.. _attempts.Select(attempt => attempt.DeepClone())]);
            }
        }
    }

    public void Take(JsonObject told)
    {
        lock (_gate)
        {
            _waiting.Add(told);
            if (!_isPlanned)
            {
                _isPlanned = true;
                _ = DeliverAsync(_stopping.Token);
            }
        }
    }

    public static string Sign(string method, Uri target, string body, string timestamp, string secret) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{method}{target.AbsoluteUri}{body}{timestamp}")));

    public void Dispose()
    {
        _stopping.Cancel();
        _http.Dispose();
        _stopping.Dispose();
    }

    private async Task DeliverAsync(CancellationToken stop)
    {
        // What one person's act changes arrives together.
        await WaitAsync(Subscription?.Delay is { Ticks: > 0 } delay ? delay : Together, stop).ConfigureAwait(false);
        List<JsonObject> events;
        lock (_gate)
        {
            events = [.. _waiting];
            _waiting.Clear();
            _isPlanned = false;
        }

        if (Subscription is not { } subscription)
        {
            return;
        }

        foreach (var batch in (subscription.Shuffles ? Enumerable.Reverse(events) : events).Chunk(LargestDelivery))
        {
            await SendUntilTakenAsync(subscription, batch, stop).ConfigureAwait(false);
            if (subscription.Repeats)
            {
                await SendUntilTakenAsync(subscription, batch, stop).ConfigureAwait(false);
            }
        }
    }

    private async Task SendUntilTakenAsync(Subscription subscription, JsonObject[] events, CancellationToken stop)
    {
        var wait = subscription.Retry;
        for (var attempt = 0; attempt <= MostRetries && !stop.IsCancellationRequested; attempt++, wait *= 2)
        {
            foreach (var told in events)
            {
                told["attemptNumber"] = attempt;
            }

            var status = await SendAsync(subscription, new JsonArray([.. events.Select(told => told.DeepClone())]).ToJsonString(), stop).ConfigureAwait(false);
            lock (_gate)
            {
                _attempts.Add(new JsonObject { ["attempt"] = attempt, ["events"] = events.Length, ["status"] = status });
            }

            if (status is >= 200 and < 300)
            {
                return;
            }

            await WaitAsync(wait, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The answer's status; 0 where none came in time.</summary>
    private async Task<int> SendAsync(Subscription subscription, string body, CancellationToken stop)
    {
        var timestamp = (clock.GetUtcNow() - subscription.Age).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var secret = subscription.SignsWrongly ? "another-secret" : Tokens.ClientSecret;
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Target);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("X-HubSpot-Request-Timestamp", timestamp);
        request.Headers.Add("X-HubSpot-Signature-v3", Sign("POST", subscription.Target, body, timestamp, secret));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var timer = clock.CreateTimer(_ => deadline.Cancel(), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            using var response = await _http.SendAsync(request, deadline.Token).ConfigureAwait(false);
            return (int)response.StatusCode;
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken stop) =>
        await Task.Delay(time, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
