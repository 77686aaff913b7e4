using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Soql;

/// <summary>Open result sets behind locators: two days, ten for a user, the oldest is dropped.</summary>
internal sealed class QueryCursors(Org org)
{
    private const int MaxOpen = 10;
    private const int MaxOpenChildren = 4000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    private readonly Dictionary<string, (QueryResult Result, DateTimeOffset Opened, int PageSize)> _open = [];
    private readonly Queue<string> _order = [];
    private readonly Queue<string> _children = [];
    private long _count;

    /// <param name="isChild">A list inside a row; it does not push its own parents out.</param>
    public JsonObject First(QueryResult result, string version, int pageSize, string path, bool isChild = false)
    {
        if (result.Rows.Count <= pageSize)
        {
            return Page(result, 0, pageSize, version, null, path);
        }

        var locator = $"0r8dZ{++_count:D10}AAA";
        _open.Add(locator, (result, org.Clock.GetUtcNow(), pageSize));
        var (order, most) = isChild ? (_children, MaxOpenChildren) : (_order, MaxOpen);
        order.Enqueue(locator);
        while (order.Count > most)
        {
            _open.Remove(order.Dequeue());
        }

        return Page(result, 0, pageSize, version, locator, path);
    }

    public JsonObject Next(string text, string version, string path)
    {
        var dash = text.LastIndexOf('-');
        if (dash < 0 || !int.TryParse(text.AsSpan(dash + 1), out var offset) || !_open.TryGetValue(text[..dash], out var cursor) ||
            org.Clock.GetUtcNow() - cursor.Opened > Lifetime || offset > cursor.Result.Rows.Count)
        {
            throw new VendorRuleException("INVALID_QUERY_LOCATOR", "invalid query locator");
        }

        return Page(cursor.Result, offset, cursor.PageSize, version, text[..dash], path);
    }

    private static JsonObject Page(QueryResult result, int offset, int pageSize, string version, string? locator, string path)
    {
        var records = new JsonArray();
        var end = Math.Min(offset + pageSize, result.Rows.Count);
        for (var row = offset; row < end; row++)
        {
            if (result.Rows[row](version) is { } read)
            {
                records.Add(read);
            }
        }

        var done = end >= result.Rows.Count;
        var page = new JsonObject { ["totalSize"] = result.TotalSize, ["done"] = done };
        if (!done)
        {
            page["nextRecordsUrl"] = $"/services/data/{version}/{path}/{locator}-{end}";
        }

        page["records"] = records;
        return page;
    }
}
