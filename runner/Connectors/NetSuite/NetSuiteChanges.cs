using System.Globalization;
using System.Text.Json;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>
/// Changes by lastmodifieddate, which counts whole seconds, and by id within a second. The integration user's time zone
/// must be UTC: SuiteQL shows and takes times in it.
/// </summary>
internal sealed class NetSuiteChanges(string system, NetSuiteQuery query, NetSuiteRecords records)
{
    private const string deletedSources = "deleted:";

    /// <param name="Newest">The newest change seen so far.</param>
    /// <param name="At">Where the feed stands inside a drain that goes on; null where it is drained.</param>
    /// <param name="Id">The last record taken at that time.</param>
    private sealed record Cursor(DateTimeOffset Newest, DateTimeOffset? At = null, string? Id = null);

    public Task<ChangePage> ReadAsync(ChangeRequest request, CancellationToken ct) => request.Source.Selection.ObjectType is "deletedrecord" || request.Source.Selection.ObjectType.StartsWith(deletedSources, StringComparison.Ordinal)
        ? DeletedAsync(request, ct)
        : ChangedAsync(request, ct);

    private async Task<ChangePage> ChangedAsync(ChangeRequest request, CancellationToken ct)
    {
        var selection = WithoutLines(request.Source.Selection);
        var reading = await records.PrepareAsync(selection, request.Source.AboutPath is { } about ? [about] : [], ct).ConfigureAwait(false);
        var cursor = Parse(request);
        var where = After(cursor, request, "t.lastmodifieddate", "t.id");
        var page = await query.PageAsync(reading.Statement(where, byStamp: true, []), ct).ConfigureAwait(false);
        var changed = await records.AssembleAsync(reading, selection, page, ct).ConfigureAwait(false);
        return Page(changed, cursor, page.HasMore && changed.Count > 0);
    }

    // What is worked out from lines would cost every page a call of its own: a change says that it happened, a read says what it is.
    private static Selection WithoutLines(Selection asked) => asked with
    {
        Paths = [.. asked.Paths.Where(path => NetSuiteCatalogue.Find(asked.ObjectType)?.Path(path) is not { FromLines: true })],
        Lines = [],
    };

    private async Task<ChangePage> DeletedAsync(ChangeRequest request, CancellationToken ct)
    {
        var asked = request.Source.Selection.ObjectType.StartsWith(deletedSources, StringComparison.Ordinal) ? request.Source.Selection.ObjectType : request.Source.Name;
        var named = asked.StartsWith(deletedSources, StringComparison.Ordinal) ? asked[deletedSources.Length..] : null;
        var types = named is null
            ? DeletedRecords.Types.Where(t => t.Key is not ("settlement" or "openCredit")).ToDictionary()
            : DeletedRecords.Types.Where(t => t.Key == named).ToDictionary();
        if (types.Count == 0)
        {
            throw new ConnectorException(system, NetSuiteFaults.Broken($"There is no feed of deleted records called {request.Source.Name}.", request.Source.Name));
        }

        var cursor = Parse(request);
        var statement = DeletedRecords.Statement(types.Values.SelectMany(t => t), After(cursor, request, "t.deleteddate", "t.recordid"));
        var page = await query.PageAsync(statement, ct).ConfigureAwait(false);
        var gone = page.Rows.Where(row => row["id"] is not null)
            .Select(row => DeletedRecords.Record(system, types.First(t => t.Value.Contains(DeletedRecords.Type(row))).Key, row, page.ReadAt)).ToList();
        return Page(gone, cursor, page.HasMore && gone.Count > 0);
    }

    private ChangePage Page(IReadOnlyList<RawRecord> changed, Cursor before, bool hasMore)
    {
        var last = changed.LastOrDefault(record => record.Unreadable is null);
        if (last is null && changed.Count > 1)
        {
            throw new ConnectorException(system, NetSuiteFaults.Unexpected("No row of a page of changes could be read."));
        }

        var newest = last?.ModifiedAt > before.Newest ? last.ModifiedAt : before.Newest;
        var next = hasMore && last is not null ? new Cursor(newest, last.ModifiedAt, last.Ref.Id) : new Cursor(newest);
        return new ChangePage(changed, Text(next), hasMore && last is not null);
    }

    private static string After(Cursor cursor, ChangeRequest request, string stamp, string id)
    {
        if (cursor.At is { } at)
        {
            var nextSecond = NetSuiteValues.Timestamp(at.AddSeconds(1));
            return $"{stamp} >= {NetSuiteValues.Timestamp(at)} AND ({stamp} >= {nextSecond} OR {id} > {cursor.Id})";
        }

        var from = request.Cursor is null ? cursor.Newest : cursor.Newest - request.Overlap;
        return $"{stamp} >= {NetSuiteValues.Timestamp(from)}";
    }

    private Cursor Parse(ChangeRequest request)
    {
        if (request.Cursor is null)
        {
            return new Cursor(request.From);
        }

        try
        {
            if (JsonDocument.Parse(request.Cursor).RootElement is { ValueKind: JsonValueKind.Object } json
                && json.TryGetProperty("newest", out var newest) && NetSuiteValues.Time(newest.GetString()) is { } time)
            {
                var at = json.TryGetProperty("at", out var stamp) ? NetSuiteValues.Time(stamp.GetString()) : null;
                var id = json.TryGetProperty("id", out var last) && NetSuiteQuery.Ids([last.GetString() ?? ""]) is [var known] ? known : null;
                return at is null || id is null ? new Cursor(time) : new Cursor(time, at, id);
            }
        }
        catch (JsonException)
        {
        }

        throw new ConnectorException(system, NetSuiteFaults.Unexpected($"The stored position of the feed {request.Source.Name} cannot be read."));
    }

    private static string Text(Cursor cursor)
    {
        var newest = Iso(cursor.Newest);
        return cursor.At is { } at
            ? $$"""{"newest":"{{newest}}","at":"{{Iso(at)}}","id":"{{cursor.Id}}"}"""
            : $$"""{"newest":"{{newest}}"}""";
    }

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
