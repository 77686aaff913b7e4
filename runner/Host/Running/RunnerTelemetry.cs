using System.Diagnostics.Metrics;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;

namespace Harness.Host.Running;

/// <summary>Counters and gauges by flow and system; never a record's id or a value.</summary>
internal sealed class RunnerTelemetry : IDisposable
{
    public const string MeterName = "Harness";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _records;
    private readonly Counter<long> _retries;
    private readonly Histogram<double> _duration;
    private LedgerStatus? _status;
    private DateTimeOffset _seenAt;

    public RunnerTelemetry(IEnumerable<(string System, Func<double?> UsedRatio, Func<long> Calls)> systems)
    {
        var watched = systems.ToList();
        _records = _meter.CreateCounter<long>("harness.sync.records", description: "Items that left a pass, by flow and state.");
        _retries = _meter.CreateCounter<long>("harness.retry.count", description: "Items that wait for another attempt.");
        _duration = _meter.CreateHistogram<double>("harness.sync.duration", "s", "From the vendor's stamp of a change to its recording.");
        _meter.CreateObservableGauge("harness.api.quota.used_ratio", () => watched
            .Where(one => one.UsedRatio() is not null).Select(one => new Measurement<double>(one.UsedRatio()!.Value, new KeyValuePair<string, object?>("system", one.System))));
        _meter.CreateObservableGauge("harness.api.calls.today", () => watched
            .Select(one => new Measurement<long>(one.Calls(), new KeyValuePair<string, object?>("system", one.System))));
        _meter.CreateObservableGauge("harness.queue.depth", () => (_status?.Counts ?? [])
            .Where(count => count.State is ItemState.Pending or ItemState.Waiting).GroupBy(count => count.Flow)
            .Select(flow => new Measurement<long>(flow.Sum(count => count.Count), new KeyValuePair<string, object?>("flow", flow.Key))));
        _meter.CreateObservableGauge("harness.deadletter.depth", () => (_status?.Counts ?? [])
            .Where(count => count.State == ItemState.Stopped).GroupBy(count => count.Flow)
            .Select(flow => new Measurement<long>(flow.Sum(count => count.Count), new KeyValuePair<string, object?>("flow", flow.Key))));
        _meter.CreateObservableGauge("harness.queue.oldest_age", () => (_status?.OldestOpen ?? new Dictionary<string, DateTimeOffset>())
            .Select(oldest => new Measurement<double>((_seenAt - oldest.Value).TotalSeconds, new KeyValuePair<string, object?>("flow", oldest.Key))), "s");
    }

    public void Passed(string flow, IReadOnlyList<PassItem> items, DateTimeOffset now)
    {
        foreach (var state in items.GroupBy(item => item.End!.State))
        {
            _records.Add(state.Count(), new KeyValuePair<string, object?>("flow", flow), new KeyValuePair<string, object?>("outcome", state.Key.ToString().ToLowerInvariant()));
        }

        foreach (var item in items)
        {
            if (item.End is { State: ItemState.Waiting, DueAt: not null })
            {
                _retries.Add(1, new KeyValuePair<string, object?>("flow", flow));
            }
            else if (item.End!.State == ItemState.Synced)
            {
                _duration.Record((now - item.Lead.ChangedAt).TotalSeconds, new KeyValuePair<string, object?>("flow", flow));
            }
        }
    }

    public void Saw(LedgerStatus status, DateTimeOffset at) => (_status, _seenAt) = (status, at);

    public void Dispose() => _meter.Dispose();
}
