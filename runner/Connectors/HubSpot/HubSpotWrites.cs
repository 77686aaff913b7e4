using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// Writes in batches: linked records by id, new ones as an upsert under their external key. Every input carries a trace
/// id: without it one bad record fails its hundred, and by it the shuffled results find their requests.
/// </summary>
internal sealed class HubSpotWrites(
    string system, HubSpotPaths paths, IHubSpotClient client, HubSpotCalls calls, HubSpotPrices prices, HubSpotAssociations associations, HubSpotRecent recent)
{
    private const int SplitsAtMost = 16;

    private static readonly string[] WaysToName = ["objectWriteTraceId", "ids"];

    public async IAsyncEnumerable<WriteReceipt> WriteAsync(IReadOnlyList<WriteRequest> writes, [EnumeratorCancellation] CancellationToken ct)
    {
        var sendable = new List<HubSpotRow>();
        foreach (var write in writes)
        {
            var (row, fault) = await RowAsync(write, ct).ConfigureAwait(false);
            if (fault is not null)
            {
                yield return fault.IsPassing ? WriteReceipt.NotSent(write.Key, fault) : WriteReceipt.Refused(write.Key, fault);
            }
            else
            {
                sendable.Add(row!);
            }
        }

        foreach (var call in sendable.GroupBy(row => (row.Request.ObjectType, row.Request.IsCreate, row.Request.ExternalKey?.Path)).SelectMany(HubSpotRow.InCalls))
        {
            ct.ThrowIfCancellationRequested();
            var receipts = await SendAsync(call, new Splits()).ConfigureAwait(false);
            foreach (var receipt in await AssociateAsync(call, receipts).ConfigureAwait(false))
            {
                yield return receipt;
            }
        }
    }

    // Which property holds a price may have to be asked first; then nothing has been sent yet.
    private async Task<(HubSpotRow? Row, Fault? Fault)> RowAsync(WriteRequest write, CancellationToken ct)
    {
        try
        {
            return await HubSpotRow.OfAsync(write, prices, ct).ConfigureAwait(false);
        }
        catch (ConnectorException ex)
        {
            return (null, ex.Fault);
        }
    }

    private async Task<IReadOnlyList<WriteReceipt>> SendAsync(IReadOnlyList<HubSpotRow> rows, Splits splits)
    {
        var first = rows[0].Request;
        var body = new JsonObject { ["inputs"] = new JsonArray([.. rows.Select(row => row.Input.DeepClone())]) };
        var objects = paths.Objects(first.ObjectType);
        var sent = await calls.WriteAsync(ct => first.IsCreate
            ? client.UpsertBatch(objects, HubSpotCalls.Json(body), ct)
            : client.UpdateBatch(objects, HubSpotCalls.Json(body), ct)).ConfigureAwait(false);

        // The whole call was refused for what one input holds: nothing was done, so the halves may go out.
        if (sent is { Status: WriteStatus.Refused, Fault.IsPassing: false } && IsOfOneInput(sent.Fault) && rows.Count > 1 && splits.Left > 0)
        {
            splits.Left--;
            var half = rows.Count / 2;
            return
            [
                .. await SendAsync([.. rows.Take(half)], splits).ConfigureAwait(false),
                .. await SendAsync([.. rows.Skip(half)], splits).ConfigureAwait(false),
            ];
        }

        return sent.Fault is { } fault
            ? [.. rows.Select(row => new WriteReceipt(row.Request.Key, sent.Status, null, false, fault))]
            : Receipts(rows, sent.Body!);
    }

    private static bool IsOfOneInput(Fault fault) => fault.Kind is not (FaultKind.PermissionMissing or FaultKind.LoginFailed) && fault.VendorCode is not ("404" or "410");

    private List<WriteReceipt> Receipts(IReadOnlyList<HubSpotRow> rows, JsonObject body)
    {
        var results = body.Rows("results").ToList();
        var byTrace = results.Where(result => result.Text("objectWriteTraceId") is not null).ToLookup(result => result.Text("objectWriteTraceId")!);
        var byId = results.ToLookup(result => result.Text("id") ?? "");
        var refused = body.Rows("errors")
            .SelectMany(error => WaysToName.SelectMany(name => error.Part("context").Texts(name)).Select(of => (of, error)))
            .ToLookup(pair => pair.of, pair => pair.error);
        return [.. rows.Select(row => Receipt(
            row,
            byTrace[row.Request.Key].FirstOrDefault() ?? Untraced(row, byId, results),
            refused[row.Request.Key].FirstOrDefault() ?? (row.Request.Id is { } id ? refused[id].FirstOrDefault() : null)))];
    }

    // Where the trace id is not told back, an update is known by its id and an upsert by its key.
    private static JsonObject? Untraced(HubSpotRow row, ILookup<string, JsonObject> byId, List<JsonObject> results) => row.Request.Id is { } id
        ? byId[id].FirstOrDefault()
        : results.Find(result => result.Text("objectWriteTraceId") is null
            && string.Equals(result.Part("properties").Text(row.Request.ExternalKey!.Path), row.Request.ExternalKey.Value, StringComparison.OrdinalIgnoreCase));

    private WriteReceipt Receipt(HubSpotRow row, JsonObject? result, JsonObject? error)
    {
        var request = row.Request;
        if (error is not null)
        {
            var fault = HubSpotFaults.OfError(error);
            return fault.Kind == FaultKind.Unavailable ? WriteReceipt.Unknown(request.Key, HubSpotFaults.OutcomeUnknown()) : WriteReceipt.Refused(request.Key, fault);
        }

        if (result.Text("id") is not { Length: > 0 } id)
        {
            return WriteReceipt.Unknown(request.Key, HubSpotFaults.OutcomeUnknown());
        }

        recent.Wrote(request.ObjectType, id);
        return WriteReceipt.Written(request.Key, new RecordRef(system, request.ObjectType, id), request.IsCreate && result.Flag("new"));
    }

    private async Task<IReadOnlyList<WriteReceipt>> AssociateAsync(IReadOnlyList<HubSpotRow> rows, IReadOnlyList<WriteReceipt> receipts)
    {
        var written = receipts.Where(receipt => receipt is { Status: WriteStatus.Written, Ref: not null }).ToDictionary(receipt => receipt.Key, receipt => receipt.Ref!.Id);
        foreach (var pairs in rows.Where(row => written.ContainsKey(row.Request.Key))
            .SelectMany(row => row.Associations.Select(one => (one.Kind, From: written[row.Request.Key], one.To)))
            .GroupBy(one => one.Kind, one => (one.From, one.To)))
        {
            var failures = await associations.SetPrimaryAsync(pairs.Key, [.. pairs]).ConfigureAwait(false);
            receipts = [.. receipts.Select(receipt => receipt.Ref is { } record && failures.TryGetValue(record.Id, out var failure)
                ? receipt with { Status = failure.Status, Fault = failure.Fault }
                : receipt)];
        }

        return receipts;
    }

    /// <summary>Where every input is bad, the mapping is: halving to the last one would cost two calls a record.</summary>
    private sealed class Splits
    {
        public int Left { get; set; } = SplitsAtMost;
    }
}
