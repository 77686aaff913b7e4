using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// The change feed. A search has one sort and ends at 10,000 results, and a record that changes between two pages moves
/// to the end of the list. So no second page is ever asked for: each call starts at the last stamp seen, and a stamp that
/// fills a whole page is read through by id. Archived records are in no search; they are listed now and then.
/// </summary>
internal sealed class HubSpotChanges(string system, HubSpotPaths paths, IHubSpotClient client, HubSpotCalls calls, HubSpotReads reads, TimeSpan archivedEvery)
{
    public const int PageSize = 200;

    private const int ListSize = 100;

    // The vendor refuses a longer body; properties that do not fit beside the rest are read from the store.
    private const int LongestQuery = 2_900;

    public async Task<ChangePage> ReadAsync(ChangeRequest request, CancellationToken ct)
    {
        var position = HubSpotPosition.Read(request) ?? throw new ConnectorException(
            system, new Fault(FaultKind.UnexpectedAnswer, $"The stored cursor of {request.Source.Name} cannot be read. Start a backfill of this source."));
        var selection = WithAbout(request.Source);
        var (rows, serverTime) = await SearchAsync(selection, position, request.Overlap, ct).ConfigureAwait(false);
        var found = reads.Records(selection, rows.Select(row => (row, serverTime)));
        var former = rows.Where(row => row.Text("id") is not null).SelectMany(row => HubSpotRecords.MergedInto(row).Select(id => HubSpotRecords.Former(found.First(record => record.Ref.Id == row.Text("id")), id)))
            .DistinctBy(record => record.Ref.Id).ToList();
        var readable = found.FindAll(record => record.Unreadable is null);
        if (readable.Count == 0 && rows.Count > 1)
        {
            throw calls.Unexpected("a search");
        }

        var last = readable.Count > 0 ? readable[^1] : null;
        var hasMore = rows.Count >= PageSize;
        var next = hasMore ? position.After(last!, readable[0], serverTime) : position.Drained(last, serverTime);
        hasMore |= next.IsUnderWay;
        var archived = new List<RawRecord>();
        if (!hasMore && request.Source.AboutPath is null && next.IsArchiveDue(serverTime, archivedEvery))
        {
            // What was archived before the first read was never linked.
            archived = position.ArchiveReadAt is { } since ? await ArchivedAsync(selection, since - request.Overlap, ct).ConfigureAwait(false) : [];
            next = next with { ArchiveReadAt = serverTime };
        }

        var whole = await reads.WholeAsync(selection, found, ct).ConfigureAwait(false);
        return new ChangePage([.. whole, .. former, .. archived], next.ToCursor(), hasMore);
    }

    private static Selection WithAbout(ChangeSource source) =>
        source.AboutPath is { } about && !source.Selection.Paths.Contains(about)
            ? source.Selection with { Paths = [.. source.Selection.Paths, about] }
            : source.Selection;

    private async Task<(IReadOnlyList<JsonObject> Rows, DateTimeOffset ServerTime)> SearchAsync(
        Selection selection, HubSpotPosition position, TimeSpan overlap, CancellationToken ct)
    {
        var wanted = await reads.PropertiesAsync(selection, ct).ConfigureAwait(false);
        var query = position.Query(HubSpotObjects.Stamp(selection.ObjectType), overlap);
        query["limit"] = PageSize;
        query["properties"] = new JsonArray([.. wanted.Select(name => (JsonNode)name)]);
        var fits = query.ToJsonString().Length <= LongestQuery;
        if (!fits)
        {
            query["properties"] = new JsonArray(HubSpotObjects.Stamp(selection.ObjectType));
        }

        var answer = await calls.ReadAsync(token => client.Search(paths.Objects(selection.ObjectType), HubSpotCalls.Json(query), token), ct).ConfigureAwait(false);
        if (answer.Body.Text("total") is null)
        {
            throw calls.Unexpected("a search");
        }

        var rows = answer.Body.Rows("results").ToList();
        if (!fits && rows.Count > 0)
        {
            var whole = (await reads.RowsAsync(selection, [.. rows.Select(row => row.Text("id")).OfType<string>()], null, archived: false, ct).ConfigureAwait(false))
                .ToDictionary(row => row.Row.Text("id")!, row => row.Row);
            rows = [.. rows.Select(row => whole.GetValueOrDefault(row.Text("id") ?? "", row))];
        }

        return (rows, answer.ServerTime);
    }

    private async Task<List<RawRecord>> ArchivedAsync(Selection selection, DateTimeOffset since, CancellationToken ct)
    {
        var rows = new List<(JsonObject, DateTimeOffset)>();
        var properties = string.Join(',', HubSpotRecords.Properties(selection));
        string? after = null;
        do
        {
            var answer = await calls.ReadAsync(token => client.List(paths.Objects(selection.ObjectType), ListSize, properties, "true", after, token), ct).ConfigureAwait(false);
            rows.AddRange(answer.Body.Rows("results").Where(row => HubSpotValue.Stamp(row.Text("archivedAt")) is not { } at || at >= since).Select(row => (row, answer.ServerTime)));
            after = answer.Body.Part("paging").Part("next").Text("after");
        }
        while (after is not null);
        return reads.Records(selection with { Lines = [] }, rows);
    }
}
