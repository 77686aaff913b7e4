using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Harness.Core.Records;
using Harness.Host.Building;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Host.Running;

/// <summary>Counters and gauges by integration, flow, direction and system; never a record's id or a value.</summary>
internal sealed class RunnerTelemetry : IDisposable
{
    public const string MeterName = "Harness";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _records;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _overrides;
    private readonly Counter<long> _invalid;
    private readonly Counter<long> _fenced;
    private readonly Counter<long> _hints;
    private readonly Histogram<double> _duration;
    private readonly ConcurrentDictionary<string, (LedgerStatus Status, DateTimeOffset At)> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Integration, string System), DateTimeOffset> _polled = new();

    public RunnerTelemetry(IReadOnlyCollection<SystemConnection> systems, TimeProvider clock)
    {
        _records = _meter.CreateCounter<long>("harness.sync.records", description: "Items that left a pass, by flow, direction and state.");
        _retries = _meter.CreateCounter<long>("harness.retry.count", description: "Items that wait for another attempt.");
        _conflicts = _meter.CreateCounter<long>("harness.conflicts", description: "Items that both systems changed and a person must decide.");
        _overrides = _meter.CreateCounter<long>("harness.overrides", description: "Items that went ahead because a person overrode a rule.");
        _invalid = _meter.CreateCounter<long>("harness.validation.failures", description: "Items that a rule of the matrix or of the target stopped.");
        _fenced = _meter.CreateCounter<long>("harness.lease.fenced", description: "Times that another runner had taken the ledger over.");
        _hints = _meter.CreateCounter<long>("harness.hints", description: "Deliveries by which a vendor told of changes; those that are not genuine are refused.");
        _duration = _meter.CreateHistogram<double>("harness.sync.duration", "s", "From the vendor's stamp of a change to its recording.");

        _meter.CreateObservableCounter("harness.api.calls", () => systems.SelectMany(system => system.Answers.Select(answer =>
            new Measurement<long>(answer.Value, Tag("system", system.Name), Tag("status_class", answer.Key)))));
        _meter.CreateObservableGauge("harness.api.quota.used_ratio", () => systems
            .Where(system => system.Governor.UsedRatio is not null).Select(system => new Measurement<double>(system.Governor.UsedRatio!.Value, Tag("system", system.Name))));
        _meter.CreateObservableGauge("harness.watermark.lag", () => _polled.Select(polled => new Measurement<double>(
            (clock.GetUtcNow() - polled.Value).TotalSeconds, Tag("integration", polled.Key.Integration), Tag("system", polled.Key.System))), "s", "Since the system's sources were last read.");
        _meter.CreateObservableGauge("harness.queue.depth", () => Depth(ItemState.Pending, ItemState.Waiting));
        _meter.CreateObservableGauge("harness.deadletter.depth", () => Depth(ItemState.Stopped));
        _meter.CreateObservableGauge("harness.queue.oldest_age", () => _seen.SelectMany(seen => seen.Value.Status.OldestOpen.Select(oldest => new Measurement<double>(
            (clock.GetUtcNow() - oldest.Value).TotalSeconds, Tag("integration", seen.Key), Tag("flow", oldest.Key)))), "s");
    }

    public void Passed(string integration, string flow, IReadOnlyList<PassItem> items, DateTimeOffset now)
    {
        foreach (var item in items)
        {
            var end = item.End!;
            KeyValuePair<string, object?>[] tags =
            [
                Tag("integration", integration), Tag("flow", flow), Tag("direction", item.Lead.Side == SystemRole.Crm ? "crm_to_erp" : "erp_to_crm"),
            ];
            _records.Add(1, [.. tags, Tag("outcome", end.State.ToString().ToLowerInvariant())]);
            CounterOf(end)?.Add(1, tags);
            if (end.State == ItemState.Synced)
            {
                _duration.Record((now - item.Lead.ChangedAt).TotalSeconds, tags);
                if (item.Decisions.Any(decision => decision.Kind == DecisionKind.Override))
                {
                    _overrides.Add(1, tags);
                }
            }
        }
    }

    public void Saw(string integration, LedgerStatus status, DateTimeOffset at) => _seen[integration] = (status, at);

    public void Polled(string integration, IReadOnlyCollection<string> systems, DateTimeOffset at)
    {
        foreach (var system in systems)
        {
            _polled[(integration, system)] = at;
        }
    }

    public void Hinted(string system, bool isGenuine) => _hints.Add(1, Tag("system", system), Tag("genuine", isGenuine ? "yes" : "no"));

    public void Fenced() => _fenced.Add(1);

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private Counter<long>? CounterOf(ItemEnd end) => end switch
    {
        { State: ItemState.Waiting, DueAt: not null } => _retries,
        { State: ItemState.Stopped, Fault: FaultKind.Conflict } => _conflicts,
        { State: ItemState.Stopped, Fault: FaultKind.InvalidData or FaultKind.RequiredMissing or FaultKind.UnmappedValue or FaultKind.TooLong } => _invalid,
        _ => null,
    };

    private IEnumerable<Measurement<long>> Depth(params ItemState[] states) => _seen.SelectMany(seen => seen.Value.Status.Counts
        .GroupBy(count => count.Flow)
        .Select(flow => new Measurement<long>(
            flow.Where(count => states.Contains(count.State)).Sum(count => count.Count), Tag("integration", seen.Key), Tag("flow", flow.Key))));
}
