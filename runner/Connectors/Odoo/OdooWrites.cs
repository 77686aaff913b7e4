using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>
/// New records and changed fields go in imports, which make a record and its external identifier in one transaction; an
/// order whose lines change goes alone. Then quotations are confirmed, all of a batch in one call.
/// </summary>
internal sealed class OdooWrites(string system, OdooOptions options, OdooCalls calls, OdooQuery query, WriteContextReader context, OdooBodies bodies)
{
    private readonly OdooConfirmations confirmations = new(calls);

    public async IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, [EnumeratorCancellation] CancellationToken ct)
    {
        var prepared = await PrepareAsync(writes, ct).ConfigureAwait(false);
        foreach (var write in prepared.Where(write => write.Stopped is not null))
        {
            yield return write.Stopped!;
        }

        var open = prepared.Where(write => write.Stopped is null).ToList();
        var groups = open.Where(write => write.Import is not null)
            .GroupBy(write => (write.Request.ObjectType, write.Request.IsCreate, write.Import!.Shape)).SelectMany(group => group.Chunk(options.WriteBatchSize))
            .Concat(open.Where(write => write.Import is null && write.Values is null).Chunk(options.WriteBatchSize))
            .Concat(open.Where(write => write.Values is not null).Select(write => new[] { write }));
        foreach (var group in groups)
        {
            foreach (var receipt in await SendAsync(group, ct).ConfigureAwait(false))
            {
                yield return receipt;
            }
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
            return [.. writes.Select(write => new PreparedWrite(write, null, null, false, null, WriteReceipt.NotSent(write.Key, trouble.Fault)))];
        }
    }

    private async Task<IReadOnlyList<WriteReceipt>> SendAsync(PreparedWrite[] group, CancellationToken stop)
    {
        var receipts = group[0].Values is { } values ? [await WriteAsync(group[0], values, stop).ConfigureAwait(false)]
            : group[0].Import is not null ? await ImportAsync(group, stop).ConfigureAwait(false)
            : [.. group.Select(write => Written(write, write.Request.Id!))];
        return await confirmations.ApplyAsync(group, receipts, stop).ConfigureAwait(false);
    }

    private async Task<WriteReceipt> WriteAsync(PreparedWrite write, JsonObject values, CancellationToken stop)
    {
        var outcome = await calls.WriteAsync(
            new OdooCall(Model(write), "write", [write.Request.Id!], new JsonObject { ["vals"] = values.DeepClone() }), stop).ConfigureAwait(false);
        return outcome.Fault is { } fault ? new WriteReceipt(write.Request.Key, outcome.Status, null, false, fault) : Written(write, write.Request.Id!);
    }

    /// <summary>
    /// An import is written as a whole or not at all. Where rows are at fault the answer names them, nothing was done, and
    /// the others are sent without them.
    /// </summary>
    private async Task<IReadOnlyList<WriteReceipt>> ImportAsync(PreparedWrite[] group, CancellationToken stop)
    {
        var receipts = new List<WriteReceipt>();
        for (var open = group.ToList(); open.Count > 0;)
        {
            var outcome = await calls.WriteAsync(OdooImport.Call(Model(open[0]), [.. open.Select(write => write.Import!)]), stop).ConfigureAwait(false);
            if (outcome.Fault is { } fault)
            {
                return [.. receipts, .. open.Select(write => new WriteReceipt(write.Request.Key, outcome.Status, null, false, fault))];
            }

            if (ImportAnswer.Read(outcome.Result) is not { } answer)
            {
                return [.. receipts, .. open.Select(write => InDoubt(write, "Odoo answered the import with something that cannot be read."))];
            }

            if (answer.Ids is { } ids)
            {
                return [.. receipts, .. open[0].Request.IsCreate ? await CreatedAsync(open, stop).ConfigureAwait(false) : Updated(open, ids)];
            }

            var refused = answer.Errors.Where(error => error.Record is { } at && at >= 0 && at < open.Count).GroupBy(error => open[error.Record!.Value]).ToList();
            receipts.AddRange(refused.Select(errors => WriteReceipt.Refused(errors.Key.Request.Key, OdooFaults.OfRow(errors.First().Message, errors.First().Field))));
            if (refused.Count == 0)
            {
                return [.. receipts, .. open.Select(write => WriteReceipt.Refused(write.Request.Key, OdooFaults.OfRow(answer.Errors[0].Message, answer.Errors[0].Field)))];
            }

            open = [.. open.Except(refused.Select(errors => errors.Key))];
        }

        return receipts;
    }

    private IReadOnlyList<WriteReceipt> Updated(List<PreparedWrite> open, IReadOnlyList<string> ids) =>
        [.. open.Select(write => ids.Contains(write.Request.Id!) ? Written(write, write.Request.Id!) : InDoubt(write, "Odoo did not say that it wrote this record."))];

    /// <summary>The import answers with ids in a row; which is whose is read from the external identifiers.</summary>
    private async Task<IReadOnlyList<WriteReceipt>> CreatedAsync(List<PreparedWrite> open, CancellationToken stop)
    {
        try
        {
            var found = (await OdooExternalIds.FindAsync(query, options.Module, Model(open[0]), open.Select(write => write.Request.ExternalKey!.Value), stop).ConfigureAwait(false))
                .ToDictionary(pair => pair.Key, pair => pair.Id);
            return [.. open.Select(write => found.TryGetValue(write.Request.ExternalKey!.Value, out var id) ? Written(write, id) : InDoubt(write, "Odoo did not say which record it made."))];
        }
        catch (ConnectorException)
        {
            return [.. open.Select(write => InDoubt(write, "It was made, but what it is could not be read."))];
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return [.. open.Select(write => InDoubt(write, "It was made, but the run was stopped before it could be read."))];
        }
    }

    private WriteReceipt Written(PreparedWrite write, string id) =>
        WriteReceipt.Written(write.Request.Key, new RecordRef(system, write.Request.ObjectType, id), write.Request.IsCreate);

    private static WriteReceipt InDoubt(PreparedWrite write, string why) => WriteReceipt.Unknown(write.Request.Key, OdooFaults.InDoubt(why));

    private static string Model(PreparedWrite write) => OdooCatalogue.Find(write.Request.ObjectType)!.Model;
}
