using System.Text.Json.Nodes;

namespace Harness.Load.Scenarios;

/// <summary>
/// The least time in which the ERP's concurrency limit lets a burst through, worked out from the simulators' own call
/// logs: the reads that must come first, one after the other, and then all writes spread evenly over the calls that the
/// account may have in flight.
/// </summary>
/// <param name="Seconds">From the poll that found the first of the burst to its last order.</param>
/// <param name="ChainSeconds">Time in which a read was under way before the first write to the ERP.</param>
/// <param name="WriteSeconds">The writes' durations, summed, by the limit.</param>
internal sealed record ConcurrencyBound(double Seconds, double ChainSeconds, double WriteSeconds)
{
    public double BoundSeconds => ChainSeconds + WriteSeconds;

    public double Ratio => BoundSeconds == 0 ? 1 : Seconds / BoundSeconds;

    public static ConcurrencyBound? Of(IReadOnlyList<JsonObject> crmCalls, IReadOnlyList<JsonObject> erpCalls, DateTimeOffset firstClose, DateTimeOffset lastOrder, int limit)
    {
        var crm = crmCalls.Select(Span).Where(call => call.Started < lastOrder).ToList();
        var erp = erpCalls.Select(Span).Where(call => call.Started < lastOrder).ToList();
        var orders = erp.Where(call => call.IsWrite && call.Ended >= firstClose).OrderBy(call => call.Started).ToList();
        if (orders.Count == 0)
        {
            return null;
        }

        var polled = crm.Where(call => !call.IsWrite && call.Ended > firstClose).Select(call => call.Started).DefaultIfEmpty(firstClose).Min();
        var reads = crm.Concat(erp).Where(call => !call.IsWrite && call.Started >= polled && call.Started < orders[0].Started);
        var writes = orders.Sum(call => (call.Ended - call.Started).TotalSeconds) / limit;
        return new ConcurrencyBound((lastOrder - polled).TotalSeconds, Covered(reads), Math.Max(writes, orders.Max(call => (call.Ended - call.Started).TotalSeconds)));
    }

    private static double Covered(IEnumerable<CallSpan> calls)
    {
        var (covered, until) = (0.0, DateTimeOffset.MinValue);
        foreach (var call in calls.OrderBy(call => call.Started))
        {
            var from = call.Started > until ? call.Started : until;
            covered += call.Ended > from ? (call.Ended - from).TotalSeconds : 0;
            until = call.Ended > until ? call.Ended : until;
        }

        return covered;
    }

    private static CallSpan Span(JsonObject call) => new(
        DateTimeOffset.Parse(call["started"]!.ToString()), DateTimeOffset.Parse(call["ended"]!.ToString()),
        call["isWrite"]!.GetValue<bool>());

    private sealed record CallSpan(DateTimeOffset Started, DateTimeOffset Ended, bool IsWrite);
}
