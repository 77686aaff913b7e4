using Harness.Host.Building;
using Harness.Host.Commands;
using Harness.Port;
using Harness.Sync.Alerts;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harness.Host.Running;

/// <summary>Holds the lease and runs every integration until the host stops; work in hand is finished first.</summary>
internal sealed partial class RunnerService(
    ConfiguredRunner runner, RunnerTelemetry telemetry, HintDesk hints, FlowBoard board, IEnumerable<IAlertSink> sinks, IHostApplicationLifetime lifetime, ILogger<RunnerService> log) : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    /// <summary>Why the runner gave up; the command ends with it.</summary>
    public Exception? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Stopped(log);
        }
        catch (Exception thrown) when (Trouble.Of(thrown) is not null)
        {
            if (thrown is LeaseLostException)
            {
                telemetry.Fenced();
            }

            Failure = thrown;
            lifetime.StopApplication();
        }
    }

    // What a pass had claimed when the ledger went away is claimed until a new lease frees it, so all begin anew.
    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await using var lease = await HeldLease.TakeAsync(runner, "run", ct);
            await lease.WhileHeldAsync(RunAllAsync, ct);
        }
        catch (LedgerUnavailableException gone)
        {
            LedgerGone(log, gone.Message);
            await Task.Delay(FirstWait, runner.Clock, ct);
        }
    }

    // A worker ends in trouble only; then the others end with it.
    private async Task<bool> RunAllAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var alerts = new AlertDelivery(runner.Ledger, sinks, runner.Clock);
        List<Task> workers = [.. runner.Folder.Settings.Integrations.Keys.Select(id => RunAsync(id, alerts, stop))];
        var subscriptions = new HintSubscriptions(runner, hints, log).KeepAsync(stop.Token);
        await Task.WhenAny(workers);
        await stop.CancelAsync();
        await Task.WhenAll([.. workers, subscriptions]);
        return true;
    }

    private async Task RunAsync(string id, AlertDelivery alerts, CancellationTokenSource stop)
    {
        var ct = stop.Token;
        var integration = await ReachAsync(id, ct);
        var settings = runner.Folder.Settings.Integrations[id];
        var random = new Random();
        var schedules = integration.Flows.Select(flow => FlowSchedule.Of(flow.Name, settings, random)).ToList();
        var nudges = new FlowNudges(runner.Clock);
        hints.Attend(integration, nudges);
        board.Attend(id, schedules, nudges);
        Started(log, id, integration.Crm.System, integration.Erp.System);
        List<Task> workers = [new IntegrationWorker(integration, runner, schedules, nudges, alerts, telemetry, log).RunAsync(ct)];
        if (settings.Reconcile.Enabled)
        {
            workers.Add(new ReconcileWorker(integration, settings.Reconcile, FlowSchedule.OfReconciling(settings, random), log).RunAsync(ct));
        }

        await Task.WhenAny(workers);
        await stop.CancelAsync();
        await Task.WhenAll(workers);
    }

    // A vendor that is down when the runner starts is waited for; a login or a configuration that is wrong is not.
    private async Task<Integration> ReachAsync(string id, CancellationToken ct)
    {
        for (var wait = FirstWait; ; wait = TimeSpan.FromSeconds(Math.Min(300, wait.TotalSeconds * 2)))
        {
            try
            {
                return await runner.IntegrationAsync(id, ct);
            }
            catch (ConnectorException trouble) when (trouble.Fault is { IsPassing: true, Kind: not FaultKind.LoginFailed })
            {
                WaitingFor(log, trouble.System, trouble.Fault.Message, wait);
                runner.Rest.Observe(trouble.System, trouble.Fault, runner.Clock.GetUtcNow() + wait);
                await Task.Delay(wait, runner.Clock, ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Integration}: keeping {Crm} and {Erp} in step")]
    private static partial void Started(ILogger log, string integration, string crm, string erp);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped; what was in hand is in the ledger")]
    private static partial void Stopped(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason} Everything begins again with what the ledger holds")]
    private static partial void LedgerGone(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{System} cannot be reached: {Reason} Next try in {Wait}")]
    private static partial void WaitingFor(ILogger log, string system, string reason, TimeSpan wait);
}
