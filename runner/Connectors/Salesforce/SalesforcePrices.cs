using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// Sets a product's entries of the standard price book: missing ones are created, different ones updated by id. An
/// entry that is not in the set stays: opportunities may hold lines of it, and the vendor would refuse to delete it.
/// </summary>
internal sealed class SalesforcePrices(string version, ISalesforceClient client, SalesforceCalls calls, SalesforceStatements statements)
{
    private const string Entry = "PricebookEntry";

    private static readonly SalesforceStatement AskForBook = new("SELECT Id FROM Pricebook2 WHERE IsStandard = true LIMIT 1");

    // There is one for good, so it is asked for once, beside the first entries.
    private string? standardBook;

    public async Task<IReadOnlyList<WriteReceipt>> SetAsync(
        IReadOnlyDictionary<string, WriteRequest> requests, IReadOnlyList<WriteReceipt> receipts)
    {
        var products = receipts
            .Where(receipt => receipt is { Status: WriteStatus.Written, Ref: not null } && requests[receipt.Key].Lines.Count > 0)
            .ToDictionary(receipt => receipt.Ref!.Id, receipt => requests[receipt.Key].Lines[0]);
        if (products.Count == 0)
        {
            return receipts;
        }

        IReadOnlyDictionary<string, (WriteStatus Status, Fault Fault)> failures;
        try
        {
            failures = await SetAsync(products).ConfigureAwait(false);
        }
        catch (ConnectorException ex)
        {
            failures = products.Keys.ToDictionary(id => id, _ => (WriteStatus.NotSent, ex.Fault));
        }

        return [.. receipts.Select(receipt => receipt.Ref is { } product && failures.TryGetValue(product.Id, out var failure)
            ? receipt with { Status = failure.Status, Fault = failure.Fault }
            : receipt)];
    }

    private async Task<IReadOnlyDictionary<string, (WriteStatus, Fault)>> SetAsync(Dictionary<string, LineSet> products)
    {
        var existing = await ExistingAsync(products).ConfigureAwait(false);
        var creates = new List<EntryRow>();
        var updates = new List<EntryRow>();
        foreach (var (product, set) in products)
        {
            foreach (var line in set.Rows)
            {
                if (existing.TryGetValue(KeyOf(product, line.Key), out var entry))
                {
                    Change(updates, product, entry, line);
                }
                else
                {
                    creates.Add(New(product, set, line));
                }
            }
        }

        var failures = new Dictionary<string, (WriteStatus, Fault)>();
        foreach (var call in creates.Chunk(SalesforceWrites.RowsInCall))
        {
            await SendAsync(call, body => ct => client.CreateRows(version, body, ct), failures).ConfigureAwait(false);
        }

        foreach (var call in updates.Chunk(SalesforceWrites.RowsInCall))
        {
            await SendAsync(call, body => ct => client.UpdateRows(version, body, ct), failures).ConfigureAwait(false);
        }

        return failures;
    }

    // A write is under way: a host that stops waits for it, so the reads inside it are not cancelled either.
    private async Task<Dictionary<string, JsonObject>> ExistingAsync(Dictionary<string, LineSet> products)
    {
        var keyPath = products.Values.First().KeyPath;
        var columns = products.Values.SelectMany(set => set.Rows).SelectMany(row => row.Values.Keys)
            .Concat(["Id", "Product2Id", keyPath]).Distinct(StringComparer.OrdinalIgnoreCase);
        var list = string.Join(',', products.Keys.Select(SalesforceValue.Quoted));
        var askForEntries = new SalesforceStatement(
            $"SELECT {string.Join(',', columns)} FROM {Entry} WHERE Pricebook2.IsStandard = true AND Product2Id IN ({list})");
        var pages = await statements.AllAsync(standardBook is null ? [askForEntries, AskForBook] : [askForEntries], CancellationToken.None).ConfigureAwait(false);
        standardBook ??= pages is [_, { Rows: [var book, ..] }] ? book.Text("Id") : null;
        var found = new Dictionary<string, JsonObject>();
        foreach (var row in pages[0].Rows)
        {
            if (row.Text("Product2Id") is { } product && row.Text(keyPath) is { } key)
            {
                found.TryAdd(KeyOf(product, key), row);
            }
        }

        return found;
    }

    private EntryRow New(string product, LineSet set, RawLine line)
    {
        var body = SalesforceRow.New(Entry, null);
        body["Pricebook2Id"] = standardBook ?? throw calls.Unexpected("the query for the standard price book");
        body["Product2Id"] = product;
        body["IsActive"] = true;
        body[set.KeyPath] = line.Key;
        SalesforceRow.Set(body, line.Values);
        return new EntryRow(product, body);
    }

    private static void Change(List<EntryRow> updates, string product, JsonObject entry, RawLine line)
    {
        var different = line.Values
            .Where(value => !SalesforcePath.TryRead(entry, value.Key, out var current) || !Same(current, value.Value))
            .ToDictionary(value => value.Key, value => value.Value);
        if (different.Count > 0 && entry.Text("Id") is { } id)
        {
            var body = SalesforceRow.New(Entry, id);
            SalesforceRow.Set(body, different);
            updates.Add(new EntryRow(product, body));
        }
    }

    private static bool Same(JsonNode? one, JsonNode? other) =>
        one is JsonValue left && other is JsonValue right && left.TryGetValue<decimal>(out var first) && right.TryGetValue<decimal>(out var second)
            ? first == second
            : JsonNode.DeepEquals(one, other);

    private async Task SendAsync(
        EntryRow[] rows, Func<HttpContent, Func<CancellationToken, Task<HttpResponseMessage>>> call, Dictionary<string, (WriteStatus, Fault)> failures)
    {
        var body = SalesforceWrites.Body(rows.Select(row => row.Body));
        var sent = await calls.WriteAsync(ct => call(SalesforceCalls.Json(body))(ct)).ConfigureAwait(false);
        var results = sent.Body is JsonArray list && list.Count == rows.Length ? list : null;
        for (var i = 0; i < rows.Length; i++)
        {
            if (Failure(sent, results?[i]) is { } failure)
            {
                failures.TryAdd(rows[i].Product, failure);
            }
        }
    }

    private static (WriteStatus, Fault)? Failure(SalesforceSent sent, JsonNode? result) => (sent.Fault, result) switch
    {
        ({ } fault, _) => (sent.Status, fault),
        (null, null) => (WriteStatus.Unknown, SalesforceFaults.OutcomeUnknown()),
        _ when result.Flag("success") => null,
        _ => (WriteStatus.Refused, SalesforceFaults.OfRow(result)),
    };

    private static string KeyOf(string product, string key) => $"{product} {key.ToUpperInvariant()}";

    private sealed record EntryRow(string Product, JsonObject Body);
}
