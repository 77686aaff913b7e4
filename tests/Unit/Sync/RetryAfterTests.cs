using System.Net;
using Harness.Port;
using Harness.Sync.Pacing;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Sync;

/// <summary>A vendor that asks to be left alone, in each form that vendors use.</summary>
public sealed class RetryAfterTests
{
    private const int Urgent = 0, Ordinary = 4;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_after_is_honoured_as_seconds_and_as_a_date()
    {
        foreach (var isDate in new[] { false, true })
        {
            var header = isDate ? _clock.GetUtcNow().AddSeconds(30).ToString("R") : "30";
            var governor = Governor(new QuotaOptions());
            using var wire = new Answering(HttpStatusCode.TooManyRequests, header);
            using var handler = new QuotaHandler(governor, _clock, wire);
            using var http = new HttpMessageInvoker(handler, disposeHandler: false);
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://erp.example/");
            (await http.SendAsync(request, Stop)).Dispose();

            var next = governor.EnterAsync(Urgent, Stop);

            next.IsCompleted.ShouldBeFalse();
            _clock.Advance(TimeSpan.FromSeconds(31));
            (await next).Dispose();
        }
    }

    [Theory]
    [InlineData("86400")]
    [InlineData("2147483647")]
    [InlineData("date")]
    public async Task A_long_pause_is_told_to_the_caller_and_nothing_is_sent_before_its_end(string header)
    {
        header = header == "date" ? _clock.GetUtcNow().AddDays(2).ToString("R") : header;
        var governor = Governor(new QuotaOptions());
        using var wire = new Answering(HttpStatusCode.ServiceUnavailable, header);
        using var handler = new QuotaHandler(governor, _clock, wire);
        using var http = new HttpMessageInvoker(handler, disposeHandler: false);
        (await SendAsync(http)).Dispose();

        var refused = await Should.ThrowAsync<ConnectorException>(() => SendAsync(http));

        wire.Sent.ShouldBe(1);
        refused.Fault.IsSystemWide.ShouldBeTrue();
        refused.Fault.RetryAfter!.Value.ShouldBeGreaterThan(TimeSpan.FromHours(23));
        _clock.Advance(refused.Fault.RetryAfter.Value);
        (await SendAsync(http)).Dispose();
        wire.Sent.ShouldBe(2);
    }

    [Fact]
    public async Task A_date_is_of_the_vendors_clock_and_not_of_ours()
    {
        var governor = Governor(new QuotaOptions());
        var there = _clock.GetUtcNow().AddMinutes(10);
        using var wire = new Answering(HttpStatusCode.TooManyRequests, there.AddSeconds(20).ToString("R")) { Date = there };
        using var handler = new QuotaHandler(governor, _clock, wire);
        using var http = new HttpMessageInvoker(handler, disposeHandler: false);
        (await SendAsync(http)).Dispose();

        var next = SendAsync(http);

        _clock.Advance(TimeSpan.FromSeconds(19));
        next.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await next).Dispose();
    }

    [Fact]
    public async Task A_refusal_without_a_time_pauses_nobody()
    {
        var governor = Governor(new QuotaOptions());
        using var wire = new Answering(HttpStatusCode.TooManyRequests, null);
        using var handler = new QuotaHandler(governor, _clock, wire);
        using var http = new HttpMessageInvoker(handler, disposeHandler: false);
        (await SendAsync(http)).Dispose();

        (await SendAsync(http)).Dispose();
    }

    [Fact]
    public async Task A_call_whose_time_ran_out_in_the_queue_says_that_it_was_not_sent()
    {
        var governor = Governor(new QuotaOptions { Concurrency = 1 });
        using var slot = await governor.EnterAsync(Ordinary, Stop);
        using var wire = new Answering(HttpStatusCode.OK, null);
        using var handler = new QuotaHandler(governor, _clock, wire);
        using var http = new HttpMessageInvoker(handler, disposeHandler: false);
        using var patience = new CancellationTokenSource();
        var waiting = SendAsync(http, patience.Token);

        await patience.CancelAsync();

        (await Should.ThrowAsync<ConnectorException>(() => waiting)).Fault.Kind.ShouldBe(FaultKind.Throttled);
        wire.Sent.ShouldBe(0);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker http, CancellationToken? ct = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://erp.example/");
        return await http.SendAsync(request, ct ?? Stop);
    }

    private QuotaGovernor Governor(QuotaOptions options) => new("erp", options, _clock);

    private sealed class Answering(HttpStatusCode status, string? retryAfter) : HttpMessageHandler
    {
        public int Sent { get; private set; }

        public DateTimeOffset? Date { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent++;
            var answer = new HttpResponseMessage(status);
            answer.Headers.Date = Date;
            if (retryAfter is not null)
            {
                answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }

            return Task.FromResult(answer);
        }
    }
}
