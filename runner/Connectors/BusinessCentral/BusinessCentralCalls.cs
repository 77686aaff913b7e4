using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Harness.Port;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Refit;

namespace Harness.Connectors.BusinessCentral;

/// <summary>What became of one write call: an answer, or why there is none.</summary>
internal sealed record WriteOutcome(WriteStatus Status, BusinessCentralAnswer? Answer, Fault? Fault);

/// <summary>Every call goes through here: lanes, time limit, circuit breaker; reads are repeated, a write is sent once.</summary>
internal sealed class BusinessCentralCalls : IDisposable
{
    private const int patienceWithOthers = 5;
    private static readonly TimeSpan perCall = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);
    private static readonly Fault circuitOpen = BusinessCentralFaults.Unreachable("Business Central could not be reached several times in a row; it rests for a moment.");
    private static readonly Fault stopping = BusinessCentralFaults.Unreachable("It was not sent: the run was stopped.");

    private readonly string system;
    private readonly TimeProvider clock;
    private readonly Random random;
    private readonly Lock dice = new();
    private readonly BusinessCentralLanes lanes;
    private readonly ResiliencePipeline<BusinessCentralAnswer> reads;
    private readonly ResiliencePipeline<BusinessCentralAnswer> writes;

    public BusinessCentralCalls(string system, IBusinessCentralClient client, int lanes, TimeProvider clock, Random random)
    {
        this.system = system;
        this.clock = clock;
        this.random = random;
        this.lanes = new BusinessCentralLanes(lanes);
        Client = client;
        var breaker = new ResiliencePipelineBuilder<BusinessCentralAnswer> { TimeProvider = clock }.AddCircuitBreaker(Breaker()).Build();
        reads = new ResiliencePipelineBuilder<BusinessCentralAnswer> { TimeProvider = clock }
            .AddRetry(Repeats()).AddPipeline(breaker).AddTimeout(perCall).Build();
        writes = new ResiliencePipelineBuilder<BusinessCentralAnswer> { TimeProvider = clock }
            .AddPipeline(breaker).AddTimeout(perCall).Build();
    }

    public IBusinessCentralClient Client { get; }

    /// <summary>The answer of a read that succeeded.</summary>
    public async Task<BusinessCentralAnswer> ReadAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        BusinessCentralAnswer answer;
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
            throw new ConnectorException(system, BusinessCentralFaults.Unreachable("Business Central did not answer in time."), slow);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new ConnectorException(system, BusinessCentralFaults.Unreachable("Business Central could not be reached or broke off its answer."), broken);
        }

        return answer.IsGarbled ? throw new ConnectorException(system, BusinessCentralFaults.Unreachable("Business Central's answer could not be read: it was cut off, or something on the way answered in its place."))
            : answer.IsSuccess ? answer : throw new ConnectorException(system, BusinessCentralFaults.OfCall(answer));
    }

    /// <summary>
    /// Sent once; only where the user's requests were used up, and so nothing was done, is it sent again after a
    /// while. <paramref name="stop"/> ends the waiting and never a call that has begun.
    /// </summary>
    public async Task<WriteOutcome> WriteAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken stop)
    {
        try
        {
            for (var refused = 0; ; refused++)
            {
                var outcome = await SendOnceAsync(call, stop).ConfigureAwait(false);
                if (outcome.Answer is not { } answer || answer.Status != 429)
                {
                    return outcome;
                }

                if (refused == patienceWithOthers || answer.RetryAfter > longestWait)
                {
                    return new WriteOutcome(WriteStatus.Refused, null, BusinessCentralFaults.OfCall(answer));
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
            crowded = answer.Status == 429;
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
            return new WriteOutcome(WriteStatus.NotSent, null, BusinessCentralFaults.Unreachable("Business Central could not be reached."));
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TimeoutRejectedException or OperationCanceledException)
        {
            return new WriteOutcome(WriteStatus.Unknown, null, BusinessCentralFaults.InDoubt("It was sent and no answer came back."));
        }
        finally
        {
            lanes.Leave(crowded);
        }
    }

    private async Task<BusinessCentralAnswer> InLaneAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        await lanes.EnterAsync(ct).ConfigureAwait(false);
        var crowded = false;
        try
        {
            var answer = await SendAsync(call, ct).ConfigureAwait(false);
            crowded = answer.Status == 429;
            return answer;
        }
        finally
        {
            lanes.Leave(crowded);
        }
    }

    private async Task<BusinessCentralAnswer> SendAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        try
        {
            using var response = await call(ct).ConfigureAwait(false);
            return await BusinessCentralAnswer.ReadAsync(response, clock.GetUtcNow(), ct).ConfigureAwait(false);
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

    private static PredicateBuilder<BusinessCentralAnswer> NoAnswer() =>
        new PredicateBuilder<BusinessCentralAnswer>().Handle<HttpRequestException>().Handle<IOException>().Handle<TimeoutRejectedException>();

    private static CircuitBreakerStrategyOptions<BusinessCentralAnswer> Breaker() => new()
    {
        ShouldHandle = NoAnswer(),
        FailureRatio = 0.9,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(10),
    };

    private RetryStrategyOptions<BusinessCentralAnswer> Repeats() => new()
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
            { Result: { } answer } => answer.Status == 429 || ((answer.Status >= 500 || answer.IsGarbled) && args.AttemptNumber < 2),
            { Exception: HttpRequestException or IOException or TimeoutRejectedException } => args.AttemptNumber < 2,
            _ => false,
        }),
        DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
    };
}
