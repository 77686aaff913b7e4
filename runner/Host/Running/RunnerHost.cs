using System.Net;
using Harness.Host.Building;
using Harness.Sync.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Harness.Host.Running;

/// <summary>The generic host of the runner; health and metrics on a loopback port where one is set, no listener at all where it is 0.</summary>
internal static class RunnerHost
{
    public static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(90);

    private static readonly double[] SecondBounds = [1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

    /// <param name="json">Log lines as JSON.</param>
    public static IHost Build(ConfiguredRunner runner, bool json = false)
    {
        var (health, hints) = (runner.Folder.Settings.Health.Port, runner.Folder.Settings.Hints.Port);
        if (health == 0 && hints == 0)
        {
            var quiet = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
            Compose(quiet, runner, json, meters => meters);
            return quiet.Build();
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        Compose(builder, runner, json, meters => meters.AddPrometheusExporter());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = HintDesk.LargestDelivery;
            foreach (var port in new[] { health, hints }.Where(port => port > 0).Distinct())
            {
                kestrel.Listen(IPAddress.Loopback, port);
            }
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddHealthChecks()
            .AddCheck<LedgerHealth>("ledger", HealthStatus.Unhealthy, ["ready"])
            .AddCheck<VendorHealth>("vendors", HealthStatus.Degraded, ["vendors"]);
        var app = builder.Build();

        // What comes through the proxy sees the hints and nothing else, whatever host it names.
        app.MapWhen(context => context.Connection.LocalPort == hints, told => told.Run(app.Services.GetRequiredService<HintDesk>().ReceiveAsync));
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        app.MapHealthChecks("/health/vendors", new() { Predicate = check => check.Tags.Contains("vendors") });
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }

    private static void Compose(IHostApplicationBuilder builder, ConfiguredRunner runner, bool json, Func<MeterProviderBuilder, MeterProviderBuilder> export)
    {
        builder.Configuration.AddEnvironmentVariables().AddConfiguration(runner.Folder.Configuration);
        AddLogging(builder.Logging, runner.Folder.Configuration, json);
        builder.Services.AddSystemd().AddWindowsService();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTime);
        builder.Services.AddSingleton(runner);
        builder.Services.AddSingleton(_ => new RunnerTelemetry(runner.Systems, runner.Clock));
        builder.Services.AddSingleton<IAlertSink, LogAlerts>();
        builder.Services.AddSingleton<HintDesk>().AddSingleton<FlowBoard>();
        if (runner.Folder.Settings.Dashboard.Port > 0)
        {
            builder.Services.AddHostedService(services => new DashboardService(
                runner, services.GetRequiredService<FlowBoard>(), logging => AddLogging(logging, runner.Folder.Configuration, json), services.GetRequiredService<ILogger<DashboardService>>()));
        }

        builder.Services.AddSingleton<RunnerService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RunnerService>());
        builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("harness")).WithMetrics(meters =>
        {
            export(meters)
                .AddMeter(RunnerTelemetry.MeterName)
                .AddView("harness.sync.duration", new ExplicitBucketHistogramConfiguration { Boundaries = SecondBounds });
            if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
            {
                meters.AddOtlpExporter();
            }
        });
    }

    // Data is on stdout, so everything that is said goes to stderr. What ends the host is told once, by the command.
    private static void AddLogging(ILoggingBuilder logging, IConfiguration settings, bool json)
    {
        logging.AddConfiguration(settings.GetSection("Logging")).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = json ? ConsoleFormatterNames.Json
                : Microsoft.Extensions.Hosting.Systemd.SystemdHelpers.IsSystemdService() ? ConsoleFormatterNames.Systemd : ConsoleFormatterNames.Simple;
        });
        logging.Services.Configure<SimpleConsoleFormatterOptions>(line => (line.SingleLine, line.UseUtcTimestamp, line.TimestampFormat) = (true, true, "yyyy-MM-dd HH:mm:ss'Z' "));
        logging.Services.Configure<JsonConsoleFormatterOptions>(line => (line.UseUtcTimestamp, line.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
    }
}
