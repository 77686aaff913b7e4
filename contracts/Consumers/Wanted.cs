using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Contracts.Consumers;

/// <summary>What the engine asks of a connector.</summary>
internal static class Wanted
{
    public static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ChangeRequest Changes(Selection selection, string? cursor = null, string? about = null, string name = "source") =>
        new(new ChangeSource(name, selection, about), cursor, From, TimeSpan.FromMinutes(5));

    public static WriteRequest New(string objectType, ExternalKey key, params (string Path, JsonNode? Value)[] values) =>
        new($"new {key.Value}", objectType, null, key, values.ToDictionary(value => value.Path, value => value.Value), []);

    public static WriteRequest Change(string objectType, string id, params (string Path, JsonNode? Value)[] values) =>
        new($"change {id}", objectType, id, null, values.ToDictionary(value => value.Path, value => value.Value), []);

    public static async Task<IReadOnlyList<WriteReceipt>> ReceiptsAsync(this IConnector connector, params IReadOnlyList<WriteRequest> writes)
    {
        var receipts = new List<WriteReceipt>();
        await foreach (var receipt in connector.WriteManyAsync(writes, TestContext.Current.CancellationToken))
        {
            receipts.Add(receipt);
        }

        return receipts;
    }
}
