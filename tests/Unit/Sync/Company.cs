using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Core.Records;
using Harness.Flows;
using Harness.Port;
using Harness.Store;
using Harness.Store.Sqlite;
using Harness.Sync;
using Harness.Sync.Cycles;
using Harness.Sync.Ledger;
using Harness.Sync.Pacing;
using Harness.Sync.Passes;
using Harness.Sync.Rollout;
using Harness.Unit.Core;
using Harness.Unit.Sync.Cursors;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Sync;

/// <summary>A scripted CRM and a scripted ERP with the engine between them: the matrix that ships, a ledger in memory, a clock that the test moves.</summary>
internal sealed class Company : IAsyncDisposable
{
    private const int MostRounds = 40;

    private readonly Ledger _ledger;
    private readonly SyncOptions _options;
    private readonly bool _freshKeys;
    private FlowCycle _cycle = null!;

    private Company(Ledger ledger, FakeTimeProvider clock, SyncOptions options, bool freshKeys)
    {
        (_ledger, Clock, _options, _freshKeys) = (ledger, clock, options, freshKeys);
        Crm = new ScriptedSystem("salesforce", "ERP_Id__c", clock);
        Erp = new ScriptedSystem("netsuite", "externalId", clock) { Completes = Erps.Complete };
        Rest = new SystemRest(clock);
        (var dying, Pages) = DyingLedger.Around(ledger);
        (Ledger, Lease) = LosableLedger.Around(dying);
    }

    public FakeTimeProvider Clock { get; }

    public ScriptedSystem Crm { get; }

    public ScriptedSystem Erp { get; }

    public SystemRest Rest { get; private set; }

    public ILedger Ledger { get; }

    /// <summary>Takes the ledger away from the process that works on it, until the next one starts.</summary>
    public LosableLedger Lease { get; }

    /// <summary>Ends the process at a page that is about to be stored.</summary>
    public DyingLedger Pages { get; }

