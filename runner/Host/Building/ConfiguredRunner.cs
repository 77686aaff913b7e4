using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Flows;
using Harness.Host.Running;
using Harness.Host.Settings;
using Harness.Port;
using Harness.Store;
using Harness.Sync.Crashes;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;
using Harness.Sync.Rollout;

namespace Harness.Host.Building;

/// <summary>Everything that a configuration folder describes, opened: systems, ledger, integrations.</summary>
internal sealed class ConfiguredRunner : IAsyncDisposable
{
    private readonly SocketsHttpHandler _wire = new() { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
    private readonly Dictionary<string, SystemConnection> _systems = [];
    private readonly Random _random;
    private Ledger? _ledger;
    private CrashPoints? _crashes;

    private ConfiguredRunner(SettingsFolder folder, TimeProvider clock, int? seed)
    {
        Folder = folder;
        Clock = clock;
        _random = new LockedRandom(seed);
    }

    public SettingsFolder Folder { get; }

    public TimeProvider Clock { get; }

    public SystemRest Rest => field ??= new SystemRest(Clock);

    public IReadOnlyCollection<SystemConnection> Systems => _systems.Values;

    public ILedger Ledger => field ??= _ledger is null ? throw new InvalidOperationException("The ledger is not open.")
        : _crashes is null ? _ledger : LedgerSteps.Around(_ledger, _crashes);

    public LeaseGate Gate => field ??= new LeaseGate(Clock);

    /// <summary>What has to be said about the ledger before anything is done with it; null for nothing.</summary>
    public string? AboutLedger => _ledger?.Restored?.ToString();

    /// <summary>Opens the folder, the systems and the ledger. No vendor is called.</summary>
    public static Task<ConfiguredRunner> OpenAsync(
        string path, TimeProvider clock, CancellationToken ct, int? seed = null, IReadOnlyDictionary<string, string?>? extra = null) =>
        OpenAsync(SettingsFolder.Open(path, extra), clock, ct, seed);

    public static async Task<ConfiguredRunner> OpenAsync(SettingsFolder folder, TimeProvider clock, CancellationToken ct, int? seed = null)
    {
        var runner = new ConfiguredRunner(folder, clock, seed);
        runner._crashes = SelfKill.Ordered(runner);
        var problems = new List<string>();
        foreach (var name in folder.Settings.Systems.Keys)
        {
            try
            {
                runner._systems[name] = SystemConnection.Open(name, folder, clock, runner._random, runner.WireOf(name));
            }
            catch (SettingsException wrong)
            {
                problems.AddRange(wrong.Problems);
            }
        }

        if (problems.Count > 0)
        {
            throw new SettingsException(problems);
        }

        runner._ledger = await LedgerDoor.OpenAsync(folder, clock, ct);
        return runner;
    }

    /// <summary>Opens the ledger alone, for commands that only look and decide.</summary>
    public static async Task<ConfiguredRunner> OpenLedgerAsync(SettingsFolder folder, TimeProvider clock, CancellationToken ct) =>
        new(folder, clock, null) { _ledger = await LedgerDoor.OpenAsync(folder, clock, ct) };

    public IReadOnlyList<string> FlowNames(string integration) =>
        [.. AllFlows.Create(Folder.Settings.Integrations[integration].Policy, Clock).Select(flow => flow.Name)];

    /// <summary>What every flow polls, by system.</summary>
    public IEnumerable<(string System, string Source)> SourcesOf(string integration)
    {
        var (settings, matrix) = (Folder.Settings.Integrations[integration], LoadMatrix(integration));
        return AllFlows.Create(settings.Policy, Clock).SelectMany(flow => matrix.Entities[flow.Entity].Sources.Select(
            source => (source.Side == SystemRole.Crm ? settings.Crm : settings.Erp, SourcePoller.NameOf(flow, source))));
    }

    public SystemConnection System(string name) => _systems[name];

    public MappingMatrix LoadMatrix(string integration)
    {
        var settings = Folder.Settings.Integrations[integration];
        var load = MappingMatrix.Load(Folder.Path, VendorOf(settings.Crm), VendorOf(settings.Erp));
        return load.Matrix ?? throw new SettingsException([.. load.Problems.Select(problem => problem.ToString())]);
    }

    /// <summary>Reads both systems' metadata, checks the matrix against it and gives the integration ready to run.</summary>
    public async Task<Integration> IntegrationAsync(string id, CancellationToken ct)
    {
        var settings = Folder.Settings.Integrations[id];
        var matrix = LoadMatrix(id);
        var (crm, erp) = (_systems[settings.Crm], _systems[settings.Erp]);
        await KnownPauses.TakeUpAsync(this, id, [crm, erp], ct);
        var described = await Task.WhenAll(
            crm.Connector.DescribeAsync(Objects(matrix, SystemRole.Crm), ct), erp.Connector.DescribeAsync(Objects(matrix, SystemRole.Erp), ct));
        Refuse(matrix, described[0], described[1]);
        await CountEarlierCallsAsync(ct);
        var waves = new WavePlan(
            settings.Waves.Default, [.. settings.Waves.Named.Select(wave => new Wave(wave.Key, wave.Value.Mode, wave.Value.Accounts))]);
        return new Integration(
            id, matrix, Told(crm.Connector), Told(erp.Connector), described[0], described[1], Ledger, settings.Policy, waves, Rest, Clock, _random)
        {
            Flows = AllFlows.Create(settings.Policy, Clock),
        };
    }

    public static IReadOnlyCollection<string> Objects(MappingMatrix matrix, SystemRole side) =>
        [.. matrix.Parts.Select(entity => entity.ObjectIn(side)).Distinct(StringComparer.OrdinalIgnoreCase)];

    public async ValueTask DisposeAsync()
    {
        if (_ledger is not null)
        {
            await KnownPauses.KeepAllAsync(this);
            await _ledger.DisposeAsync();
        }

        _wire.Dispose();
    }

    // Right at the socket, behind every wait for quota. A ledger in a file cannot be taken over from a process that lives.
    private HttpMessageHandler WireOf(string system)
    {
        HttpMessageHandler wire = LedgerDoor.IsOnServer(Folder) ? new GatedWire(Gate, _wire) : _wire;
        return _crashes is null ? wire : new WireSteps(system, _crashes, wire);
    }

    private IConnector Told(IConnector connector) => _crashes is null ? connector : ConnectorSteps.Around(connector, _crashes);

    private static void Refuse(MappingMatrix matrix, SystemDescription crm, SystemDescription erp)
    {
        List<string> problems = [.. MatrixCheck.Against(matrix, crm, erp).Select(problem => problem.ToString())];
        var missing = MatrixCheck.MissingCustomFields(matrix, crm, SystemRole.Crm).Concat(MatrixCheck.MissingCustomFields(matrix, erp, SystemRole.Erp)).ToList();
        if (missing.Count > 0)
        {
            problems.Add($"Custom fields of Harness's own are missing: {string.Join(", ", missing.Select(field => $"{field.ObjectType}.{field.Path}"))}. \"harness check --fix\" creates them.");
        }

        if (problems.Count > 0)
        {
            throw new SettingsException(problems);
        }
    }

    private string VendorOf(string system) => Folder.Settings.Systems[system].Vendor;

    private async Task CountEarlierCallsAsync(CancellationToken ct)
    {
        foreach (var system in _systems.Values)
        {
            system.Governor.StartFrom(await Ledger.CountCallsAsync(system.Name, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime), 0, ct));
        }
    }
}
