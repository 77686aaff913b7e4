using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Host.Building;
using Harness.Host.Commands;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Features.Company;

/// <summary>The production runner on the company's folder: started when it is first needed, stopped, killed, started again.</summary>
internal sealed class RunnerUnderTest(RunnerFolder folder, TimeProvider clock) : IAsyncDisposable
{
    private const int MostRounds = 60;

    private static readonly TimeSpan LeaseFor = TimeSpan.FromDays(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly List<Task> _abandoned = [];
    private ConfiguredRunner? _runner;
    private Integration? _integration;
    private FlowCycle? _cycle;
    private bool _isPrepared;

    public RunnerFolder Folder => folder;

    /// <summary>How many kinds of record the matrix has Harness look at for news.</summary>
    public int Watched(SystemRole side) => _integration!.Matrix.Entities.Values.Sum(entity => entity.Sources.Count(source => source.Side == side));

    /// <summary>Settings are read at the start: a runner that is under way is stopped and starts again with the new ones.</summary>
    public async Task ChangePolicyAsync(Action<JsonObject> change, CancellationToken ct)
    {
        change(folder.Rules);
        await StopAsync(ct);
    }

    public async Task ChangeMatrixAsync(string entity, string row, string other, CancellationToken ct)
    {
        folder.Change(entity, row, other);
        await StopAsync(ct);
    }

    /// <summary>Rounds until nothing moves any more and nothing is due soon.</summary>
    public async Task SyncAsync(CancellationToken ct)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var result = await RoundAsync(ct);
            var status = await _integration!.Ledger.ReadStatusAsync(_integration.Id, clock.GetUtcNow(), ct);
            var wait = (status.NextDue - clock.GetUtcNow()) ?? TimeSpan.Zero;
            if (result.WasQuiet && status.PendingNotes == 0 && (status.NextDue is null || wait > Soon))
            {
                return;
            }

            if (result.Unreachable.Count > 0 || (wait > TimeSpan.Zero && wait <= Soon))
            {
                await Task.Delay(wait > Glance && wait <= Soon ? wait : Glance * 10, clock, ct);
            }
        }

        throw new InvalidOperationException($"The systems did not come to rest in {MostRounds} rounds.");
    }

    public async Task<CycleResult> RoundAsync(CancellationToken ct)
    {
        await StartAsync(ct);
        return await _cycle!.RunAsync([.. _integration!.Flows.Select(flow => flow.Name)], ct);
    }

    /// <summary>What a runner would work with, for the acts that are not rounds.</summary>
    public async Task<Integration> IntegrationAsync(CancellationToken ct)
    {
        await StartAsync(ct);
        return _integration!;
    }

    public async Task StartAsync(CancellationToken ct)
    {
        if (_cycle is not null)
        {
            return;
        }

        folder.Write();
        _runner = await ConfiguredRunner.OpenAsync(folder.Path, clock, ct, seed: 7, folder.Secrets);
        if (!_isPrepared)
        {
            var report = await CheckCommand.CheckAsync(_runner, "main", fix: true, ct);
            report.IsClean.ShouldBeTrue(string.Join(Environment.NewLine, report.Lines()));
            _isPrepared = true;
        }

        await _runner.Ledger.TakeLeaseAsync("features", LeaseFor, ct);
        _integration = await _runner.IntegrationAsync("main", ct);
        _cycle = new FlowCycle(_integration);
    }

    public async Task StopAsync(CancellationToken ct)
    {
        if (_runner is not null)
        {
            await _runner.Ledger.ReleaseLeaseAsync(ct);
            await DropAsync();
        }
    }

    /// <summary>What is not done, with the reasons: the first thing to look at when a scenario fails.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(CancellationToken ct) => _integration is null ? [] :
        [.. (await _integration.Ledger.ListItemsAsync(new ItemFilter(_integration.Id) { States = [ItemState.Pending, ItemState.Waiting, ItemState.Stopped, ItemState.Skipped] }, ct))
            .Select(item => $"{item.Flow} {item.Subject} {item.State} {item.Fault}: {item.Reason}")];

    /// <summary>Begins a round and drops everything in the middle of it: no outcome, no release, no good-bye.</summary>
    public async Task KillOnceAsync(Func<bool> isInTheMiddle, CancellationToken ct)
    {
        var round = RoundAsync(ct);
        _abandoned.Add(round);
        while (!isInTheMiddle())
        {
            round.IsCompleted.ShouldBeFalse("the round ended before the runner could be killed");
            await Task.Delay(Glance, clock, ct);
        }

        await DropAsync();
    }

    public async Task DropAsync()
    {
        if (_runner is not null)
        {
            await _runner.DisposeAsync();
        }

        (_runner, _integration, _cycle) = (null, null, null);
    }

    /// <summary>What a killed runner had begun ends against a ledger that is closed to it.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var round in _abandoned)
        {
            await round.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        folder.Dispose();
    }
}
