using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulation.Bugs;
using Harness.Simulation.Checks;
using Harness.Simulation.Histories;
using Harness.Simulation.Kernel;
using Harness.Simulation.Runner;
using Harness.Simulators.Behaviours;
using Harness.Sync.Crashes;
using Harness.Sync.Ledger;

namespace Harness.Simulation.Runs;

/// <summary>Plays one history to its end and judges what both systems and the ledger hold then.</summary>
internal sealed class SeedRun : IAsyncDisposable
{
    private const int MostCycles = 50;

    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(4);

    private readonly SimulatedCompany _company;
    private readonly History _history;
    private readonly PlantedBug _bug;
    private readonly CrashPoint? _only;
    private readonly HashSet<int> _crashes;
    private readonly List<(TimeSpan At, ArmedFault Fault)> _armed = [];
    private readonly List<SimulatedRunner> _frozen = [];
    private readonly People _people;
    private readonly Coverage _coverage = new();
    private readonly Store.Ledger _shared;
    private SimulatedRunner _runner;
    private int _passed;
    private int _crashed;
    private int _lives;
    private bool _crashesOver;

    private SeedRun(SimulatedCompany company, History history, PlantedBug bug, CrashPoint? only)
    {
        (_company, _history, _bug, _only, _crashes) = (company, history, bug, only, [.. history.Crashes]);
        _people = new People(company.Crm, company.Erp, company.Clock);
        _shared = new Store.Ledger(company.Database, company.Clock);
        _runner = null!;
    }

    /// <param name="only">Ends the runner at the first time it comes by this moment, and nowhere else.</param>
    public static async Task<SeedResult> PlayAsync(int seed, History history, PlantedBug bug, Pair pair, CrashPoint? only, CancellationToken ct)
    {
        await using var run = new SeedRun(await SimulatedCompany.OpenAsync(pair, history.Business, history.Latency, ct), history, bug, only);
        return await run.PlayAsync(seed, ct);
    }

    public ValueTask DisposeAsync() => _company.DisposeAsync();

    private async Task<SeedResult> PlayAsync(int seed, CancellationToken ct)
    {
        var installing = SimulatedRunner.InstallAsync(_company, ct);
        while (!installing.IsCompleted)
        {
            await PassAsync(TimeSpan.FromSeconds(1));
        }

        await installing;
        _runner = Begin();
        var problems = new List<string>();
        try
        {
            await PlayActsAsync();
            await CalmDownAsync();
            await ConvergeAsync(problems, ct);
            await JudgeAsync(problems, ct);
        }
        catch (RunnerFailedException failed)
        {
            problems.Add($"the runner failed: {failed.InnerException}");
        }

        return await ResultAsync(seed, problems, ct);
    }

    private SimulatedRunner Begin() => new(
        _company, _bug, _bug.SharesLease ? _shared : new Store.Ledger(_company.Database, _company.Clock), EndsAt, ++_lives, _history.HasBackfill && _lives == 1);

    private bool EndsAt(CrashPoint point, SimulatedRunner runner)
    {
        _coverage.Pass(point);
        _passed++;
        var ends = !_crashesOver && ReferenceEquals(runner, _runner) && (_only is null ? _crashes.Remove(_passed) : point == _only && _crashed == 0);
        if (ends)
        {
            _crashed++;
            _coverage.Crash(point);
        }

        return ends;
    }

    private async Task PlayActsAsync()
    {
        var at = TimeSpan.Zero;
        var events = _history.Acts.Select(act => (At: at += act.After, Do: (Action)(() => _people.Do(act))))
            .Concat(_history.Troubles.Select(trouble => (trouble.At, Do: (Action)(() => Arm(trouble))))).OrderBy(one => one.At).ToList();
        var now = TimeSpan.Zero;
        foreach (var (time, act) in events)
        {
            await PassAsync(time - now);
            now = time;
            act();
        }
    }

    private void Arm(Trouble trouble)
    {
        var system = trouble.InErp ? _company.Erp : _company.Crm;
        _armed.Add((trouble.At, system.Faults.Arm(new FaultOrder(
            trouble.Kind, trouble.Operation, trouble.Skips, trouble.Times, RetryAfter: trouble.Kind is FaultKinds.Throttle or FaultKinds.Unavailable && trouble.Seconds > 20 ? trouble.Seconds : null,
            Delay: TimeSpan.FromSeconds(trouble.Seconds), Hold: trouble.Kind == FaultKinds.LateCommit ? TimeSpan.FromSeconds(1) : null, Html: trouble.Html, Options: new JsonObject()))));
    }

