using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>A row of SuiteQL: all values are texts, and empty columns are left out.</summary>
internal sealed class SuiteQlRow(JsonObject json)
{
    public JsonObject Json => json;

    public string? this[string column] => json[column] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };
}

internal sealed record SuiteQlPage(IReadOnlyList<SuiteQlRow> Rows, bool HasMore, DateTimeOffset ReadAt);

/// <summary>Sends SuiteQL ("Executing SuiteQL Queries Through REST Web Services").</summary>
internal sealed class NetSuiteQuery(string system, NetSuiteCalls calls, int pageSize, TimeProvider clock)
{
    public int PageSize => pageSize;

    public async Task<SuiteQlPage> PageAsync(string statement, CancellationToken ct, int offset = 0)
    {
        var answer = await calls.ReadAsync(
            attempt => calls.Client.QueryAsync(pageSize, offset, new JsonObject { ["q"] = statement }, attempt), ct).ConfigureAwait(false);
        if (answer.Json is not { } json || json["items"] is not JsonArray items)
        {
            throw new ConnectorException(system, NetSuiteFaults.Unexpected("A query was answered without rows."));
        }

        var rows = items.OfType<JsonObject>().Select(row => new SuiteQlRow(row)).ToList();
        var hasMore = json["hasMore"] is JsonValue more && more.TryGetValue<bool>(out var flag) && flag;
        return new SuiteQlPage(rows, hasMore, answer.Date ?? clock.GetUtcNow());
    }

    /// <summary>All pages of a statement whose ORDER BY is unique.</summary>
    public async Task<SuiteQlPage> AllAsync(string statement, CancellationToken ct)
    {
        var page = await PageAsync(statement, ct).ConfigureAwait(false);
        var rows = page.Rows.ToList();
        for (var offset = pageSize; page.HasMore; offset += pageSize)
        {
            page = await PageAsync(statement, ct, offset).ConfigureAwait(false);
            rows.AddRange(page.Rows);
        }

        return page with { Rows = rows };
    }

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string List(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quote));

    /// <summary>Ids are numbers; whatever is not one cannot be a record's id and is left out.</summary>
    public static IReadOnlyList<string> Ids(IEnumerable<string> ids) =>
        [.. ids.Where(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Distinct()];
}
