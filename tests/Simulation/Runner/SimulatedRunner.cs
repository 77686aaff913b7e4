using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Flows;
using Harness.Port;
using Harness.Simulation.Bugs;
using Harness.Simulation.Kernel;
using Harness.Sync;
using Harness.Sync.Alerts;
using Harness.Sync.Crashes;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;
using Harness.Sync.Rollout;

namespace Harness.Simulation.Runner;

/// <summary>One life of the runner: the engine, the flows and the connectors that ship, over a ledger and a network that end with it.</summary>
internal sealed class SimulatedRunner
{
    public const string Id = "main";

    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    private readonly SimulatedCompany _company;
    private readonly PlantedBug _bug;
    private readonly CrashPoints _points;
    private readonly Random _chance;

    public SimulatedRunner(SimulatedCompany company, PlantedBug bug, Store.Ledger ledger, Func<CrashPoint, SimulatedRunner, bool> endsAt, int life, bool backfills)
    {
        _company = company;
        _bug = bug;
        _chance = new Random(life);
        Flows = AllFlows.Create(Options(), company.Clock);
        _points = new CrashPoints(Flows.ToDictionary(flow => flow.Name, flow => flow.Entity), point => Reached(point, endsAt));
        Ledger = bug.Around(LedgerSteps.Around(MortalLedger.Around(ledger, Pulse), _points), _points);
        Life = LiveAsync(backfills);
    }

    public Pulse Pulse { get; } = new();

    public Task Life { get; }

    public ILedger Ledger { get; }

    public IReadOnlyList<Flow> Flows { get; }

    public int Cycles { get; private set; }

    public CycleResult? Last { get; private set; }

    /// <summary>The people have gone home: every wait is slept through.</summary>
    public bool OnlyWaits { get; set; }

    public static SyncOptions Options() => new() { From = DateOnly.FromDateTime(SimulatedCompany.Morning.DateTime).AddDays(-30) };

    /// <summary>What "check --fix" does on the day of the installation.</summary>
    public static async Task InstallAsync(SimulatedCompany company, CancellationToken ct)
    {
        foreach (var (side, system) in new[] { (SystemRole.Crm, company.Crm), (SystemRole.Erp, company.Erp) })
        {
            var connector = Pair.Connect(system.Name, SimulatedCompany.LoginOf(system), company.WireTo(system.Name), company.Clock, new Random(1));
            var missing = MatrixCheck.MissingCustomFields(company.Pair.Matrix, await connector.DescribeAsync(Objects(company.Pair.Matrix, side), ct), side);
            await connector.EnsureFieldsAsync(missing, ct);
        }
    }

    private Task Reached(CrashPoint point, Func<CrashPoint, SimulatedRunner, bool> endsAt)
    {
        if (Pulse.IsBeating && endsAt(point, this))
        {
            Pulse.Stop();
        }

        return Pulse.Beat;
    }

    private async Task LiveAsync(bool backfills)
    {
        var ct = CancellationToken.None;
        await Task.Yield();
        await TakeLeaseAsync(ct);
        var integration = await ReachAsync(ct);
        foreach (var flow in backfills ? Flows : [])
        {
            await new Backfill(integration, flow).RequestAsync(integration.Options.From, ct);
        }

        var cycle = new FlowCycle(integration);
        var alerts = new AlertDelivery(Ledger, [new SilentAlerts()], _company.Clock);
        while (true)
        {
            await Ledger.RenewLeaseAsync(Hold, ct);
            Last = await cycle.RunAsync(Due(), ct);
            Cycles++;
            if (Last.Unreachable.Count > 0)
            {
                await Ledger.RaiseAlertsAsync(
                    Id, [.. Last.Unreachable.Select(one => new NewAlert("system", $"system:{one.System}:{one.Fault.Kind}", one.Message)).DistinctBy(alert => alert.DedupeKey)], integration.Now, ct);
            }

            await alerts.DeliverAsync(ct);
            await Task.Delay(await SleepAsync(integration, ct), _company.Clock, ct);
        }
    }

    /// <summary>Orders are polled every time, the others every second time, products rarely; at the end everything is.</summary>
    private IReadOnlyCollection<string> Due() =>
        [.. Flows.Where(flow => OnlyWaits || flow.CallPriority == 0 || Cycles % (flow.Rank == 1 ? 4 : 2) == 0).Select(flow => flow.Name)];

    private async Task<TimeSpan> SleepAsync(Integration integration, CancellationToken ct)
    {
        var due = (await Ledger.ReadStatusAsync(Id, integration.Now, ct)).NextDue - integration.Now;
        var wait = due is null || due < TimeSpan.FromSeconds(1) ? Patience : due.Value;
        return OnlyWaits ? (wait < Longest ? wait : Longest) : wait < Patience ? wait : Patience;
    }

    /// <summary>The lease of one that ended without a good-bye has to run out first.</summary>
    private async Task TakeLeaseAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await Ledger.TakeLeaseAsync("simulation", Hold, ct);
                return;
            }
            catch (LedgerRefusedException)
            {
                await Task.Delay(Patience, _company.Clock, ct);
            }
        }
    }

    private async Task<Integration> ReachAsync(CancellationToken ct)
    {
        var rest = new SystemRest(_company.Clock);
        var (crm, erp) = (Connect(_company.Crm.Name), Connect(_company.Erp.Name));
        while (true)
        {
            try
            {
                var matrix = _bug.Of(_company.Pair.Matrix);
                return new Integration(
                    Id, matrix, crm, erp, await crm.DescribeAsync(Objects(matrix, SystemRole.Crm), ct), await erp.DescribeAsync(Objects(matrix, SystemRole.Erp), ct),
                    Ledger, _bug.Of(Options()), WavePlan.AllLive, rest, _company.Clock, _chance)
                {
                    Flows = Flows,
                };
            }
            catch (ConnectorException)
            {
                // The program waits for what passes and ends otherwise; then whoever supervises it starts it again.
                await Task.Delay(Patience, _company.Clock, ct);
            }
        }
    }

    private IConnector Connect(string system)
    {
        var wire = _bug.Of(new WireSteps(system, _points, new MortalWire(Pulse, _company.WireTo(system))));
        var quota = new QuotaHandler(new QuotaGovernor(system, new QuotaOptions(), _company.Clock), _company.Clock, wire);
        var side = system == _company.Crm.Name ? _company.Crm : _company.Erp;
        var connector = Pair.Connect(system, SimulatedCompany.LoginOf(side), _bug.IgnoresQuota ? wire : quota, _company.Clock, _chance);
        quota.Usage = () => connector.LastUsage;
        return ConnectorSteps.Around(_bug.Around(connector, _company.Clock), _points);
    }

    private static IReadOnlyCollection<string> Objects(MappingMatrix matrix, SystemRole side) =>
        [.. matrix.Parts.Select(entity => entity.ObjectIn(side)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private sealed class SilentAlerts : IAlertSink
    {
        public string Name => "silent";

        public Task<bool> DeliverAsync(AlertRow alert, CancellationToken ct) => Task.FromResult(true);
    }
}
