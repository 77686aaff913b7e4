using System.Net;
using System.Net.Sockets;
using Harness.Host;
using Harness.Host.Running;
using Harness.Sync.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Harness.Unit.Host.Running;

/// <summary>The generic host as run starts it.</summary>
public sealed class RunningTests
{
    [Fact]
    public async Task It_syncs_reports_its_health_and_its_figures_and_gives_the_lease_back()
    {
        await using var company = await Company.ReadyAsync();
        await company.WinEverythingAsync();
        var address = Listen(company);
        await using (var runner = await company.OpenAsync())
        {
            using var host = RunnerHost.Build(runner);
            await host.StartAsync(Company.Ct);
            await Company.UntilAsync(async () => (await runner.Ledger.ReadStatusAsync("main", Company.Clock.GetUtcNow(), Company.Ct)).Counts.Any(count =>
                count is { Flow: "sales_orders", State: ItemState.Synced }));
            await Company.UntilAsync(async () => (await company.GetAsync(new Uri(address, "metrics")))!.Value.Text.Contains("harness_watermark_lag", StringComparison.Ordinal));

            var metrics = (await company.GetAsync(new Uri(address, "metrics")))!.Value.Text;
            string[] names =
            [
                "harness_sync_records_total", "harness_sync_duration_seconds_bucket", "harness_queue_depth", "harness_deadletter_depth", "harness_api_calls_total",
                "harness_api_quota_used_ratio", "harness_watermark_lag_seconds",
            ];
            names.ShouldAllBe(name => metrics.Contains(name));
            metrics.ShouldContain("status_class=\"2xx\"");
            metrics.ShouldContain("le=\"900\"");
            foreach (var path in new[] { "live", "ready", "vendors" })
            {
                (await company.GetAsync(new Uri(address, $"health/{path}"))).ShouldBe((200, "Healthy"));
            }

            await host.StopAsync(Company.Ct);
            host.Services.GetRequiredService<RunnerService>().Failure.ShouldBeNull();
        }

        await using var next = await company.OpenAsync();
        (await next.Ledger.TakeLeaseAsync("next", TimeSpan.FromMinutes(1), Company.Ct)).Owner.ShouldBe("next");
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_makes_it_not_ready()
    {
        await using var company = await Company.ReadyAsync();
        var address = Listen(company);
        await using var runner = await company.OpenAsync();
        using var host = RunnerHost.Build(runner);
        await host.StartAsync(Company.Ct);
        await Company.UntilAsync(async () => (await company.GetAsync(new Uri(address, "health/ready")))?.Status == 200);

        await using (var other = new SqliteConnection($"Data Source={runner.Folder.LedgerPath};Pooling=False"))
        {
            await other.OpenAsync(Company.Ct);
            await using var held = other.BeginTransaction(deferred: false);
            (await company.GetAsync(new Uri(address, "health/ready")))!.Value.Status.ShouldBe((int)HttpStatusCode.ServiceUnavailable);
            (await company.GetAsync(new Uri(address, "health/live")))!.Value.Status.ShouldBe(200);
        }

        await Company.UntilAsync(async () => (await company.GetAsync(new Uri(address, "health/ready")))?.Status == 200);
        await host.StopAsync(Company.Ct);
    }

    [Fact]
    public async Task A_vendor_that_is_down_degrades_and_does_not_end_it()
    {
        await using var company = await Company.ReadyAsync();
        var address = Listen(company);
        await company.StopCrmAsync();
        await using var runner = await company.OpenAsync();
        using var host = RunnerHost.Build(runner);
        await host.StartAsync(Company.Ct);

        await Company.UntilAsync(async () => (await company.GetAsync(new Uri(address, "health/vendors")))?.Text == "Degraded");

        (await company.GetAsync(new Uri(address, "health/vendors")))!.Value.Status.ShouldBe(200);
        (await company.GetAsync(new Uri(address, "health/ready")))!.Value.Status.ShouldBe(200);
        await host.StopAsync(Company.Ct);
    }

    [Fact]
    public async Task Port_0_opens_no_listener_at_all()
    {
        await using var company = await Company.ReadyAsync();
        await using var runner = await company.OpenAsync();

        using var host = RunnerHost.Build(runner);

        host.Services.GetService<Microsoft.AspNetCore.Hosting.Server.IServer>().ShouldBeNull();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_its_setting()
    {
        await using var company = await Company.ReadyAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        company.Configure(settings => settings["Health"]!["Port"] = ((IPEndPoint)taken.LocalEndpoint).Port);

        var answer = await company.TypeAsync("run", "--json");

        (answer.Exit, answer.Json["exit_code"]!.GetValue<int>()).ShouldBe((ExitCode.Configuration, ExitCode.Configuration));
        answer.Messages.ShouldContain("Health:Port");
    }

    [Fact]
    public async Task A_login_that_is_refused_at_the_start_ends_it_with_2()
    {
        await using var company = await Company.ReadyAsync();
        company.Configure(settings => settings["Systems"]!["netsuite"]!["Login"]!["CertificateId"] = "wrong");

        var answer = await company.TypeAsync("run");

        answer.Exit.ShouldBe(ExitCode.Configuration);
        answer.Messages.ShouldContain("NetSuite refused the login");
    }

    private static Uri Listen(Company company)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        company.Configure(settings => settings["Health"]!["Port"] = port);
        return new Uri($"http://127.0.0.1:{port}");
    }
}
