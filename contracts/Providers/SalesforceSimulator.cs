using System.Text.Json.Nodes;
using Harness.Contracts.Pact;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce;

namespace Harness.Contracts.Providers;

public sealed class SalesforceSimulator() : ProviderContract("salesforce"), IAsyncDisposable
{
    private readonly SalesforceSystem org = Org();
    private SimulatorHost? host;
    private VendorApi? api;
    private SalesforceStates? states;

    public async ValueTask DisposeAsync()
    {
        api?.Dispose();
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        org.Dispose();
    }

    protected override async Task<Uri> StartAsync()
    {
        host = SimulatorHost.Start(org, new SimulatorOptions());
        api = new VendorApi(host.Url);
        states = new SalesforceStates(org, api);
        await states.SetUpAsync();
        return host.Url;
    }

    protected override Task<JsonObject> ArrangeAsync(string state, JsonObject parameters) => states!.ArrangeAsync(state);

    private static SalesforceSystem Org()
    {
        var clock = new SimulatedClock(TimeProvider.System);
        return new SalesforceSystem(clock, new Journal(clock));
    }
}