    /// <summary>The faults are over, the schema is mended, the clock is right; what was hidden shows.</summary>
    private async Task CalmDownAsync()
    {
        await PassAsync(TimeSpan.FromSeconds(45));
        _company.Crm.Faults.Disarm();
        _company.Erp.Faults.Disarm();
        _company.Clock.SetOffset(TimeSpan.Zero);
        foreach (var (_, fault) in _armed.Where(one => one.Fault is { Kind: FaultKinds.SchemaChange, Fired: > 0 }))
        {
            lock (_company.Crm.Gate)
            {
                _company.Crm.Actions["show-field"](new JsonObject { ["object"] = "Account", ["field"] = "Credit_Limit__c" });
            }
        }

        // Nobody thaws before its lease is over and another has taken it: until then it is still the runner.
        _crashesOver = true;
        await PassAsync(TimeSpan.FromMinutes(3));
        foreach (var frozen in _frozen)
        {
            frozen.Pulse.Thaw();
        }

        await PassAsync(TimeSpan.FromSeconds(45));
    }

    private async Task ConvergeAsync(List<string> problems, CancellationToken ct)
    {
        await new Steward(_shared, _company.Clock).LetGoWhatWasMendedAsync(ct);
        _runner.OnlyWaits = true;
        var began = _runner.Cycles;
        var quiet = 0;
        var seen = began;
        var limit = _company.Time.GetUtcNow() + LongestRest;
        while (_runner.Cycles - began < MostCycles && quiet < 2 && _company.Time.GetUtcNow() < limit)
        {
            await PassAsync(TimeSpan.FromSeconds(10));
            if (_runner.Cycles != seen)
            {
                seen = _runner.Cycles;
                var status = await _shared.ReadStatusAsync(SimulatedRunner.Id, _company.Clock.GetUtcNow(), ct);
                quiet = _runner.Last!.WasQuiet && status.NextDue is null && status.PendingNotes == 0 ? quiet + 1 : 0;
            }
        }

        if (quiet < 2)
        {
            problems.Add($"stuck: not at rest after {_runner.Cycles - began} cycles ({_runner.Last})");
        }
    }

    /// <summary>Lets time go by; a runner that has ended is started again.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        var until = _company.Time.GetUtcNow() + time;
        while (true)
        {
            await OneThread.SettleAsync();
            if (_runner is { Life.IsFaulted: true })
            {
                throw new RunnerFailedException(_runner.Life.Exception!.InnerException!);
            }

            if (_runner is { Pulse.IsBeating: false })
            {
                if (_bug.Freezes || _history.Thaws)
                {
                    _frozen.Add(_runner);
                }

                _runner = Begin();
            }

            if (!_company.Time.RingNext(until))
            {
                return;
            }
        }
    }

    private async Task JudgeAsync(List<string> problems, CancellationToken ct)
    {
        var written = Journals.Written(_company.Crm, _company.Erp);
        var cycles = _runner.Cycles;
        while (problems.Count == 0 && _runner.Cycles < cycles + 1)
        {
            await PassAsync(TimeSpan.FromSeconds(10));
        }

        if (Journals.Written(_company.Crm, _company.Erp) is var after && after != written)
        {
            problems.Add($"not quiet: {after - written} writes in a cycle in which nothing had changed");
        }

        problems.AddRange(Journals.Problems(_company.Crm, _company.Erp));
        problems.AddRange(await new LedgerInvariants(_shared, _company).ProblemsAsync(ct));
        foreach (var frozen in _frozen.Where(frozen => frozen.Life is { IsFaulted: true, Exception.InnerException: not LeaseLostException }))
        {
            problems.Add($"a runner that was frozen failed: {frozen.Life.Exception!.InnerException!.Message}");
        }
    }

    private async Task<SeedResult> ResultAsync(int seed, List<string> problems, CancellationToken ct)
    {
        foreach (var kind in _armed.GroupBy(one => one.Fault.Kind))
        {
            _coverage.Fired(kind.Key, kind.Sum(one => one.Fault.Fired));
        }

        foreach (var state in (await _shared.ReadStatusAsync(SimulatedRunner.Id, _company.Clock.GetUtcNow(), ct)).Counts)
        {
            _coverage.Saw(state.State, (int)state.Count);
        }

        foreach (var (deed, times) in _people.Done)
        {
            _coverage.Deeds[deed.ToString()] = times;
        }

        var verdict = Checks.Verdict.Of(_company);
        problems.AddRange(verdict.Problems);
        var journal = string.Join('\n', Journals.Lines(_company.Crm).Concat(Journals.Lines(_company.Erp)));
        return new SeedResult(
            seed, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(journal)))[..16], verdict.Lost, verdict.Doubled, verdict.Unexplained, verdict.Records,
            _armed.Sum(one => one.Fault.Fired), _crashed, _runner.Cycles, problems, _coverage);
    }
}

internal sealed class RunnerFailedException(Exception why) : Exception("The runner ended by itself.", why);
