using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Harness.Host.Running;
using Harness.Sync.Ledger;
using Microsoft.Extensions.Hosting;

namespace Harness.Unit.Host.Running;

/// <summary>What a vendor tells shortens the wait and is never needed.</summary>
public sealed class HintTests
{
    private const int Patience = 120_000;

    private static readonly string[] Flows = ["accounts", "contacts", "products", "sales_orders", "invoices"];

    [Fact(Timeout = Patience)]
    public async Task A_change_that_HubSpot_tells_of_does_not_wait_for_the_next_poll()
    {
        await using var company = await Company.ReadyAsync(crm: "hubspot");
        var hints = PollOnceAnHour(company);
        await using var runner = await company.OpenAsync();
        using var host = RunnerHost.Build(runner);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await Company.UntilAsync(async () => (await runner.Ledger.ReadStatusAsync("main", Company.Clock.GetUtcNow(), TestContext.Current.CancellationToken)).Counts.Any(count =>
            count is { Flow: "accounts", State: ItemState.Synced or ItemState.Unchanged }));
        await company.ActAsync(company.Crm, "subscribe-webhooks", new JsonObject { ["target"] = new Uri(hints, "hints/hubspot").AbsoluteUri });
        var account = (await company.RecordsAsync(company.Crm, "companies"))[0];

        await company.EditAsync(company.Crm, "companies", account["id"]!.ToString(), new JsonObject { ["phone"] = "+49 30 990077" });

        await Company.UntilAsync(async () => (await company.RecordsAsync(company.Erp, "customer")).Any(customer =>
            (customer["phone"]?.ToString() ?? "").Replace(" ", "", StringComparison.Ordinal).EndsWith("990077", StringComparison.Ordinal)));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_not_signed_is_refused_and_nothing_else_is_served_there()
    {
        await using var company = await Company.ReadyAsync(crm: "hubspot");
        var hints = PollOnceAnHour(company);
        await using var runner = await company.OpenAsync();
        using var host = RunnerHost.Build(runner);
        await host.StartAsync(TestContext.Current.CancellationToken);

        (await company.PostAsync(new Uri(hints, "hints/hubspot"), new JsonArray())).ShouldBe(HttpStatusCode.Unauthorized);
        (await company.PostAsync(new Uri(hints, "hints/netsuite"), new JsonArray())).ShouldBe(HttpStatusCode.NotFound);
        (await company.GetAsync(new Uri(hints, "metrics")))!.Value.Status.ShouldBe((int)HttpStatusCode.NotFound);
        (await company.GetAsync(new Uri(hints, "health/live")))!.Value.Status.ShouldBe((int)HttpStatusCode.NotFound);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static Uri PollOnceAnHour(Company company)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
        company.Configure(settings =>
        {
            settings["Hints"] = new JsonObject { ["Port"] = address.Port, ["PublicUrl"] = new Uri(address, "hints").AbsoluteUri };
            settings["Integrations"]!["main"]!["Schedules"] = new JsonObject(Flows
                .Select(flow => KeyValuePair.Create<string, JsonNode?>(flow, new JsonObject { ["Every"] = "01:00:00" })));
        });
        return address;
    }
}
