namespace Harness.Simulators.Behaviours;

/// <param name="Port">0 takes a free one.</param>
public sealed record SimulatorOptions(int Port = 0)
{
    public Latency Latency { get; init; } = Latency.None;
}

/// <summary>A simulated system behind a port of the loopback address, its control surface beside it.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly VendorPipeline pipeline;
    private readonly LoopbackServer server;

    private SimulatorHost(SimulatedSystem system, SimulatorOptions options)
    {
        pipeline = new VendorPipeline(system, options.Latency);
        var control = new ControlSurface(pipeline);
        server = LoopbackServer.Start(options.Port,
        [
            .. system.Operations.Select(operation => new Route(operation.Method, operation.PathPattern, 10, ServeAsync)),
            new Route(null, $"{ControlSurface.Prefix}.*", 1, (request, _) => Task.FromResult<VendorResponse?>(control.Answer(request))),
            new Route(null, ".*", 1000, ServeAsync),
        ]);
    }

    public SimulatedSystem System => pipeline.System;

    public Uri Url => server.Url;

    public static SimulatorHost Start(SimulatedSystem system, SimulatorOptions options) => new(system, options);

    public async ValueTask DisposeAsync()
    {
        server.Dispose();
        await pipeline.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Where two patterns fit a path, the pipeline's order decides, as it does without a socket.</summary>
    private async Task<VendorResponse?> ServeAsync(VendorRequest request, CancellationToken clientLeft) =>
        (await pipeline.RunAsync(request, clientLeft).ConfigureAwait(false)).Response;
}
