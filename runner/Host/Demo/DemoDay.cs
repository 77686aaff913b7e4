using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Dashboard;
using Harness.Host.Building;
using Harness.Host.Commands;
using Harness.Host.Running;
using Harness.Host.Settings;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Host.Demo;

/// <summary>Starts the simulators, plays the acts, lets the integration settle after each, and has the referee judge.</summary>
internal sealed class DemoDay(Shell shell, DemoOptions options)
{
    private const int MostCycles = 200;
    private const decimal DiscountLimit = 15m;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LeaseFor = TimeSpan.FromHours(8);

    private readonly FlowTally _tally = new();
    private readonly CallFloor _floor = new();
    private readonly RunTally _run = new("main");

    public async Task<int> PlayAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(shell.Clock.GetUtcNow().UtcDateTime);
        var from = today.AddDays(-30);
        await SayAsync($"Starting {options.Crm} and {options.Erp} simulators with {options.Accounts} accounts and {options.Opportunities} opportunities (seed {options.Seed})...");
        await using var simulators = await SimulatorProcess.StartAsync(options, ct);
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler);
        var company = new SimulatedCompany(simulators, http, options);
        var folder = DemoFolder.Write(options, simulators, from);
        await using var runner = await ConfiguredRunner.OpenAsync(folder, shell.Clock, ct, options.Seed);
        var prepared = await CheckCommand.CheckAsync(runner, "main", fix: true, ct);
        if (!prepared.IsClean)
        {
            throw new SettingsException([.. prepared.Lines()]);
        }

        var board = new FlowBoard();
        await using var pages = await DemoPages.OpenAsync(runner, board, options, ct);
        await (pages is null ? Task.CompletedTask : SayAsync($"Dashboard: {pages.Address}"));
        await runner.Ledger.TakeLeaseAsync($"demo:{Environment.ProcessId}", LeaseFor, ct);
        var before = (Crm: (await company.CallsAsync(company.Crm, ct)).Count, Erp: (await company.CallsAsync(company.Erp, ct)).Count);
        var integration = await runner.IntegrationAsync("main", ct);
        _floor.Start(integration);
        await CountCallsAsync(company, before, ct);
        await ArmAsync(company, ct);

        var screens = new Screens(company, integration.Matrix);
        var day = new WorkingDay(screens, today, options.Seed) { ApproveOldest = token => ApproveOldestAsync(integration, token) };
        var cycle = new FlowCycle(integration, CountAsync);
        var shown = new List<TimeSpan>();
        var stations = options.Tour is { } audience ? new Tour(audience, integration.Matrix, options).Stations : [];
        foreach (var (act, (title, play, postsInvoices)) in day.Acts.Index())
        {
            await SayAsync($"{Environment.NewLine}{title}.");
            var began = shell.Clock.GetTimestamp();
            await SayAsync($"  {await play(ct)}");
            _floor.Begin(title);
            _run.Begin(integration.Now);
            await SettleAsync(cycle, integration, ct);
            if (postsInvoices)
            {
                shown.Add(shell.Clock.GetElapsedTime(began));
            }

            await _run.KeepAsync(integration.Ledger, new CycleResult(0, 0, 0, []), integration.Now, ct);
            await CountCallsAsync(company, before, ct);
            await (stations.Count > 0 ? StopAtAsync(stations[act], ct) : PaceAsync(integration, ct));
        }

        _floor.Begin("Until nothing changes any more");
        await company.DisarmAsync(company.Crm, ct);
        await company.DisarmAsync(company.Erp, ct);
        await QuietAsync(cycle, integration, ct);
        await CountCallsAsync(company, before, ct);

        var report = await new DemoReport(company, screens, options, integration, _tally, _floor) { InvoicesShown = shown }.JudgeAsync(from, DiscountLimit, day.Approved, ct);
        await shell.Output.WriteLineAsync(options.Json ? report.Json.ToJsonString(Indented) : string.Join(Environment.NewLine, report.Lines));
        if (!options.Once)
        {
            await KeepGoingAsync(runner, board, integration, pages, ct);
        }

        return report.ExitCode;
    }

    private async Task CountCallsAsync(SimulatedCompany company, (int Crm, int Erp) before, CancellationToken ct)
    {
        _floor.Took(SystemRole.Crm, (await company.CallsAsync(company.Crm, ct)).Count - before.Crm - _floor.Taken(SystemRole.Crm));
        _floor.Took(SystemRole.Erp, (await company.CallsAsync(company.Erp, ct)).Count - before.Erp - _floor.Taken(SystemRole.Erp));
    }

    private Task SayAsync(string text) => options.Json ? Task.CompletedTask : shell.Output.WriteLineAsync(text);

    private async Task CountAsync(CycleProgress progress)
    {
        _run.Count(progress);
        await _tally.CountAsync(progress);
        _floor.Count(progress);
        if (!options.Json && progress.Items.Count > 0)
        {
            var states = progress.Items.GroupBy(item => item.End!.State).OrderBy(state => state.Key).Select(state => $"{state.Count()} {state.Key.ToString().ToLowerInvariant()}");
            await shell.Output.WriteLineAsync($"  {progress.Flow,-13} {string.Join(", ", states)}");
        }
    }

    private async Task ArmAsync(SimulatedCompany company, CancellationToken ct)
    {
        await company.ArmAsync(company.Crm, options.Faults, options.Seed, ct);
        await company.ArmAsync(company.Erp, options.Faults, options.Seed + 1, ct);
    }

    /// <summary>One poll of every source, then whatever is due by itself within the next minute.</summary>
    private async Task SettleAsync(FlowCycle cycle, Integration integration, CancellationToken ct)
    {
        var all = integration.Flows.Select(flow => flow.Name).ToList();
        _floor.Cycle();
        var result = await cycle.RunAsync(all, ct);
        _floor.Notes(result.Noted);
        for (var tries = 0; tries < MostCycles; tries++)
        {
            var status = await integration.Ledger.ReadStatusAsync(integration.Id, integration.Now, ct);
            var isWaiting = status.NextDue is { } due && due - integration.Now < TimeSpan.FromMinutes(1);
            if (!isWaiting && result.Unreachable.Count == 0 && status.PendingNotes == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), integration.Clock, ct);
            result = result.Unreachable.Count > 0 ? await cycle.RunAsync(all, ct) : result with { Worked = await cycle.DrainAsync(ct) };
            _floor.Notes(await new StatusNotes(integration).FlushAsync(ct));
        }
    }

    private async Task QuietAsync(FlowCycle cycle, Integration integration, CancellationToken ct)
    {
        var all = integration.Flows.Select(flow => flow.Name).ToList();
        for (var cycles = 0; cycles < MostCycles; cycles++)
        {
            _floor.Cycle();
            var written = _tally.Written;
            var result = await cycle.RunAsync(all, ct);
            _floor.Notes(result.Noted);
            var status = await integration.Ledger.ReadStatusAsync(integration.Id, integration.Now, ct);
            if (_tally.Written == written && result is { Noted: 0, Unreachable.Count: 0 } && status is { NextDue: null, PendingNotes: 0 })
            {
                return;
            }

            if (status.NextDue is not null || result.Unreachable.Count > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), integration.Clock, ct);
            }
        }
    }

    /// <summary>Waits for Enter; where nobody can press it the day goes on.</summary>
    private async Task StopAtAsync(string station, CancellationToken ct)
    {
        foreach (var line in TextLines.Fit($"  Station: {station}", shell.Width))
        {
            await SayAsync(line);
        }

        await SayAsync("  Press Enter to go on.");
        await Console.In.ReadLineAsync(ct);
    }

    private Task PaceAsync(Integration integration, CancellationToken ct) => options.Once ? Task.CompletedTask : Task.Delay(Pace, integration.Clock, ct);

    private async Task KeepGoingAsync(ConfiguredRunner runner, FlowBoard board, Integration integration, DashboardServer? pages, CancellationToken ct)
    {
        await SayAsync($"{Environment.NewLine}The day is over; Harness keeps both systems in step until you press Ctrl+C.");
        await (pages is null ? Task.CompletedTask : SayAsync($"Look around at {pages.Address}"));
        try
        {
            await DemoPages.KeepGoingAsync(runner, board, integration, Pace, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The reader has seen enough.
        }
    }

    private static async Task<string?> ApproveOldestAsync(Integration integration, CancellationToken ct)
    {
        var open = await integration.Ledger.ListDecisionsAsync(integration.Id, DecisionKind.Discount, Verdict.Open, ct);
        return open.MinBy(decision => decision.Id) is { } oldest
            && await integration.Ledger.DecideAsync(oldest.Id, Verdict.Approved, null, "sales.director", "Agreed with the customer", integration.Now, ct)
                ? oldest.Subject.Id
                : null;
    }
}
