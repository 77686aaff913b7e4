using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Simulators.Behaviours;

/// <summary>What becomes of the connection: an answer is sent, or it breaks without one.</summary>
/// <param name="Response">Null when the connection is reset.</param>
public sealed record PipelineResult(VendorResponse? Response)
{
    public static readonly PipelineResult Reset = new((VendorResponse?)null);
}

/// <summary>
/// The one way of every call: call log, login, limits, faults before the effect, latency, the operation under the system
/// lock, faults after it, call log. Waits never hold the lock.
/// </summary>
public sealed class VendorPipeline : IAsyncDisposable
{
    private static readonly TimeSpan DefaultHold = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(5);

    /// <summary>Compiling one takes longer than a call; a process may host thousands of systems.</summary>
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    private readonly SimulatedSystem system;
    private readonly Latency latency;
    private readonly RetryAfterWatch retryAfter;
    private readonly List<(Operation Operation, Regex Path)> routes;
    private readonly LateCommits lateCommits;
    private int inFlight;
    private int maxInFlight;

    public VendorPipeline(SimulatedSystem system, Latency latency)
    {
        this.system = system;
        this.latency = latency;
        retryAfter = new RetryAfterWatch(system);
        system.Faults.Operations = system.Operations;
        lateCommits = new LateCommits(system.Clock);
        routes = [.. system.Operations.Select(operation => (operation, PathRegex(operation)))];
    }

    public SimulatedSystem System => system;

    public int MaxInFlight => Volatile.Read(ref maxInFlight);

