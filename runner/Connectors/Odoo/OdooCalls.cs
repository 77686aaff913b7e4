using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Harness.Port;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Refit;

namespace Harness.Connectors.Odoo;

/// <summary>What became of one write call: the server's result, or why there is none.</summary>
internal sealed record WriteOutcome(WriteStatus Status, System.Text.Json.Nodes.JsonNode? Result, Fault? Fault, DateTimeOffset? Date = null);

/// <summary>Every call goes through here: lanes, time limit, circuit breaker; reads are repeated, a write is sent once.</summary>
internal sealed class OdooCalls : IDisposable
{
    private const int patience = 5;

    // Self-hosted workers are stopped after 120 seconds: a big import may take most of that.
    private static readonly TimeSpan perCall = TimeSpan.FromSeconds(115);
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);
    private static readonly Fault circuitOpen = OdooFaults.Unreachable("Odoo could not be reached several times in a row; it rests for a moment.");
    private static readonly Fault stopping = OdooFaults.Unreachable("It was not sent: the run was stopped.");

    private readonly string system;
    private readonly IOdooClient client;
    private readonly OdooSession session;
    private readonly TimeProvider clock;
    private readonly Random random;
    private readonly Lock dice = new();
    private readonly SemaphoreSlim lanes;
    private readonly ResiliencePipeline<OdooAnswer> reads;
    private readonly ResiliencePipeline<OdooAnswer> writes;

    public OdooCalls(string system, IOdooClient client, OdooOptions options, TimeProvider clock, Random random)
    {
        this.system = system;
        this.client = client;
        this.clock = clock;
        this.random = random;
        session = new OdooSession(system, options);
        lanes = new SemaphoreSlim(options.MaxConcurrency, options.MaxConcurrency);
        var breaker = new ResiliencePipelineBuilder<OdooAnswer> { TimeProvider = clock }.AddCircuitBreaker(Breaker()).Build();
        reads = new ResiliencePipelineBuilder<OdooAnswer> { TimeProvider = clock }.AddRetry(Repeats()).AddPipeline(breaker).AddTimeout(perCall).Build();
        writes = new ResiliencePipelineBuilder<OdooAnswer> { TimeProvider = clock }.AddPipeline(breaker).AddTimeout(perCall).Build();
    }

    /// <summary>Opens the session where it is not open yet.</summary>
    public Task<OdooDialect> DialectAsync(CancellationToken ct) => session.OpenAsync(call => RepeatedAsync(call, ct), client, ct);

    /// <summary>The result of a read that succeeded, and the server's time of it.</summary>
    public async Task<(System.Text.Json.Nodes.JsonNode? Result, DateTimeOffset At)> ReadAsync(OdooCall call, CancellationToken ct)
    {
        var dialect = await DialectAsync(ct).ConfigureAwait(false);
        var reply = dialect.Read(await RepeatedAsync(attempt => dialect.SendAsync(client, call, attempt), ct).ConfigureAwait(false));
        if (reply.Answer.IsGarbled)
        {
            throw new ConnectorException(system, OdooFaults.Unreachable("Odoo's answer could not be read: it was cut off, or something on the way answered in its place."));
        }

        return reply.IsResult ? (reply.Result, reply.Answer.Date ?? clock.GetUtcNow()) : throw new ConnectorException(system, OdooFaults.Of(reply));
    }

    /// <summary>
    /// Sent once; only where the host turned it away before Odoo saw it is it sent again after a while.
    /// <paramref name="stop"/> ends the waiting and never a call that has begun.
    /// </summary>
    public async Task<WriteOutcome> WriteAsync(OdooCall call, CancellationToken stop)
    {
        try
        {
            var dialect = await DialectAsync(stop).ConfigureAwait(false);
            for (var refused = 0; ; refused++)
            {
                var (status, answer, fault) = await SendOnceAsync(attempt => dialect.SendAsync(client, call, attempt), stop).ConfigureAwait(false);
                if (answer is null)
                {
                    return new WriteOutcome(status, null, fault);
                }

                var reply = dialect.Read(answer);
                if (!answer.IsThrottle)
                {
                    return reply.IsResult ? new WriteOutcome(WriteStatus.Written, reply.Result, null, answer.Date)
                        : OdooFaults.IsRefusal(reply) ? new WriteOutcome(WriteStatus.Refused, null, OdooFaults.Of(reply))
                        : new WriteOutcome(WriteStatus.Unknown, null, OdooFaults.InDoubt($"Odoo answered the write with status {answer.Status}; it may have been done."));
                }

                if (refused == patience || answer.RetryAfter > longestWait)
                {
                    return new WriteOutcome(WriteStatus.Refused, null, OdooFaults.Of(reply));
                }

                await Task.Delay(answer.RetryAfter ?? Backoff(refused), clock, stop).ConfigureAwait(false);
            }
        }
        catch (ConnectorException notSent)
        {
            return new WriteOutcome(WriteStatus.NotSent, null, notSent.Fault);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new WriteOutcome(WriteStatus.NotSent, null, stopping);
        }
    }

    public void Dispose()
    {
        session.Dispose();
        lanes.Dispose();
    }

    private async Task<OdooAnswer> RepeatedAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        try
        {
            return await reads.ExecuteAsync(async attempt => await InLaneAsync(call, attempt).ConfigureAwait(false), ct).ConfigureAwait(false);
        }
        catch (BrokenCircuitException open)
        {
            throw new ConnectorException(system, circuitOpen, open);
        }
        catch (TimeoutRejectedException slow)
        {
            throw new ConnectorException(system, OdooFaults.Unreachable("Odoo did not answer in time."), slow);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new ConnectorException(system, OdooFaults.Unreachable("Odoo could not be reached or broke off its answer."), broken);
        }
    }

    private async Task<(WriteStatus Status, OdooAnswer? Answer, Fault? Fault)> SendOnceAsync(
        Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await lanes.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var answer = await writes.ExecuteAsync(async limit => await SendAsync(call, limit).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
            return (WriteStatus.Written, answer, null);
        }
        catch (BrokenCircuitException)
        {
            return (WriteStatus.NotSent, null, circuitOpen);
        }
        catch (HttpRequestException unreachable) when (NothingWasSent(unreachable))
        {
            return (WriteStatus.NotSent, null, OdooFaults.Unreachable("Odoo could not be reached."));
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TimeoutRejectedException or OperationCanceledException)
        {
            return (WriteStatus.Unknown, null, OdooFaults.InDoubt("It was sent and no answer came back."));
        }
        finally
        {
            lanes.Release();
        }
    }

    private async Task<OdooAnswer> InLaneAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        await lanes.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return await SendAsync(call, ct).ConfigureAwait(false);
        }
        finally
        {
            lanes.Release();
        }
    }

    private async Task<OdooAnswer> SendAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        try
        {
            using var response = await call(ct).ConfigureAwait(false);
            return await OdooAnswer.ReadAsync(response, clock.GetUtcNow(), ct).ConfigureAwait(false);
        }
        catch (ApiRequestException wrapped) when (wrapped.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    /// <summary>A connection that was never made; one that broke may have carried the call.</summary>
    private static bool NothingWasSent(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError => true,
        HttpRequestError.ConnectionError => failure.InnerException is SocketException,
        _ => false,
    };

    private TimeSpan Backoff(int refused) => TimeSpan.FromSeconds(Math.Min(16, 0.5 * (1 << refused)) * (0.5 + Draw()));

    private double Draw()
    {
        lock (dice)
        {
            return random.NextDouble();
        }
    }

    private static CircuitBreakerStrategyOptions<OdooAnswer> Breaker() => new()
    {
        ShouldHandle = new PredicateBuilder<OdooAnswer>().Handle<HttpRequestException>().Handle<IOException>().Handle<TimeoutRejectedException>(),
        FailureRatio = 0.9,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(10),
    };

    private RetryStrategyOptions<OdooAnswer> Repeats() => new()
    {
        MaxRetryAttempts = patience,
        Delay = TimeSpan.FromMilliseconds(500),
        MaxDelay = TimeSpan.FromSeconds(16),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Randomizer = Draw,
        ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
        {
            { Result.RetryAfter: { } wait } when wait > longestWait => false,
            { Result: { } answer } => answer.IsThrottle || ((answer.Status is 502 or 503 or 504 || answer.IsGarbled) && args.AttemptNumber < 2),
            { Exception: HttpRequestException or IOException or TimeoutRejectedException } => args.AttemptNumber < 2,
            _ => false,
        }),
        DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
    };
}
