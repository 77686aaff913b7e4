using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// Writes by sObject collections: linked records by id, new ones as an upsert under their external id. The vendor
/// answers 200 even when every row failed, with one result for each row in the order sent ("sObject Collections").
/// </summary>
internal sealed class SalesforceWrites(string system, string version, ISalesforceClient client, SalesforceCalls calls, SalesforcePrices prices)
{
    public const int RowsInCall = 200;
    public const int TypesInCall = 10;

    private const int ComparedIdLength = 15;
    private const string UnreadableRow = "JSON_PARSER_ERROR";

    public async IAsyncEnumerable<WriteReceipt> WriteAsync(IReadOnlyList<WriteRequest> writes, [EnumeratorCancellation] CancellationToken ct)
    {
        var sendable = new List<SalesforceRow>();
        foreach (var write in writes)
        {
            if (SalesforceRow.Refusal(write) is { } fault)
            {
                yield return WriteReceipt.Refused(write.Key, fault);
            }
            else
            {
                sendable.Add(SalesforceRow.Of(write));
            }
        }

        foreach (var call in Plan(sendable))
        {
            ct.ThrowIfCancellationRequested();
            var receipts = await SendAsync(call, new Splits()).ConfigureAwait(false);
            var requests = call.ToDictionary(row => row.Request.Key, row => row.Request);
            foreach (var receipt in await prices.SetAsync(requests, receipts).ConfigureAwait(false))
            {
                yield return receipt;
            }
        }
    }

    public static JsonObject Body(IEnumerable<JsonObject> rows) => new()
    {
        ["allOrNone"] = false,
        ["records"] = new JsonArray([.. rows.Select(row => row.DeepClone())]),
    };

    private static IEnumerable<IReadOnlyList<SalesforceRow>> Plan(List<SalesforceRow> rows)
    {
        var linesOnly = rows.Where(row => !row.CarriesValues).ToList();
        var creates = rows.Where(row => row.Request.IsCreate)
            .GroupBy(row => (row.Request.ObjectType, row.Request.ExternalKey!.Path))
            .SelectMany(SalesforceRow.InCalls);
        var updates = SalesforceRow.InCalls(rows.Where(row => !row.Request.IsCreate && row.CarriesValues));
        return creates.Concat(updates).Concat(linesOnly.Chunk(RowsInCall));
    }

    private async Task<IReadOnlyList<WriteReceipt>> SendAsync(IReadOnlyList<SalesforceRow> rows, Splits splits)
    {
        if (!rows[0].CarriesValues)
        {
            return [.. rows.Select(row => WriteReceipt.Written(row.Request.Key, Record(row.Request.ObjectType, row.Request.Id!), created: false))];
        }

        var body = Body(rows.Select(row => row.Body));
        var first = rows[0].Request;
        var sent = await calls.WriteAsync(ct => first.IsCreate
            ? client.UpsertRows(version, first.ObjectType, first.ExternalKey!.Path, SalesforceCalls.Json(body), ct)
            : client.UpdateRows(version, SalesforceCalls.Json(body), ct)).ConfigureAwait(false);

        // The whole call was refused for what one row holds (a value that is no JSON of its field): nothing was done,
        // so the halves may go out, until the row stands alone.
        if (sent is { Status: WriteStatus.Refused, Fault.VendorCode: UnreadableRow } && rows.Count > 1 && splits.Left > 0)
        {
            splits.Left--;
            var half = rows.Count / 2;
            return
            [
                .. await SendAsync([.. rows.Take(half)], splits).ConfigureAwait(false),
                .. await SendAsync([.. rows.Skip(half)], splits).ConfigureAwait(false),
            ];
        }

        return Receipts(rows, sent);
    }

    private List<WriteReceipt> Receipts(IReadOnlyList<SalesforceRow> rows, SalesforceSent sent)
    {
        if (sent.Fault is { } fault)
        {
            return [.. rows.Select(row => new WriteReceipt(row.Request.Key, sent.Status, null, false, fault))];
        }

        return sent.Body is JsonArray results && results.Count == rows.Count
            ? [.. rows.Zip(results, (row, result) => Receipt(row.Request, result))]
            : [.. rows.Select(row => WriteReceipt.Unknown(row.Request.Key, SalesforceFaults.OutcomeUnknown()))];
    }

    private WriteReceipt Receipt(WriteRequest request, JsonNode? result)
    {
        if (result is not JsonObject row || row["success"] is not JsonValue verdict || !verdict.TryGetValue<bool>(out var success))
        {
            return WriteReceipt.Unknown(request.Key, SalesforceFaults.OutcomeUnknown());
        }

        if (!success)
        {
            return WriteReceipt.Refused(request.Key, SalesforceFaults.OfRow(result));
        }

        var id = result.Text("id");
        var belongs = id is { Length: >= ComparedIdLength } && (request.Id is null || SameRecord(id, request.Id));
        return belongs
            ? WriteReceipt.Written(request.Key, Record(request.ObjectType, id!), request.IsCreate && result.Flag("created"))
            : WriteReceipt.Unknown(request.Key, SalesforceFaults.OutcomeUnknown());
    }

    // The first 15 characters name the record; the last three only repeat their letter case.
    private static bool SameRecord(string one, string other) =>
        other.Length >= ComparedIdLength && one.AsSpan(0, ComparedIdLength).SequenceEqual(other.AsSpan(0, ComparedIdLength));

    private RecordRef Record(string objectType, string id) => new(system, objectType, id);

    /// <summary>Where every row is bad, the mapping is: halving to the last one would cost two calls a record.</summary>
    private sealed class Splits
    {
        public int Left { get; set; } = 16;
    }
}
