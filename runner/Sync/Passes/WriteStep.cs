using System.Threading.Channels;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>
/// Intent, then the vendor write, once. Both systems are written at the same time; what is finished is committed in
/// small groups while the rest is still under way.
/// </summary>
public sealed class WriteStep(Integration integration, Flow flow, RecordStep record)
{
    public async Task ApplyAsync(PassBatch batch, CancellationToken ct)
    {
        var writes = batch.Writes.Where(write => Waiting(batch, write).Any()).ToList();
        foreach (var resting in writes.Where(write => integration.Rest.Of(integration.Connector(write.Target).System) is not null).ToList())
        {
            writes.Remove(resting);
            var (until, why) = integration.Rest.Of(integration.Connector(resting.Target).System)!.Value;
            foreach (var item in Waiting(batch, resting))
            {
                item.WaitUntil(until, why, countAttempt: false);
            }
        }

        writes = [.. writes.Where(write => Waiting(batch, write).Any())];
        if (writes.Count == 0)
        {
            return;
        }

        await WriteIntentsAsync(batch, writes, ct);
        await SendAsync(batch, writes, ct);
    }

    private static IEnumerable<PassItem> Waiting(PassBatch batch, PlannedWrite write) => batch.Open.Where(item => item.Writes.Contains(write));

    private async Task WriteIntentsAsync(PassBatch batch, List<PlannedWrite> writes, CancellationToken ct)
    {
        var at = integration.Now;
        var intents = await integration.Ledger.WriteIntentsAsync([.. writes.Select(write => new Intent(
            0, integration.Id, Waiting(batch, write).First().Lead.Id, flow.Entity, write.Target, write.Request.ObjectType, write.Request.Id,
            write.Request.Key, write.Request.ExternalKey?.Value, write.RequestHash, at))], ct);
        foreach (var (write, intent) in writes.Zip(intents))
        {
            write.Intent = intent;
        }
    }

    private async Task SendAsync(PassBatch batch, List<PlannedWrite> writes, CancellationToken ct)
    {
        var receipts = Channel.CreateUnbounded<(PlannedWrite Write, WriteReceipt Receipt)>();
        using var breakOff = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sending = Task.WhenAll(writes.GroupBy(write => write.Target).Select(side => SendAsync(side.Key, [.. side], receipts.Writer, breakOff.Token)));
        var closing = CompleteAsync(sending, receipts.Writer);
        try
        {
            await CommitAsync(batch, receipts.Reader);
        }
        finally
        {
            // A ledger that refuses one outcome refuses the next ones too: nothing more is sent. Otherwise all is sent by now.
            await breakOff.CancelAsync();
            await closing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await closing;
    }

    /// <summary>Whatever breaks the sending off, every answer that did arrive is recorded.</summary>
    private async Task CommitAsync(PassBatch batch, ChannelReader<(PlannedWrite Write, WriteReceipt Receipt)> receipts)
    {
        var finished = new List<PassItem>();
        var users = batch.Open.SelectMany(item => item.Writes.Select(write => (write, item))).ToLookup(pair => pair.write, pair => pair.item);
        await foreach (var (write, receipt) in receipts.ReadAllAsync(CancellationToken.None))
        {
            write.Receipt = receipt;
            finished.AddRange(users[write].Where(item => item.IsOpen && item.Writes.All(one => one.Receipt is not null)).Select(Settle));
            // What has arrived together is committed together: each commit waits for the disk.
            if (finished.Count >= integration.Options.CommitSize && !receipts.TryPeek(out _))
            {
                await record.CommitAsync(finished, CancellationToken.None);
                batch.MarkCommitted(finished);
                finished = [];
            }
        }

        await record.CommitAsync(finished, CancellationToken.None);
        batch.MarkCommitted(finished);
    }

    private async Task SendAsync(
        SystemRole target, IReadOnlyList<PlannedWrite> writes, ChannelWriter<(PlannedWrite, WriteReceipt)> receipts, CancellationToken ct)
    {
        var open = writes.ToDictionary(write => write.Request.Key, StringComparer.Ordinal);
        await foreach (var receipt in integration.Connector(target).WriteManyAsync([.. writes.Select(write => write.Request)], ct))
        {
            if (open.Remove(receipt.Key, out var write))
            {
                await receipts.WriteAsync((write, receipt), CancellationToken.None);
            }
        }

        foreach (var write in open.Values)
        {
            await receipts.WriteAsync((write, WriteReceipt.Unknown(write.Request.Key, new Fault(
                FaultKind.OutcomeUnknown, $"{integration.Connector(target).System} gave no answer for this record; it is looked up before anything is sent again."))), CancellationToken.None);
        }
    }

    private static async Task CompleteAsync(Task sending, ChannelWriter<(PlannedWrite, WriteReceipt)> receipts)
    {
        try
        {
            await sending;
        }
        finally
        {
            receipts.Complete();
        }
    }

    private PassItem Settle(PassItem item)
    {
        var failed = item.Writes.FirstOrDefault(write => !write.Succeeded);
        if (failed is not null)
        {
            var fault = failed.Receipt!.Fault!;
            var isInDoubt = failed.Receipt.Status == WriteStatus.Unknown && !fault.IsPassing;
            fault = isInDoubt ? fault with { Kind = FaultKind.OutcomeUnknown } : fault;
            integration.Defer(item, failed.Target, fault, failed.Receipt.Status is not WriteStatus.NotSent);
            return item;
        }

        foreach (var write in item.Writes)
        {
            integration.Rest.Answered(integration.Connector(write.Target).System);
        }

        item.Finish(ItemState.Synced, "Both sides agree.");
        return item;
    }
}
