using Harness.Core.Records;
using Harness.Host.Building;
using Harness.Host.Commands;
using Harness.Host.Demo;
using Harness.Host.Settings;
using Harness.Sync.Passes;

namespace Harness.Load.Scenarios;

/// <summary>Two simulated systems in a process of their own, and the runner configured for them as for real ones.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;
    private readonly SimulatorProcess _simulators;
    private readonly DirectoryInfo _folder;
    private readonly ConfiguredRunner _runner;

    private Stage(SocketsHttpHandler handler, HttpClient http, SimulatorProcess simulators, DirectoryInfo folder, ConfiguredRunner runner, SimulatedCompany company, Integration integration)
    {
        _handler = handler;
        _http = http;
        _simulators = simulators;
        _folder = folder;
        _runner = runner;
        Company = company;
        Integration = integration;
    }

    public SimulatedCompany Company { get; }

    public Integration Integration { get; }

    public static async Task<Stage> SetAsync(Scenario scenario, int seed, DateOnly from, TimeProvider clock, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("harness-load-");
        var options = new DemoOptions(scenario.Crm, scenario.Erp, scenario.Accounts, scenario.Schedule.Count, seed, scenario.Latency, "none", true, true, folder.FullName) { Mess = 0 };
        var simulators = await SimulatorProcess.StartAsync(options, ct);
        var handler = new SocketsHttpHandler();
        var http = new HttpClient(handler);
        var company = new SimulatedCompany(simulators, http, options);
        var runner = await ConfiguredRunner.OpenAsync(DemoFolder.Write(options, simulators, from), clock, ct, seed);
        var prepared = await CheckCommand.CheckAsync(runner, "main", fix: true, ct);
        if (!prepared.IsClean)
        {
            throw new SettingsException([.. prepared.Lines()]);
        }

        await runner.Ledger.TakeLeaseAsync($"load:{Environment.ProcessId}", TimeSpan.FromHours(8), ct);
        return new Stage(handler, http, simulators, folder, runner, company, await runner.IntegrationAsync("main", ct));
    }

    public string SystemOf(SystemRole side) => side == SystemRole.Crm ? Company.Crm : Company.Erp;

    public async ValueTask DisposeAsync()
    {
        await _runner.DisposeAsync();
        await _simulators.DisposeAsync();
        _http.Dispose();
        _handler.Dispose();
        _folder.Delete(recursive: true);
    }
}
