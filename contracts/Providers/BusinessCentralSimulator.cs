using System.Text.Json.Nodes;
using Harness.Contracts.Pact;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral;

namespace Harness.Contracts.Providers;

public sealed class BusinessCentralSimulator() : ProviderContract("businesscentral"), IAsyncDisposable
{
    private SimulatorHost? host;
    private VendorApi? api;
    private BusinessCentralStates? states;

    public async ValueTask DisposeAsync()
    {
        api?.Dispose();
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    protected override Task<Uri> StartAsync()
    {
        var clock = new SimulatedClock(TimeProvider.System);
        var company = new BusinessCentralSystem(clock, new Journal(clock));
        host = SimulatorHost.Start(company, new SimulatorOptions());
        api = new VendorApi(host.Url);
        states = new BusinessCentralStates(company, api);
        return Task.FromResult(host.Url);
    }

    protected override Task<JsonObject> ArrangeAsync(string state, JsonObject parameters) => states!.ArrangeAsync(state);
}
