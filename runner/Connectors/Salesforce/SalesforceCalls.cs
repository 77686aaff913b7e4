using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Security.Authentication;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Refit;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// Sends and bounds the calls: a time-out for each, one circuit for the org, and another try for reads only. A write
/// goes out once and, once it is out, is not torn down by a host that stops.
/// </summary>
internal sealed partial class SalesforceCalls
{
    private static readonly TimeSpan LongestWaitInside = TimeSpan.FromSeconds(30);

    // A query may run for 120 s at the vendor: giving up before that would start a second long query beside the first.
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(130);

    private readonly string system;
    private readonly TimeProvider clock;
    private readonly ResiliencePipeline<SalesforceAnswer> reads;
    private readonly ResiliencePipeline<SalesforceAnswer> queries;
    private readonly ResiliencePipeline<SalesforceAnswer> writes;
    private volatile ApiUsage? lastUsage;

    public SalesforceCalls(string system, TimeSpan callTimeout, TimeProvider clock, Random random)
    {
        this.system = system;
        this.clock = clock;
        var circuit = Pipeline(builder => builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<SalesforceAnswer>
        {
            ShouldHandle = args => ValueTask.FromResult(IsLost(args.Outcome)),
            FailureRatio = 0.9,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromSeconds(60),
            BreakDuration = TimeSpan.FromSeconds(15),
        }));
        reads = Pipeline(builder => builder.AddRetry(Retry(random)).AddPipeline(circuit).AddTimeout(callTimeout));
        queries = Pipeline(builder => builder.AddRetry(Retry(random)).AddPipeline(circuit).AddTimeout(QueryTimeout));
        writes = Pipeline(builder => builder.AddPipeline(circuit).AddTimeout(callTimeout));
    }

    public ApiUsage? LastUsage => lastUsage;

    public static HttpContent Json(JsonNode body) => new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

    public Task<SalesforceAnswer> ReadAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct) =>
        ReadAsync(reads, token => AnswerAsync(send, token), ct);

    public Task<SalesforceAnswer> QueryAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct) =>
        ReadAsync(queries, token => AnswerAsync(send, token), ct);

    /// <summary>Several queries in one call. One that fails is judged, and all are asked again, as if it had been called alone.</summary>
    public Task<SalesforceAnswer> CompositeAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct) =>
        ReadAsync(queries, async token => SalesforceComposite.OrFailedPart(await AnswerAsync(send, token).ConfigureAwait(false)), ct);

    public async Task<SalesforceSent> WriteAsync(Func<CancellationToken, Task<HttpResponseMessage>> send)
    {
        try
        {
            var answer = await writes.ExecuteAsync(token => AnswerAsync(send, token), CancellationToken.None).ConfigureAwait(false);
            return SalesforceSent.Of(answer);
        }
        catch (ConnectorException ex)
        {
            return new SalesforceSent(WriteStatus.NotSent, null, ex.Fault);
        }
        catch (BrokenCircuitException ex)
        {
            return new SalesforceSent(WriteStatus.NotSent, null, SalesforceFaults.Unreachable(ex.RetryAfter));
        }
        catch (HttpRequestException ex) when (NeverLeft(ex))
        {
            return new SalesforceSent(WriteStatus.NotSent, null, SalesforceFaults.Unreachable());
        }
        catch (Exception ex) when (IsLost(ex) || ex is OperationCanceledException)
        {
            return new SalesforceSent(WriteStatus.Unknown, null, SalesforceFaults.OutcomeUnknown());
        }
    }

    public ConnectorException Unexpected(string what) =>
        new(system, new Fault(FaultKind.UnexpectedAnswer, $"Salesforce's answer to {what} cannot be read."));

    private async Task<SalesforceAnswer> ReadAsync(
        ResiliencePipeline<SalesforceAnswer> pipeline, Func<CancellationToken, ValueTask<SalesforceAnswer>> ask, CancellationToken ct)
    {
        SalesforceAnswer answer;
        try
        {
            answer = await pipeline.ExecuteAsync(ask, ct).ConfigureAwait(false);
        }
        catch (BrokenCircuitException ex)
        {
            throw new ConnectorException(system, SalesforceFaults.Unreachable(ex.RetryAfter), ex);
        }
        catch (Exception ex) when (IsLost(ex) || (ex is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ConnectorException(system, SalesforceFaults.Unreachable(), ex);
        }

        return answer is { Succeeded: true, Body: not null }
            ? answer
            : throw new ConnectorException(system, answer.Status == 200 ? SalesforceFaults.Unreachable() : SalesforceFaults.OfAnswer(answer));
    }

    private async ValueTask<SalesforceAnswer> AnswerAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct)
    {
        using var response = await SendAsync(send, ct).ConfigureAwait(false);
        var answer = await SalesforceAnswer.ReadAsync(response, clock, ct).ConfigureAwait(false);
        if (answer.LimitInfo is { } info && Usage().Match(info) is { Success: true } usage)
        {
            lastUsage = new ApiUsage(Count(usage.Groups[1].Value), Count(usage.Groups[2].Value), null, clock.GetUtcNow());
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

    private static RetryStrategyOptions<SalesforceAnswer> Retry(Random random) => new()
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
        DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
    };

    private static bool IsLost(Outcome<SalesforceAnswer> outcome) =>
        (outcome.Exception is { } thrown && IsLost(thrown)) || outcome.Result is { Status: >= 500 };

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

    private static long? Count(string digits) => long.TryParse(digits, out var count) ? count : null;

    private ResiliencePipeline<SalesforceAnswer> Pipeline(Action<ResiliencePipelineBuilder<SalesforceAnswer>> build)
    {
        var builder = new ResiliencePipelineBuilder<SalesforceAnswer> { TimeProvider = clock };
        build(builder);
        return builder.Build();
    }

    // More segments may stand around it: "api-usage=25/5000; per-app-api-usage=17/250(appName=x)".
    [GeneratedRegex(@"(?<![\w-])api-usage=(\d+)/(\d+)")]
    private static partial Regex Usage();
}

/// <summary>What became of one write call. Written means only that the vendor gave an answer with a result for each row.</summary>
internal sealed record SalesforceSent(WriteStatus Status, JsonNode? Body, Fault? Fault)
{
    private const int RequestTimeout = 408;

    public static SalesforceSent Of(SalesforceAnswer answer)
    {
        if (answer.Succeeded)
        {
            return answer.Body is null ? Doubtful() : new SalesforceSent(WriteStatus.Written, answer.Body, null);
        }

        var fault = SalesforceFaults.OfAnswer(answer);
        var refused = answer.Status is >= 400 and < 500 and not RequestTimeout || fault.Kind == FaultKind.RowLocked;
        return refused ? new SalesforceSent(WriteStatus.Refused, null, fault) : Doubtful();
    }

    private static SalesforceSent Doubtful() => new(WriteStatus.Unknown, null, SalesforceFaults.OutcomeUnknown());
}
