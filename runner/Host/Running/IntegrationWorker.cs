using Harness.Host.Building;
using Harness.Port;
using Harness.Sync.Alerts;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;
using Microsoft.Extensions.Logging;

namespace Harness.Host.Running;

/// <summary>Keeps one integration in step: polls by schedule, works, retries what is due, delivers alerts.</summary>
internal sealed partial class IntegrationWorker(
    Integration integration, ConfiguredRunner runner, IReadOnlyList<FlowSchedule> schedules, AlertDelivery alerts, RunnerTelemetry telemetry, ILogger log)
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(15);

    private readonly HashSet<string> _alerted = [];

    public async Task RunAsync(CancellationToken ct)
    {
        var cycle = new FlowCycle(integration, progress =>
        {
            telemetry.Passed(progress.Flow, progress.Items, integration.Now);
            return Task.CompletedTask;
        });
        while (!ct.IsCancellationRequested)
        {
            var due = schedules.Where(schedule => schedule.NextDue <= integration.Now).ToList();
            var result = await cycle.RunAsync([.. due.Select(schedule => schedule.Flow)], ct);
            foreach (var schedule in due)
            {
                schedule.Advance(integration.Now);
            }

            Report(result, due.Count);
            await KeepBooksAsync(result, ct);
            await Task.Delay(await SleepAsync(ct), integration.Clock, ct);
        }
    }

    public async Task KeepBooksAsync(CycleResult result, CancellationToken ct)
    {
        foreach (var system in runner.Systems)
        {
            if (system.Governor.TakeUncounted() is > 0 and var calls)
            {
                await integration.Ledger.CountCallsAsync(system.Name, DateOnly.FromDateTime(integration.Now.UtcDateTime), calls, ct);
            }

            if (system.Governor.UsedRatio >= runner.Folder.Settings.Systems[system.Name].Quota.AlertAt && _alerted.Add($"{system.Name}:{integration.Now:yyyy-MM-dd}"))
            {
                await integration.Ledger.RaiseAlertsAsync(integration.Id, [new NewAlert(
                    "quota", $"quota:{system.Name}:{integration.Now:yyyy-MM-dd}",
                    $"{system.Governor.UsedRatio:P0} of the day's calls to {system.Name} are used ({system.Governor.Used} of {system.Governor.Limit}).")], integration.Now, ct);
            }
        }

        foreach (var trouble in result.Unreachable.Where(one => one.Fault.Kind is FaultKind.LoginFailed or FaultKind.PermissionMissing or FaultKind.MappingBroken))
        {
            await integration.Ledger.RaiseAlertsAsync(
                integration.Id, [new NewAlert("system", $"system:{trouble.System}:{trouble.Fault.Kind}", $"{trouble.System}: {trouble.Fault.Message}")], integration.Now, ct);
        }

        telemetry.Saw(await integration.Ledger.ReadStatusAsync(integration.Id, integration.Now, ct), integration.Now);
        await alerts.DeliverAsync(ct);
    }

    private async Task<TimeSpan> SleepAsync(CancellationToken ct)
    {
        var status = await integration.Ledger.ReadStatusAsync(integration.Id, integration.Now, ct);
        var next = schedules.Select(schedule => schedule.NextDue).Append(status.NextDue ?? DateTimeOffset.MaxValue).Min();
        var sleep = next - integration.Now;
        return sleep < TimeSpan.FromMilliseconds(100) ? TimeSpan.FromMilliseconds(100) : sleep < LongestSleep ? sleep : LongestSleep;
    }

    private void Report(CycleResult result, int polled)
    {
        foreach (var trouble in result.Unreachable)
        {
            Unreachable(log, trouble.System, trouble.Fault.Message);
        }

        if (!result.WasQuiet)
        {
            Cycled(log, integration.Id, polled, result.Found, result.Worked);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Integration}: polled {Flows} flows, {Found} changes, {Worked} items worked")]
    private static partial void Cycled(ILogger log, string integration, int flows, int found, int worked);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{System} cannot be reached: {Reason}")]
    private static partial void Unreachable(ILogger log, string system, string reason);
}