    /// <summary>The whole path, from its first character to its last.</summary>
    public static Regex PathRegex(Operation operation) => Compiled.GetOrAdd(
        operation.PathPattern, pattern => new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.Compiled));

    public Task<PipelineResult> RunAsync(VendorRequest request, CancellationToken clientLeft) =>
        RunAsync(Find(request), request, clientLeft);

    /// <param name="operation">Null for a path that the vendor does not serve.</param>
    /// <param name="clientLeft">Ends waits; an operation that has begun still commits.</param>
    private async Task<PipelineResult> RunAsync(Operation? operation, VendorRequest request, CancellationToken clientLeft)
    {
        var started = system.Clock.GetUtcNow();
        var name = operation?.Name ?? "unmatched";
        var counts = operation is not null && system.CountsAgainstLimits(operation);
        var arrived = counts ? Arrive() : 0;
        var served = new Served(PipelineResult.Reset, null, WasLetIn: false);
        try
        {
            served = operation is null
                ? new Served(Answer(Locked(() => system.Unmatched(request))), null, WasLetIn: false)
                : await ServeAsync(operation, request, arrived, clientLeft).ConfigureAwait(false);
            if (served.Result.Response is not { } response)
            {
                return served.Result;
            }

            // The vendor's own time: clients take "now" from the Date header.
            response = Locked(() => system.Decorate(request, response.With("Date", system.Clock.GetUtcNow().ToString("R"))));
            retryAfter.Note(response);
            return Answer(response);
        }
        finally
        {
            if (counts)
            {
                Interlocked.Decrement(ref inFlight);
            }

            system.Calls.Add(
                name, request, served.Result.Response?.Status ?? 0, started, counts && served.WasLetIn ? 1 : 0, arrived, served.Fault?.Kind, operation?.Kind == OperationKind.Write);
        }
    }

    public Operation? Find(VendorRequest request) => routes
        .Find(route => route.Operation.Method == request.Method && route.Path.IsMatch(request.Path) && route.Operation.When?.Invoke(request) != false).Operation;

    public ValueTask DisposeAsync() => lateCommits.DisposeAsync();

    /// <param name="WasLetIn">It passed login and limits, so it took from the quota.</param>
    private sealed record Served(PipelineResult Result, ArmedFault? Fault, bool WasLetIn = true);

    private async Task<Served> ServeAsync(
        Operation operation, VendorRequest request, int arrived, CancellationToken clientLeft)
    {
        if (operation.Kind != OperationKind.Open)
        {
            retryAfter.Check(operation);
        }

        var applied = system.Faults.TakeFirst(FaultPlan.OfTheState, operation);
        if (applied is not null && !Locked(() => system.Apply(applied)) && applied.Kind != FaultKinds.SchemaChange)
        {
            return new Served(Answer(Refusal(applied, request)), applied, WasLetIn: false);
        }

        if (Locked(() => RefuseAtTheDoor(operation, request, arrived)) is { } refusal)
        {
            return new Served(Answer(refusal), applied, WasLetIn: false);
        }

        var fault = system.Faults.TakeFirst(FaultPlan.OfThePipeline, operation);
        switch (fault?.Kind)
        {
            case FaultKinds.Throttle or FaultKinds.Unavailable:
                return new Served(Answer(Refusal(fault, request)), fault);
            case FaultKinds.ResetBefore:
                return new Served(PipelineResult.Reset, fault);
            case FaultKinds.Timeout:
                await HoldAsync(fault.Order.Hold ?? DefaultHold, clientLeft).ConfigureAwait(false);
                return new Served(PipelineResult.Reset, fault);
            case FaultKinds.LateCommit:
                lateCommits.After(fault.Order.Delay ?? DefaultDelay, () => Run(operation, request));
                await HoldAsync(fault.Order.Hold ?? TimeSpan.Zero, clientLeft).ConfigureAwait(false);
                return new Served(PipelineResult.Reset, fault);
            case FaultKinds.SlowPage:
                await HoldAsync(fault.Order.Delay ?? DefaultDelay, clientLeft).ConfigureAwait(false);
                break;
        }

        // A client that leaves while it waits has sent its call all the same: the vendor carries it out.
        await HoldAsync(latency.Draw(system.LatencyOf(operation, request)), CancellationToken.None).ConfigureAwait(false);
        var response = Run(operation, request);
        return fault?.Kind switch
        {
            FaultKinds.ResetAfterCommit => new Served(PipelineResult.Reset, fault),
            FaultKinds.ErrorAfterCommit => new Served(Answer(Refusal(fault, request)), fault),
            _ => new Served(Answer(response), fault ?? applied),
        };
    }

    private static PipelineResult Answer(VendorResponse response) => new(response);

    private VendorResponse Run(Operation operation, VendorRequest request) => Locked(() => operation.Handle(request));

    private VendorResponse? RefuseAtTheDoor(Operation operation, VendorRequest request, int arrived)
    {
        if (operation.Kind != OperationKind.Open && system.RefuseLogin(request) is { } unknown)
        {
            if (!system.CarriesLogin(request))
            {
                system.Calls.Violation("no-auth", operation.Name, $"{request.Method} {request.Path} came without a login.");
            }

            return unknown;
        }

        if (!system.CountsAgainstLimits(operation) || system.RefuseForLimits(request, arrived) is not { } overLimit)
        {
            return null;
        }

        system.Calls.Violation(
            "limit-exceeded", operation.Name, $"Answered {overLimit.Status} with {arrived} calls in flight.");
        return overLimit;
    }

    private VendorResponse Refusal(ArmedFault fault, VendorRequest request)
    {
        var response = Locked(() => system.Refuse(fault.Kind, request));
        if (fault.Order.Html)
        {
            response = response with { Body = HtmlPage, ContentType = "text/html;charset=utf-8" };
        }

        if (fault.Order.Status is { } status)
        {
            response = response with { Status = status };
        }

        return fault.Order.RetryAfter is not { } seconds ? response
            : fault.Order.RetryAfterAsDate ? AskedUntil(response, system.Clock.GetUtcNow(), seconds)
            : response.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
    }

    // HTTP dates count whole seconds: the next one, so that the moment is not named too early.
    private static VendorResponse AskedUntil(VendorResponse response, DateTimeOffset now, int seconds) =>
        response.With("Date", now.ToString("R")).With("Retry-After", now.AddSeconds(seconds + 1).ToString("R"));

    private const string HtmlPage =
        "<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body><h1>Down for maintenance</h1></body></html>";

    private T Locked<T>(Func<T> act)
    {
        lock (system.Gate)
        {
            return act();
        }
    }

    private int Arrive()
    {
        var now = Interlocked.Increment(ref inFlight);
        InterlockedMax(ref maxInFlight, now);
        return now;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private async Task HoldAsync(TimeSpan time, CancellationToken clientLeft)
    {
        if (time > TimeSpan.Zero)
        {
            await Task.Delay(time, system.Clock, clientLeft)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
