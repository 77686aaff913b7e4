using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>Writes in batches of a hundred: first the records, then what follows for those that were written.</summary>
internal sealed class BusinessCentralWrites(string system, BusinessCentralService service, WriteContextReader context)
{
    private sealed record Follow(PreparedWrite Write, JsonObject Row, IReadOnlyList<BatchRequest> Requests);

    public async IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, [EnumeratorCancellation] CancellationToken ct)
    {
        var prepared = await PrepareAsync(writes, ct).ConfigureAwait(false);
        foreach (var stopped in prepared.Where(write => write.Stopped is not null))
        {
            yield return stopped.Stopped!;
        }

        foreach (var chunk in prepared.Where(write => write.Stopped is null).Chunk(service.BatchSize))
        {
            var (receipts, follows, doubled) = await FirstAsync(chunk, ct).ConfigureAwait(false);
            foreach (var receipt in receipts)
            {
                yield return receipt;
            }

            foreach (var receipt in await AdoptAsync(doubled, ct).ConfigureAwait(false))
            {
                yield return receipt;
            }

            foreach (var together in Packed(follows))
            {
                foreach (var receipt in await ThenAsync(together).ConfigureAwait(false))
                {
                    yield return receipt;
                }
            }
        }
    }

    private async Task<IReadOnlyList<PreparedWrite>> PrepareAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct)
    {
        try
        {
            var known = await context.ReadAsync(writes, ct).ConfigureAwait(false);
            return [.. writes.Select(write => BusinessCentralBodies.Prepare(write, known))];
        }
        catch (ConnectorException trouble)
        {
            return [.. writes.Select(write => PreparedWrite.NotSent(write, trouble.Fault))];
        }
    }

    private async Task<(List<WriteReceipt> Receipts, List<Follow> Follows, List<PreparedWrite> Doubled)> FirstAsync(PreparedWrite[] writes, CancellationToken stop)
    {
        var (status, fault, answers) = await service.WriteAsync([.. writes.Select(write => write.First!)], stop).ConfigureAwait(false);
        if (answers.Count == 0)
        {
            return ([.. writes.Select(write => new WriteReceipt(write.Request.Key, status, null, false, fault))], [], []);
        }

        var receipts = new List<WriteReceipt>();
        var follows = new List<Follow>();
        var doubled = new List<PreparedWrite>();
        foreach (var (write, answer) in writes.Zip(answers))
        {
            if (write.Request.IsCreate && answer.Status == 400 && BusinessCentralFaults.OfRefusal(400, answer.Body) is { Kind: FaultKind.DuplicateInTarget })
            {
                doubled.Add(write);
                continue;
            }

            var further = answer is { IsSuccess: true, Body: { } row } ? write.Then(row) : [];
            if (further.Count > 0)
            {
                follows.Add(new Follow(write, answer.Body!, further));
            }
            else
            {
                receipts.Add(Receipt(write, answer));
            }
        }

        return (receipts, follows, doubled);
    }

    /// <summary>The number is taken by what an earlier send of the same request made: that record takes the values.</summary>
    private async Task<IReadOnlyList<WriteReceipt>> AdoptAsync(List<PreparedWrite> doubled, CancellationToken stop)
    {
        if (doubled.Count == 0)
        {
            return [];
        }

        IReadOnlyList<BatchAnswer> answers;
        try
        {
            answers = await service.ReadAsync([.. doubled.Select(write => new BatchRequest(
                "GET", $"{write.First!.Url}?$filter=number eq {BusinessCentralValues.Quote(write.First.Body!.Text("number"))}&$select=id"))], stop).ConfigureAwait(false);
        }
        catch (ConnectorException trouble)
        {
            return [.. doubled.Select(write => WriteReceipt.Unknown(write.Request.Key, trouble.Fault))];
        }

        var receipts = new List<WriteReceipt>();
        var updates = new List<PreparedWrite>();
        foreach (var (write, answer) in doubled.Zip(answers))
        {
            if (answer.Body?["value"] is JsonArray { Count: 1 } rows && rows[0] is JsonObject found)
            {
                var body = write.First!.Body!.DeepClone().AsObject();
                body.Remove("number");
                updates.Add(write with { First = new BatchRequest("PATCH", $"{write.First.Url}({found.Text("id")})", body, "*") });
            }
            else
            {
                receipts.Add(WriteReceipt.Unknown(write.Request.Key, BusinessCentralFaults.InDoubt("A record of this key is there and was not found by it: it is looked up.")));
            }
        }

        return updates.Count == 0 ? receipts : [.. receipts, .. (await FirstAsync([.. updates], stop).ConfigureAwait(false)).Receipts];
    }

    /// <summary>What is on its way is finished, also when the caller stops: half an order helps nobody.</summary>
    private async Task<IEnumerable<WriteReceipt>> ThenAsync(IReadOnlyList<Follow> follows)
    {
        var (_, _, answers) = await service.WriteAsync([.. follows.SelectMany(follow => follow.Requests)], CancellationToken.None).ConfigureAwait(false);
        var at = 0;
        return [.. follows.Select(follow =>
        {
            var own = answers.Skip(at).Take(follow.Requests.Count).ToList();
            at += follow.Requests.Count;
            return own.Count == follow.Requests.Count && own.TrueForAll(answer => answer.IsSuccess) ? Written(follow.Write, follow.Row) : Halfway(follow.Write, own);
        })];
    }

    /// <summary>The record is written and what belongs to it is not, or not for certain: it is read again before anything more is sent.</summary>
    private static WriteReceipt Halfway(PreparedWrite write, List<BatchAnswer> answers)
    {
        var refused = answers.Find(answer => answer.Status is >= 400 and < 500 and not (408 or 429));
        var fault = refused is null ? null : BusinessCentralFaults.OfRefusal(refused.Status, refused.Body);
        return fault is { IsPassing: false } && !write.Request.IsCreate
            ? WriteReceipt.Refused(write.Request.Key, fault)
            : WriteReceipt.Unknown(write.Request.Key, BusinessCentralFaults.InDoubt(
                $"The record was written, and its lines or its discount were not all: it is read again and completed.{(fault is null ? "" : $" {fault.Message}")}"));
    }

    private WriteReceipt Receipt(PreparedWrite write, BatchAnswer answer) => answer switch
    {
        { IsSuccess: true, Body: { } row } => Written(write, row),
        { Status: >= 400 and < 500 and not 408 } when BusinessCentralFaults.OfRefusal(answer.Status, answer.Body) is { } fault =>
            WriteReceipt.Refused(write.Request.Key, fault),
        _ => WriteReceipt.Unknown(write.Request.Key, BusinessCentralFaults.InDoubt(
            answer.Status == 0 ? "The batch was answered without this record." : $"Business Central answered the write with status {answer.Status}; it may have been done.")),
    };

    private WriteReceipt Written(PreparedWrite write, JsonObject row)
    {
        var of = BusinessCentralCatalogue.Find(write.Request.ObjectType)!;
        return row.Text(of.IdProperty) is { Length: > 0 } id
            ? WriteReceipt.Written(write.Request.Key, new RecordRef(system, of.Name, id), write.Request.IsCreate)
            : WriteReceipt.Unknown(write.Request.Key, BusinessCentralFaults.InDoubt("Business Central did not say which record it wrote."));
    }

    /// <summary>Requests of one record stay together and in order.</summary>
    private IEnumerable<IReadOnlyList<Follow>> Packed(List<Follow> follows)
    {
        var together = new List<Follow>();
        foreach (var follow in follows)
        {
            if (together.Count > 0 && together.Sum(one => one.Requests.Count) + follow.Requests.Count > service.BatchSize)
            {
                yield return together;
                together = [];
            }

            together.Add(follow);
        }

        if (together.Count > 0)
        {
            yield return together;
        }
    }
}
