using Harness.Dashboard;
using Harness.Host.Building;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harness.Host.Running;

/// <summary>The pages for people, beside the runner and on a port of their own.</summary>
internal sealed partial class DashboardService(ConfiguredRunner runner, FlowBoard board, Action<ILoggingBuilder> logging, ILogger<DashboardService> log) : IHostedService, IAsyncDisposable
{
    private DashboardServer? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _server = await DashboardServer.StartAsync(OfficeOf.Runner(runner, board), OfficeOf.Options(runner), logging, token => ReadyAsync(runner, token), cancellationToken);
        Opened(log, runner.Folder.Settings.Dashboard.PublicUrl ?? _server.Address);
        if (await _server.FirstStepAsync(cancellationToken) is { } first)
        {
            FirstStep(log, first);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Can the ledger be written? Null: it can.</summary>
    public static async Task<string?> ReadyAsync(ConfiguredRunner runner, CancellationToken ct)
    {
        var health = await new LedgerHealth(runner).CheckHealthAsync(new(), ct);
        return health.Status == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy ? null : health.Description ?? "The ledger cannot be written.";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Dashboard: {Address}")]
    private static partial void Opened(ILogger log, Uri address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can sign in yet. Make the first account at {Address}")]
    private static partial void FirstStep(ILogger log, Uri address);
}
