using System.Net.Sockets;
using Harness.Dashboard;
using Harness.Host.Building;
using Harness.Host.Running;
using Harness.Host.Settings;
using Harness.Sync.Alerts;
using Harness.Sync.Passes;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace Harness.Host.Demo;

/// <summary>The dashboard of the demonstration, and the runner that keeps going while people look at it.</summary>
internal static class DemoPages
{
    public static async Task<DashboardServer?> OpenAsync(ConfiguredRunner runner, FlowBoard board, DemoOptions options, CancellationToken ct)
    {
        if (!options.ShowsPages)
        {
            return null;
        }

        try
        {
            return await DashboardServer.StartAsync(
                OfficeOf.Runner(runner, board, isDemo: true), OfficeOf.Options(runner, options.DashboardPort ?? 0), null, token => DashboardService.ReadyAsync(runner, token), ct);
        }
        catch (Exception taken) when (taken is SocketException or IOException { InnerException: AddressInUseException })
        {
            throw new SettingsException([$"--dashboard-port {options.DashboardPort}: the port cannot be used ({taken.Message}). Give a free one."]);
        }
    }

    public static async Task KeepGoingAsync(ConfiguredRunner runner, FlowBoard board, Integration integration, TimeSpan pace, CancellationToken ct)
    {
        var settings = new ScheduleSettings { Every = pace, Jitter = TimeSpan.Zero };
        var schedules = integration.Flows.Select(flow => new FlowSchedule(flow.Name, settings, TimeZoneInfo.Utc, new Random(0))).ToList();
        var nudges = new FlowNudges(runner.Clock);
        board.Attend(integration.Id, schedules, nudges);
        using var telemetry = new RunnerTelemetry(runner.Systems, runner.Clock);
        var alerts = new AlertDelivery(runner.Ledger, [], runner.Clock);
        await new IntegrationWorker(integration, runner, schedules, nudges, alerts, telemetry, NullLogger.Instance).RunAsync(ct);
    }
}
