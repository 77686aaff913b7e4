using System.Diagnostics;
using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Flows;
using Harness.Host.Commands;
using Harness.Sync;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;
using Harness.Sync.Rollout;

namespace Harness.Load.Benchmark;

/// <summary>
/// What the engine itself costs: new accounts through the whole pass with the preset matrix and a durable ledger, between two
/// systems that answer at once.
/// </summary>
internal sealed class EngineBenchmark(TimeProvider clock, int seed, LedgerKind kind)
{
    private const string Pass = "pass";
    private const double Megabyte = 1024 * 1024;

    private static readonly string[] Steps = ["trigger", "load", "match", "gate", "prerequisite", "validate", "merge", "approve", "write", "record"];

    public async Task<EngineResult> RunAsync(int records, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("harness-bench-");
        try
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            InitCommand.Write(folder.FullName, "salesforce", "netsuite", today.AddDays(-30));
            await using var ledger = await kind.CreateAsync(folder.FullName, clock, ct);
            await ledger.TakeLeaseAsync("benchmark", TimeSpan.FromHours(8), ct);
            return await RunAsync(folder.FullName, ledger, records, today, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<EngineResult> RunAsync(string folder, ILedger ledger, int records, DateOnly today, CancellationToken ct)
    {
        var (steps, inLedger, phases) = (new StepTimes(), new StepTimes(), new Dictionary<string, (int Items, TimeSpan Time)>());
        var crm = new InstantSystem("salesforce", "ERP_Id__c", null, clock);
        var erp = new InstantSystem("netsuite", "externalId", "entityId", clock);
        foreach (var (id, values) in SeededAccounts.Create(records, seed))
        {
            crm.Seed("Account", id, values);
        }

        var integration = await IntegrationAsync(folder, crm, erp, TimedLedger.Around(ledger, inLedger.Add), today, ct);
        var flow = integration.Flows.First(one => one.Entity == "account");
        var pollers = integration.Matrix.Entities[flow.Entity].Sources.Select(source => new SourcePoller(integration, flow, source)).ToList();

        var process = Process.GetCurrentProcess();
        var (began, processor) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        int found;
        do
        {
            found = await TimeAsync(steps, "poll", async () =>
            {
                var changes = 0;
                foreach (var poller in pollers)
                {
                    changes += await poller.PollAsync(ct);
                }

                return changes;
            });
            await DrainAsync(integration, flow, steps, phases, ct);
            await TimeAsync(steps, "notes", () => new StatusNotes(integration).FlushAsync(ct));
        }
        while (found > 0);

        var took = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        if (erp.CountOf("customer") != records)
        {
            throw new InvalidOperationException($"{records} accounts made {erp.CountOf("customer")} customers.");
        }

        return Result(process, records, took, process.TotalProcessorTime - processor, steps, inLedger, phases);
    }

    private async Task<Integration> IntegrationAsync(string folder, InstantSystem crm, InstantSystem erp, ILedger ledger, DateOnly today, CancellationToken ct)
    {
        var load = MappingMatrix.Load(folder, "salesforce", "netsuite");
        var matrix = load.Matrix ?? throw new InvalidOperationException(string.Join(Environment.NewLine, load.Problems));
        var options = new SyncOptions { From = today.AddDays(-30) };
        return new Integration(
            "main", matrix, crm, erp, await crm.DescribeAsync([], ct), await erp.DescribeAsync([], ct), ledger, options, WavePlan.AllLive, new SystemRest(clock), clock, new Random(seed))
        {
            Flows = AllFlows.Create(options, clock),
        };
    }

    private static async Task DrainAsync(
        Integration integration, Flow flow, StepTimes steps, Dictionary<string, (int Items, TimeSpan Time)> phases, CancellationToken ct)
    {
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            var work = await TimeAsync(steps, "claim", () => integration.Ledger.ClaimAsync(integration.Id, flow.Name, integration.Options.BatchSize, integration.Now, ct));
            if (work.Count == 0)
            {
                return;
            }

            var items = await TimeAsync(steps, Pass, () => new SyncPass(integration, flow, steps.Add).RunAsync(work, ct));
            if (items.FirstOrDefault(item => item.End!.State is ItemState.Stopped or ItemState.Waiting) is { } stopped)
            {
                throw new InvalidOperationException($"{stopped.Lead.Subject} did not go through: {stopped.End!.Reason}");
            }

            var phase = PhaseOf(items);
            var sum = phases.GetValueOrDefault(phase);
            phases[phase] = (sum.Items + work.Count, sum.Time + Stopwatch.GetElapsedTime(began));
        }
    }

    private static string PhaseOf(IReadOnlyList<PassItem> items) => items[0] switch
    {
        { Creates: not null } => "new account created in the ERP",
        { Lead.Trigger: WorkTrigger.FollowUp } => "its ERP number told to the CRM",
        _ => "echo of our own write recognised",
    };

    private static EngineResult Result(
        Process process, int records, TimeSpan took, TimeSpan processor, StepTimes steps, StepTimes inLedger, Dictionary<string, (int Items, TimeSpan Time)> phases)
    {
        var peak = process.PeakWorkingSet64 / Megabyte;
        for (var rounds = 0; rounds < 3; rounds++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        process.Refresh();
        var named = Steps.Concat(["poll", "claim", "notes"]).ToDictionary(step => step, step => steps[step]);
        named["write"] = steps["write"] - (steps["record"] - RecordedAfterWrites(steps));
        named["between steps"] = took - new TimeSpan(named.Values.Sum(time => time.Ticks));
        var whole = phases.Where(phase => phase.Key[0] != 'e').Select(phase => phase.Value).ToList();
        return new EngineResult(
            records, took.TotalSeconds, records / took.TotalSeconds, whole.Sum(phase => phase.Items) / whole.Sum(phase => phase.Time.TotalSeconds), processor.TotalSeconds,
            process.WorkingSet64 / Megabyte, peak, GC.GetTotalMemory(false) / Megabyte,
            [.. phases.Select(phase => new EnginePhase(phase.Key, phase.Value.Items, phase.Value.Time.TotalSeconds, phase.Value.Items / phase.Value.Time.TotalSeconds))],
            Shares(named, took), Shares(inLedger.All, took));
    }

    // What was recorded while writes were under way lies within their time; the rest of the pass's time is the rest of the recording.
    private static TimeSpan RecordedAfterWrites(StepTimes steps)
    {
        var before = Steps[..^1].Aggregate(TimeSpan.Zero, (sum, step) => sum + steps[step]);
        var after = steps[Pass] - before;
        return after < TimeSpan.Zero ? TimeSpan.Zero : after > steps["record"] ? steps["record"] : after;
    }

    private static List<EngineStep> Shares(IReadOnlyDictionary<string, TimeSpan> times, TimeSpan whole) =>
        [.. times.Select(time => new EngineStep(time.Key, time.Value.TotalMilliseconds, time.Value / whole)).OrderByDescending(step => step.Milliseconds)];

    private static async Task<T> TimeAsync<T>(StepTimes steps, string name, Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await work();
        steps.Add(name, Stopwatch.GetElapsedTime(began));
        return result;
    }
}
