using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>One call for each record, as many at a time as there are lanes; receipts come in the order of the answers.</summary>
internal sealed class NetSuiteWrites(string system, NetSuiteCalls calls, WriteContextReader context, NetSuiteBodies bodies)
{
    public async IAsyncEnumerable<WriteReceipt> WriteManyAsync(
        IReadOnlyList<WriteRequest> writes, [EnumeratorCancellation] CancellationToken ct)
    {
        var prepared = await PrepareAsync(writes, ct).ConfigureAwait(false);
        var receipts = Channel.CreateUnbounded<WriteReceipt>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sending = SendAllAsync(prepared, receipts.Writer, stop.Token);
        try
        {
            // What is on its way is waited for, also when the caller stops: its receipts say what became of it.
            await foreach (var receipt in receipts.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return receipt;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<PreparedWrite>> PrepareAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct)
    {
        try
        {
            var known = await context.ReadAsync(writes, ct).ConfigureAwait(false);
            return [.. writes.Select(write => bodies.Prepare(write, known))];
        }
        catch (ConnectorException trouble)
        {
            return [.. writes.Select(write => new PreparedWrite(write, null, null, WriteReceipt.NotSent(write.Key, trouble.Fault)))];
        }
    }

    private async Task SendAllAsync(IReadOnlyList<PreparedWrite> writes, ChannelWriter<WriteReceipt> receipts, CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(writes.Select(async write =>
                await receipts.WriteAsync(write.Stopped ?? await SendAsync(write, stop).ConfigureAwait(false), CancellationToken.None)
                    .ConfigureAwait(false))).ConfigureAwait(false);
        }
        finally
        {
            receipts.Complete();
        }
    }

    private async Task<WriteReceipt> SendAsync(PreparedWrite write, CancellationToken stop)
    {
        var request = write.Request;
        var outcome = await calls.WriteAsync(
            limit => request.Id is { } id
                ? calls.Client.PatchAsync(request.ObjectType, id, write.Replace, write.Body!, limit)
                : calls.Client.PutAsync(request.ObjectType, request.ExternalKey!.Value, write.Replace, write.Body!, limit),
            stop).ConfigureAwait(false);
        return outcome.Answer is { } answer
            ? Receipt(request, answer)
            : new WriteReceipt(request.Key, outcome.Status, null, false, outcome.Fault);
    }

    private WriteReceipt Receipt(WriteRequest request, NetSuiteAnswer answer)
    {
        var id = request.Id ?? IdIn(answer.Location);
        return answer.Status switch
        {
            204 when id is not null => WriteReceipt.Written(request.Key, new RecordRef(system, request.ObjectType, id), request.IsCreate),
            >= 200 and < 400 => WriteReceipt.Unknown(request.Key, NetSuiteFaults.InDoubt(
                $"NetSuite answered the write with status {answer.Status} and did not say which record it wrote.")),
            < 500 when NetSuiteFaults.OfRefusal(answer) is { } fault => WriteReceipt.Refused(request.Key, fault),
            _ => WriteReceipt.Unknown(request.Key, NetSuiteFaults.InDoubt($"NetSuite answered the write with status {answer.Status}; it may have been done.")),
        };
    }

    private static string? IdIn(string? location)
    {
        var id = location?.TrimEnd('/').Split('/')[^1];
        return id is not null && NetSuiteQuery.Ids([id]).Count == 1 ? id : null;
    }
}
