using System.Text.Json.Nodes;

namespace Harness.Connectors.Salesforce;

/// <summary>Describes and small catalogues, many in one call.</summary>
internal sealed class SalesforceMetadata(string version, ISalesforceClient client, SalesforceCalls calls)
{
    private const int RequestsInBatch = 25;
    private const int Ok = 200;

    public async Task<IReadOnlyList<string>> VersionsAsync(CancellationToken ct)
    {
        var answer = await calls.ReadAsync(client.Versions, ct).ConfigureAwait(false);
        return answer.Body is JsonArray versions
            ? [.. versions.Select(entry => entry.Text("version")).OfType<string>()]
            : throw calls.Unexpected("the question for its API versions");
    }

    /// <summary>Objects that are not there, or are hidden, are not in the answer. Statements that the org cannot answer give no rows.</summary>
    public async Task<(IReadOnlyDictionary<string, JsonObject> Objects, IReadOnlyList<IReadOnlyList<JsonObject>> Rows)> ReadAsync(
        IReadOnlyList<string> objectTypes, IReadOnlyList<string> statements, CancellationToken ct)
    {
        List<string> urls =
        [
            .. objectTypes.Select(type => $"v{version}/sobjects/{SalesforcePath.FieldOf(type)}/describe"),
            .. statements.Select(soql => $"v{version}/query?q={Uri.EscapeDataString(soql)}"),
        ];
        var results = new List<JsonNode?>();
        foreach (var chunk in urls.Chunk(RequestsInBatch))
        {
            results.AddRange(await BatchAsync(chunk, ct).ConfigureAwait(false));
        }

        var objects = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var (type, result) in objectTypes.Zip(results))
        {
            if (result is JsonObject described && described.List("fields") is not null)
            {
                objects[type] = described;
            }
        }

        return (objects, [.. results.Skip(objectTypes.Count).Select(result => (IReadOnlyList<JsonObject>)[.. (result.List("records") ?? []).OfType<JsonObject>()])]);
    }

    private async Task<IReadOnlyList<JsonNode?>> BatchAsync(string[] urls, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["batchRequests"] = new JsonArray([.. urls.Select(url => new JsonObject { ["method"] = "GET", ["url"] = url })]),
        };
        var answer = await calls.ReadAsync(token => client.Batch(version, SalesforceCalls.Json(body), token), ct).ConfigureAwait(false);
        return answer.Body.List("results") is { } results && results.Count == urls.Length
            ? [.. results.Select(result => result.Whole("statusCode") == Ok ? (result as JsonObject)?["result"] : null)]
            : throw calls.Unexpected("a batch of descriptions");
    }
}