    public Integration Integration { get; private set; } = null!;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Company> OpenAsync(Func<SyncOptions>? options = null, bool freshKeys = false)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        var company = new Company(
            await SqliteLedger.OpenAsync(":memory:", clock, Stop), clock, options?.Invoke() ?? new SyncOptions { From = new DateOnly(2026, 2, 1) }, freshKeys);
        await company.StartAsync();
        return company;
    }

    /// <summary>The process starts anew over the same ledger: what it had in memory is gone, its lease is taken by the next one.</summary>
    public async Task StartAsync()
    {
        await _ledger.TakeLeaseAsync("test", TimeSpan.FromDays(30), Stop);
        Lease.IsLost = false;
        Rest = new SystemRest(Clock);
        Integration = new Integration(
            "main", Preset.Matrix, Crm, _freshKeys ? FreshKeys.Around(Erp) : Erp, Crm.Description, Erp.Description, Ledger, _options, WavePlan.AllLive, Rest, Clock, new Random(7))
        {
            Flows = AllFlows.Create(_options, Clock),
        };
        _cycle = new FlowCycle(Integration);
    }

    /// <summary>Puts the link of an account back to what an older copy of the ledger, taken an hour ago, would hold.</summary>
    public async Task ForgetAsync(string baseline)
    {
        var (now, then) = (Clock.GetUtcNow(), Clock.GetUtcNow().AddHours(-1));
        await ((SqliteDatabase)_ledger.Database).WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "UPDATE link SET baseline = @baseline, synced_at = @then WHERE entity = 'account'", [("@baseline", baseline), ("@then", then.UtcTicks)], Stop);
                return await session.ExecuteAsync(
                    "UPDATE ledger_head SET restored_at = @now, behind_since = @then", [("@now", now.UtcTicks), ("@then", then.UtcTicks)], Stop);
            },
            Stop);
    }

    public async Task<string> BaselineAsync(string account) => (await Ledger.ReadLinksAsync("main", "account", SystemRole.Crm, [account], Stop)).Single().Baseline;

    public async Task<CycleResult> CycleAsync(CancellationToken? ct = null) => await _cycle.RunAsync([.. Integration.Flows.Select(flow => flow.Name)], ct ?? Stop);

    /// <summary>The first half of a cycle: what changed is stored as work.</summary>
    public async Task PollAsync()
    {
        foreach (var flow in Integration.Flows)
        {
            foreach (var source in Integration.Matrix.Entities[flow.Entity].Sources)
            {
                await new SourcePoller(Integration, flow, source).PollAsync(Stop);
            }
        }
    }

    /// <summary>The second half: the stored work is done.</summary>
    public Task<int> DrainAsync() => _cycle.DrainAsync(Stop);

    /// <summary>Cycles until nothing moves; the clock jumps to whatever is due within the hour.</summary>
    public async Task SyncAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var result = await CycleAsync();
            var due = (await Ledger.ReadStatusAsync("main", Clock.GetUtcNow(), Stop)).NextDue - Clock.GetUtcNow();
            if (result.WasQuiet && (due is null || due > TimeSpan.FromHours(1)))
            {
                return;
            }

            if (due > TimeSpan.Zero && due <= TimeSpan.FromHours(1))
            {
                Clock.Advance(due.Value);
            }
            else if (result.Unreachable.Count > 0)
            {
                Clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        throw new InvalidOperationException($"No rest within {MostRounds} rounds.");
    }

    /// <summary>Works until nothing is left, with a new process after every death, and says how many there were.</summary>
    public async Task<int> SurviveAsync()
    {
        for (var deaths = 0; ;)
        {
            try
            {
                await DrainAsync();
                if ((await Ledger.ReadStatusAsync("main", Clock.GetUtcNow(), Stop)).NextDue is not { } due)
                {
                    return deaths;
                }

                Clock.Advance(due > Clock.GetUtcNow() ? due - Clock.GetUtcNow() : TimeSpan.Zero);
            }
            catch (ProcessEndedException)
            {
                deaths++;
                await StartAsync();
            }
        }
    }

    /// <summary>The next cycle dies in a write; then a new process goes on.</summary>
    public async Task DieAsync()
    {
        await Should.ThrowAsync<ProcessEndedException>(() => CycleAsync());
        await StartAsync();
    }

    public void Pass(TimeSpan time) => Clock.Advance(time);

    public async Task<IReadOnlyList<WorkItem>> ItemsAsync(params ItemState[] states) =>
        await Ledger.ListItemsAsync(new ItemFilter("main") { States = states, Most = 5000 }, Stop);

    /// <summary>What people must look at.</summary>
    public Task<IReadOnlyList<WorkItem>> StoppedAsync() => ItemsAsync(ItemState.Stopped);

    public Task<IReadOnlyList<WorkItem>> OpenAsync() => ItemsAsync(ItemState.Pending, ItemState.Waiting, ItemState.Stopped);

    public async Task<int> OpenIntentsAsync() => (await Ledger.ReadStatusAsync("main", Clock.GetUtcNow(), Stop)).OpenIntents;

    public async Task<IReadOnlyList<Decision>> QuestionsAsync(DecisionKind kind) => await Ledger.ListDecisionsAsync("main", kind, Verdict.Open, Stop);

    public async Task DecideAsync(Decision question, Verdict verdict, string? choice = null) =>
        (await Ledger.DecideAsync(question.Id, verdict, choice, "anna", "because", Clock.GetUtcNow(), Stop)).ShouldBeTrue();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    /// <summary>What NetSuite works out by itself.</summary>
    private static class Erps
    {
        public static void Complete(ScriptedRecord record)
        {
            if (record.ObjectType == "customer")
            {
                record.Values.TryAdd("entityId", JsonValue.Create($"CUST-{record.Id}"));
            }

            if (record.ObjectType == "salesOrder")
            {
                record.Values.TryAdd("tranId", JsonValue.Create($"SO-{record.Id}"));
                record.Values.TryAdd("status", JsonValue.Create("Pending Fulfillment"));
                record.Values.TryAdd("exchangeRate", JsonValue.Create(1m));
                record.Values["netTotal"] = JsonValue.Create(NetTotal(record));
            }
        }

        private static decimal NetTotal(ScriptedRecord order)
        {
            var sum = order.Lines.GetValueOrDefault("item", []).Sum(line => Number(line.Values.GetValueOrDefault("quantity"))
                * Number(line.Values.GetValueOrDefault("rate")) * (100 - Number(line.Values.GetValueOrDefault("discountPercent"))) / 100);
            return Math.Round(sum * (100 - Number(order.Values.GetValueOrDefault("headerDiscountPercent"))) / 100, 2);
        }

        private static decimal Number(JsonNode? node) => node is null ? 0 : decimal.Parse(node.ToString(), CultureInfo.InvariantCulture);
    }
}
