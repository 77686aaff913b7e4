using Harness.Sync.Ledger;

namespace Harness.Sync.Alerts;

/// <summary>Sends what the ledger holds and marks what arrived; a channel that is down delays alerts and never the sync.</summary>
public sealed class AlertDelivery(ILedger ledger, IEnumerable<IAlertSink> sinks, TimeProvider clock)
{
    private const int MostAtOnce = 50;

    public async Task DeliverAsync(CancellationToken ct)
    {
        var sent = new List<long>();
        foreach (var alert in await ledger.ReadUnsentAlertsAsync(MostAtOnce, ct))
        {
            var arrived = true;
            foreach (var sink in sinks)
            {
                arrived &= await sink.DeliverAsync(alert, ct);
            }

            if (arrived)
            {
                sent.Add(alert.Id);
            }
        }

        if (sent.Count > 0)
        {
            await ledger.MarkAlertsSentAsync(sent, clock.GetUtcNow(), ct);
        }
    }
}
