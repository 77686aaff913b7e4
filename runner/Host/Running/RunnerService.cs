using Harness.Host.Building;
using Harness.Port;
using Harness.Sync.Alerts;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harness.Host.Running;

/// <summary>Holds the lease and runs every integration until the host stops; work in hand is finished first.</summary>
internal sealed partial class RunnerService(
    ConfiguredRunner runner, RunnerTelemetry telemetry, IEnumerable<IAlertSink> sinks, IHostApplicationLifetime lifetime, ILogger<RunnerService> log) : BackgroundService
{
    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    /// <summary>Why the runner gave up; the command ends with it.</summary>
    public Exception? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await runner.Ledger.TakeLeaseAsync($"{Environment.MachineName}:{Environment.ProcessId}", LeaseFor, stoppingToken);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var renewing = RenewAsync(stop);
            var alerts = new AlertDelivery(runner.Ledger, sinks, runner.Clock);
            await Task.WhenAll(runner.Folder.Settings.Integrations.Keys.Select(id => RunAsync(id, alerts, stop.Token)));
            await stop.CancelAsync();
            await renewing;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(log);
        }
        catch (Exception broken) when (broken is LedgerRefusedException or LeaseLostException or Settings.SettingsException)
        {
            Failure = broken;
            lifetime.StopApplication();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (Failure is null)
        {
            await runner.Ledger.ReleaseLeaseAsync(CancellationToken.None);
        }
    }

    private async Task RunAsync(string id, AlertDelivery alerts, CancellationToken ct)
    {
        var integration = await ReachAsync(id, ct);
        var settings = runner.Folder.Settings.Integrations[id];
        var random = new Random();
        var schedules = integration.Flows.Select(flow => FlowSchedule.Of(flow.Name, settings, random)).ToList();
        await new IntegrationWorker(integration, runner, schedules, alerts, telemetry, log).RunAsync(ct);
    }

    // A vendor that is down when the runner starts is waited for; a configuration that is wrong is not.
    private async Task<Integration> ReachAsync(string id, CancellationToken ct)
    {
        for (var wait = FirstWait; ; wait = TimeSpan.FromSeconds(Math.Min(300, wait.TotalSeconds * 2)))
        {
            try
            {
                return await runner.IntegrationAsync(id, ct);
            }
            catch (ConnectorException trouble) when (trouble.Fault.IsPassing)
            {
                WaitingFor(log, trouble.System, trouble.Fault.Message, wait);
                await Task.Delay(wait, runner.Clock, ct);
            }
        }
    }

    private async Task RenewAsync(CancellationTokenSource stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(LeaseFor / 4, runner.Clock, stop.Token);
                await runner.Ledger.RenewLeaseAsync(LeaseFor, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The runner is stopping; the lease is released after the last commit.
        }
        catch (LeaseLostException lost)
        {
            Failure = lost;
            await stop.CancelAsync();
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped; what was in hand is in the ledger")]
    private static partial void Stopped(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{System} cannot be reached: {Reason} Next try in {Wait}")]
    private static partial void WaitingFor(ILogger log, string system, string reason, TimeSpan wait);
}
