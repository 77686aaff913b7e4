using System.Text.Json.Nodes;
using Harness.Contracts.Pact;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite;

namespace Harness.Contracts.Providers;

public sealed class NetSuiteSimulator() : ProviderContract("netsuite"), IAsyncDisposable
{
    private SimulatorHost? host;
    private VendorApi? api;
    private NetSuiteStates? states;

    public async ValueTask DisposeAsync()
    {
        api?.Dispose();
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    protected override Task<Uri> StartAsync()
    {
        var clock = new SimulatedClock(TimeProvider.System);
        var account = new NetSuiteSystem(clock, new Journal(clock));
        host = SimulatorHost.Start(account, new SimulatorOptions());
        api = new VendorApi(host.Url);
        states = new NetSuiteStates(account, api);
        return Task.FromResult(host.Url);
    }

    protected override Task<JsonObject> ArrangeAsync(string state, JsonObject parameters) => states!.ArrangeAsync(state);
}
