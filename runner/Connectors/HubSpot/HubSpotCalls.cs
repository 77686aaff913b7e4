using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Security.Authentication;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Port;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Refit;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// Sends and bounds the calls: a time-out for each, one circuit for the account, and another try for reads only. A write
/// goes out once and, once it is out, is not torn down by a host that stops.
/// </summary>
internal sealed class HubSpotCalls
{
    private static readonly TimeSpan LongestWaitInside = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortWindow = TimeSpan.FromSeconds(1);

    private readonly string system;
    private readonly TimeProvider clock;
    private readonly ResiliencePipeline<HubSpotAnswer> reads;
    private readonly ResiliencePipeline<HubSpotAnswer> writes;
    private volatile ApiUsage? lastUsage;

    public HubSpotCalls(string system, TimeProvider clock, Random random)
    {
        this.system = system;
        this.clock = clock;
        var circuit = Pipeline(builder => builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HubSpotAnswer>
        {
            ShouldHandle = args => ValueTask.FromResult(IsLost(args.Outcome)),
            FailureRatio = 0.9,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromSeconds(60),
            BreakDuration = TimeSpan.FromSeconds(15),
        }));
        reads = Pipeline(builder => builder.AddRetry(Retry(random)).AddPipeline(circuit).AddTimeout(CallTimeout));
        writes = Pipeline(builder => builder.AddPipeline(circuit).AddTimeout(CallTimeout));
    }

    public ApiUsage? LastUsage => lastUsage;

    public static HttpContent Json(JsonNode body) => new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>The answer whatever it says; throws where none came.</summary>
    public async Task<HubSpotAnswer> AskAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct)
    {
        try
        {
            return await reads.ExecuteAsync(token => AnswerAsync(send, token), ct).ConfigureAwait(false);
        }
        catch (BrokenCircuitException ex)
        {
            throw new ConnectorException(system, HubSpotFaults.Unreachable(ex.RetryAfter), ex);
        }
        catch (Exception ex) when (IsLost(ex) || (ex is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ConnectorException(system, HubSpotFaults.Unreachable(), ex);
        }
    }

    public async Task<HubSpotAnswer> ReadAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct)
    {
        var answer = await AskAsync(send, ct).ConfigureAwait(false);
        return answer is { Succeeded: true, Body: not null } ? answer
            : throw new ConnectorException(system, answer.Status == 200 ? HubSpotFaults.Unreachable() : HubSpotFaults.OfAnswer(answer));
    }

    public async Task<HubSpotSent> WriteAsync(Func<CancellationToken, Task<HttpResponseMessage>> send)
    {
        try
        {
            var answer = await writes.ExecuteAsync(token => AnswerAsync(send, token), CancellationToken.None).ConfigureAwait(false);
            return HubSpotSent.Of(answer);
        }
        catch (ConnectorException ex)
        {
            return new HubSpotSent(WriteStatus.NotSent, null, ex.Fault);
        }
        catch (BrokenCircuitException ex)
        {
            return new HubSpotSent(WriteStatus.NotSent, null, HubSpotFaults.Unreachable(ex.RetryAfter));
        }
        catch (HttpRequestException ex) when (NeverLeft(ex))
        {
            return new HubSpotSent(WriteStatus.NotSent, null, HubSpotFaults.Unreachable());
        }
        catch (Exception ex) when (IsLost(ex) || ex is OperationCanceledException)
        {
            return HubSpotSent.Doubtful();
        }
    }

    public ConnectorException Unexpected(string what) =>
        new(system, new Fault(FaultKind.UnexpectedAnswer, $"HubSpot's answer to {what} cannot be read."));

    private async ValueTask<HubSpotAnswer> AnswerAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct)
    {
        using var response = await SendAsync(send, ct).ConfigureAwait(false);
        var answer = await HubSpotAnswer.ReadAsync(response, clock, ct).ConfigureAwait(false);
        if (answer is { DailyLimit: { } limit, DailyLeft: { } left })
        {
            lastUsage = new ApiUsage(limit - left, limit, null, clock.GetUtcNow());
        }

        return answer;
    }

    // Refit wraps what the transport throws, and its message holds the address with the query.
    private static async Task<HttpResponseMessage> SendAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct)
    {
        try
        {
            return await send(ct).ConfigureAwait(false);
        }
        catch (ApiRequestException ex) when (ex.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private static RetryStrategyOptions<HubSpotAnswer> Retry(Random random) => new()
    {
        MaxRetryAttempts = 2,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(500),
        Randomizer = () =>
        {
            lock (random)
            {
                return random.NextDouble();
            }
        },
        ShouldHandle = args => ValueTask.FromResult(
            args.Outcome is { Exception: ConnectorException { Fault.Kind: FaultKind.Unavailable } }
            || (args.Outcome.Result is { } answer
                ? answer.IsTransient && (answer.RetryAfter ?? TimeSpan.Zero) <= LongestWaitInside
                : IsLost(args.Outcome))),
        DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result is { } answer ? answer.RetryAfter ?? OfPolicy(answer) : null),
    };

    // Retry-After is not promised; the policy's name tells how long its window is.
    private static TimeSpan? OfPolicy(HubSpotAnswer answer) => answer.Policy == "SECONDLY" ? ShortWindow : null;

    private static bool IsLost(Outcome<HubSpotAnswer> outcome) =>
        (outcome.Exception is { } thrown && IsLost(thrown)) || outcome.Result is { Status: >= 500 and not 530 };

    private static bool IsLost(Exception thrown) =>
        thrown is HttpRequestException or IOException or InvalidDataException or TimeoutRejectedException;

    // Refused while connecting. A connection that breaks later is an IOException inside: the write may have arrived.
    private static bool NeverLeft(HttpRequestException ex) => ex.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError => true,
        HttpRequestError.ConnectionError => ex.InnerException is SocketException,
        HttpRequestError.SecureConnectionError => ex.InnerException is AuthenticationException,
        _ => false,
    };

    private ResiliencePipeline<HubSpotAnswer> Pipeline(Action<ResiliencePipelineBuilder<HubSpotAnswer>> build)
    {
        var builder = new ResiliencePipelineBuilder<HubSpotAnswer> { TimeProvider = clock };
        build(builder);
        return builder.Build();
    }
}

/// <summary>What became of one write call. Written means only that the vendor gave an answer that tells of its inputs.</summary>
internal sealed record HubSpotSent(WriteStatus Status, JsonObject? Body, Fault? Fault)
{
    private const int RequestTimeout = 408;

    public static HubSpotSent Of(HubSpotAnswer answer)
    {
        if (answer.Succeeded)
        {
            return answer.Body is null ? Doubtful() : new HubSpotSent(WriteStatus.Written, answer.Body, null);
        }

        // Statuses above 520 are an edge's: what reached the vendor behind it is not known.
        return answer.Status is >= 400 and < 500 and not RequestTimeout or 530
            ? new HubSpotSent(WriteStatus.Refused, null, HubSpotFaults.OfAnswer(answer))
            : Doubtful();
    }

    public static HubSpotSent Doubtful() => new(WriteStatus.Unknown, null, HubSpotFaults.OutcomeUnknown());
}
