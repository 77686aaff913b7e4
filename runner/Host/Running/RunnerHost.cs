using System.Net;
using Harness.Host.Building;
using Harness.Sync.Alerts;
using Harness.Sync.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;

namespace Harness.Host.Running;

/// <summary>The generic host of the runner, with health and metrics on a loopback port.</summary>
internal static class RunnerHost
{
    private static readonly double[] SecondBounds = [1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

    public static WebApplication Build(ConfiguredRunner runner)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(runner.Folder.Configuration);
        builder.Host.UseSystemd().UseWindowsService();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(90));
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, runner.Folder.Settings.Health.Port));

        builder.Services.AddSingleton(runner);
        builder.Services.AddSingleton(new RunnerTelemetry(runner.Systems.Select(system =>
            (system.Name, (Func<double?>)(() => system.Governor.UsedRatio), (Func<long>)(() => system.Governor.CallsToday)))));
        builder.Services.AddSingleton<IAlertSink, LogAlerts>();
        builder.Services.AddSingleton<RunnerService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RunnerService>());
        builder.Services.AddHealthChecks()
            .AddCheck<LedgerHealth>("ledger", HealthStatus.Unhealthy, ["ready"])
            .AddCheck<VendorHealth>("vendors", HealthStatus.Degraded, ["vendors"]);
        AddTelemetry(builder);

        var app = builder.Build();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        app.MapHealthChecks("/health/vendors", new() { Predicate = check => check.Tags.Contains("vendors") });
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }

    private static void AddTelemetry(WebApplicationBuilder builder)
    {
        var metrics = builder.Services.AddOpenTelemetry().WithMetrics(meters => meters
            .AddMeter(RunnerTelemetry.MeterName)
            .AddView("harness.sync.duration", new ExplicitBucketHistogramConfiguration { Boundaries = SecondBounds })
            .AddPrometheusExporter());
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
        {
            metrics.WithMetrics(meters => meters.AddOtlpExporter());
        }
    }

    /// <summary>The ledger answers; without it nothing may run.</summary>
    private sealed class LedgerHealth(ConfiguredRunner runner) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await runner.Ledger.ReadUnsentAlertsAsync(1, cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (LedgerRefusedException refused)
            {
                return HealthCheckResult.Unhealthy(refused.Message);
            }
        }
    }

    /// <summary>A vendor in trouble degrades and never restarts us.</summary>
    private sealed class VendorHealth(ConfiguredRunner runner) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var resting = runner.Systems.Where(system => runner.Rest.Of(system.Name) is not null).Select(system => system.Name).ToList();
            return Task.FromResult(resting.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"Resting: {string.Join(", ", resting)}."));
        }
    }
}
