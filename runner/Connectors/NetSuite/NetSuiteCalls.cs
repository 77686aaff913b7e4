using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Harness.Port;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Refit;

namespace Harness.Connectors.NetSuite;

/// <summary>What became of one write call: an answer, or why there is none.</summary>
internal sealed record WriteOutcome(WriteStatus Status, NetSuiteAnswer? Answer, Fault? Fault);

/// <summary>Every call goes through here: lanes, time limit, circuit breaker; reads are repeated, a write is sent once.</summary>
internal sealed class NetSuiteCalls : IDisposable
{
    private const int patienceWithOthers = 5;
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);
    private static readonly Fault circuitOpen = NetSuiteFaults.Unreachable("NetSuite could not be reached several times in a row; it rests for a moment.");
    private static readonly Fault stopping = NetSuiteFaults.Unreachable("It was not sent: the run was stopped.");

    private readonly string system;
    private readonly TimeProvider clock;
    private readonly Random random;
    private readonly Lock dice = new();
    private readonly NetSuiteLanes lanes;
    private readonly ResiliencePipeline<NetSuiteAnswer> reads;
    private readonly ResiliencePipeline<NetSuiteAnswer> writes;

    public NetSuiteCalls(string system, INetSuiteClient client, int lanes, TimeSpan perCall, TimeProvider clock, Random random)
    {
        this.system = system;
        this.clock = clock;
        this.random = random;
        this.lanes = new NetSuiteLanes(lanes);
        Client = client;
        var breaker = new ResiliencePipelineBuilder<NetSuiteAnswer> { TimeProvider = clock }.AddCircuitBreaker(Breaker()).Build();
        reads = new ResiliencePipelineBuilder<NetSuiteAnswer> { TimeProvider = clock }
            .AddRetry(Repeats()).AddPipeline(breaker).AddTimeout(perCall).Build();
        writes = new ResiliencePipelineBuilder<NetSuiteAnswer> { TimeProvider = clock }
            .AddPipeline(breaker).AddTimeout(perCall).Build();
    }

    public INetSuiteClient Client { get; }

    /// <summary>The answer of a read that succeeded.</summary>
    public async Task<NetSuiteAnswer> ReadAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        NetSuiteAnswer answer;
        try
        {
            answer = await reads.ExecuteAsync(async attempt => await InLaneAsync(call, attempt).ConfigureAwait(false), ct).ConfigureAwait(false);
        }
        catch (BrokenCircuitException open)
        {
            throw new ConnectorException(system, circuitOpen, open);
        }
        catch (TimeoutRejectedException slow)
        {
            throw new ConnectorException(system, NetSuiteFaults.Unreachable("NetSuite did not answer in time."), slow);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new ConnectorException(system, NetSuiteFaults.Unreachable("NetSuite could not be reached or broke off its answer."), broken);
        }

        return answer.IsGarbled ? throw new ConnectorException(system, NetSuiteFaults.Unreachable("NetSuite's answer could not be read: it was cut off, or something on the way answered in its place."))
            : answer.IsSuccess ? answer : throw new ConnectorException(system, NetSuiteFaults.OfRead(answer));
    }

    /// <summary>
    /// Sent once; only where the account's concurrency was used up, and so nothing was done, is it sent again after a
    /// while. <paramref name="stop"/> ends the waiting and never a call that has begun.
    /// </summary>
    public async Task<WriteOutcome> WriteAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken stop)
    {
        try
        {
            for (var refused = 0; ; refused++)
            {
                var outcome = await SendOnceAsync(call, stop).ConfigureAwait(false);
                if (outcome.Answer is not { } answer || !NetSuiteFaults.IsConcurrency(answer))
                {
                    return outcome;
                }

                if (refused == patienceWithOthers || answer.RetryAfter > longestWait)
                {
                    return new WriteOutcome(WriteStatus.Refused, null, NetSuiteFaults.OfRead(answer));
                }

                await Task.Delay(answer.RetryAfter ?? Backoff(refused), clock, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new WriteOutcome(WriteStatus.NotSent, null, stopping);
        }
    }

    public void Dispose() => lanes.Dispose();

    private async Task<WriteOutcome> SendOnceAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await lanes.EnterAsync(stop).ConfigureAwait(false);
        var crowded = false;
        try
        {
            var answer = await writes.ExecuteAsync(async limit => await SendAsync(call, limit).ConfigureAwait(false), CancellationToken.None)
                .ConfigureAwait(false);
            crowded = NetSuiteFaults.IsConcurrency(answer);
            return new WriteOutcome(WriteStatus.Written, answer, null);
        }
        catch (BrokenCircuitException)
        {
            return new WriteOutcome(WriteStatus.NotSent, null, circuitOpen);
        }
        catch (ConnectorException notSent)
        {
            return new WriteOutcome(WriteStatus.NotSent, null, notSent.Fault);
        }
        catch (HttpRequestException unreachable) when (NothingWasSent(unreachable))
        {
            return new WriteOutcome(WriteStatus.NotSent, null, NetSuiteFaults.Unreachable("NetSuite could not be reached."));
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TimeoutRejectedException or OperationCanceledException)
        {
            return new WriteOutcome(WriteStatus.Unknown, null, NetSuiteFaults.InDoubt("It was sent and no answer came back."));
        }
        finally
        {
            lanes.Leave(crowded);
        }
    }

    private async Task<NetSuiteAnswer> InLaneAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        await lanes.EnterAsync(ct).ConfigureAwait(false);
        var crowded = false;
        try
        {
            var answer = await SendAsync(call, ct).ConfigureAwait(false);
            crowded = NetSuiteFaults.IsConcurrency(answer);
            return answer;
        }
        finally
        {
            lanes.Leave(crowded);
        }
    }

    private async Task<NetSuiteAnswer> SendAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        try
        {
            using var response = await call(ct).ConfigureAwait(false);
            return await NetSuiteAnswer.ReadAsync(response, clock.GetUtcNow(), ct).ConfigureAwait(false);
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

    private static PredicateBuilder<NetSuiteAnswer> NoAnswer() =>
        new PredicateBuilder<NetSuiteAnswer>().Handle<HttpRequestException>().Handle<IOException>().Handle<TimeoutRejectedException>();

    private static CircuitBreakerStrategyOptions<NetSuiteAnswer> Breaker() => new()
    {
        ShouldHandle = NoAnswer(),
        FailureRatio = 0.9,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(10),
    };

    private RetryStrategyOptions<NetSuiteAnswer> Repeats() => new()
    {
        MaxRetryAttempts = patienceWithOthers,
        Delay = TimeSpan.FromMilliseconds(500),
        MaxDelay = TimeSpan.FromSeconds(16),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Randomizer = Draw,
        ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
        {
            { Result.RetryAfter: { } wait } when wait > longestWait => false,
            { Result: { } answer } => NetSuiteFaults.IsConcurrency(answer) || ((answer.Status >= 500 || answer.IsGarbled) && args.AttemptNumber < 2),
            { Exception: HttpRequestException or IOException or TimeoutRejectedException } => args.AttemptNumber < 2,
            _ => false,
        }),
        DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
    };
}
