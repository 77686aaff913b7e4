using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>
/// Changes by write_date, drained along the id. The stamp is the start of the transaction, so rows appear "in the past";
/// answers cut off the microseconds that the column keeps, so only "at or after" never loses a row.
/// </summary>
internal sealed class OdooChanges(string system, OdooQuery query, OdooRecords records)
{
    /// <param name="From">What this drain reads from.</param>
    /// <param name="Until">The server's time when the drain began: what is written after it belongs to the next.</param>
    /// <param name="Id">The last record taken; null where the feed is drained.</param>
    /// <param name="Newest">The newest stamp seen.</param>
    private sealed record Cursor(DateTimeOffset From, DateTimeOffset? Until, string? Id, DateTimeOffset Newest);

    public async Task<ChangePage> ReadAsync(ChangeRequest request, CancellationToken ct)
    {
        var selection = WithoutLines(request.Source.Selection);
        var reading = await records.PrepareAsync(selection, request.Source.AboutPath is { } about ? [about] : [], ct).ConfigureAwait(false);
        var cursor = Parse(request);
        var since = new JsonArray(new JsonArray("write_date", ">=", OdooValues.Moment(cursor.From)));
        if (cursor.Id is { } last)
        {
            since.Add(new JsonArray("id", ">", OdooValues.Id(last)));
        }

        var domain = OdooQuery.And(reading.Object.Domain(), since);
        var parent = new JsonArray("parent_id.write_date", ">=", OdooValues.Moment(cursor.From));
        var (read, hasMore) = (cursor.Id is null ? await records.WithAddressesAsync(reading, domain, parent, ct).ConfigureAwait(false) : null, false);
        if (read is null)
        {
            var page = await query.PageAsync(reading.Object.Model, domain, reading.Fields, ct).ConfigureAwait(false);
            (read, hasMore) = (OdooRead.Of(page), page.HasMore);
        }

        var changed = await records.AssembleAsync(reading, read, ct).ConfigureAwait(false);
        var newest = changed.Where(record => record.Unreadable is null).Select(record => record.ModifiedAt).Append(cursor.Newest).Max();
        var until = cursor.Until ?? read.At;
        return hasMore && read.Rows.Count > 0
            ? new ChangePage(changed, Text(cursor with { Until = until, Id = read.Rows[^1].Id, Newest = newest }), HasMore: true)
            : new ChangePage(changed, Text(Drained(newest < until || cursor.Until is null ? newest : until)), HasMore: false);
    }

    // What is worked out from lines would cost every page a call of its own: a change says that it happened, a read says what it is.
    private static Selection WithoutLines(Selection asked) => asked with
    {
        Paths = [.. asked.Paths.Where(path => OdooCatalogue.Find(asked.ObjectType)?.Path(path) is not { FromLines: true })],
        Lines = [],
    };

    private static Cursor Drained(DateTimeOffset newest) => new(newest, null, null, newest);

    private Cursor Parse(ChangeRequest request)
    {
        if (request.Cursor is null)
        {
            return Drained(request.From);
        }

        try
        {
            if (JsonDocument.Parse(request.Cursor).RootElement is { ValueKind: JsonValueKind.Object } json && Time(json, "newest") is { } newest)
            {
                return Time(json, "from") is { } from && Time(json, "until") is { } until && json.TryGetProperty("id", out var id) && OdooValues.Ids([id.GetString() ?? ""]) is [var known]
                    ? new Cursor(from, until, known, newest)
                    : Drained(newest) with { From = newest - request.Overlap };
            }
        }
        catch (JsonException)
        {
        }

        throw new ConnectorException(system, OdooFaults.Unexpected($"The stored position of the feed {request.Source.Name} cannot be read."));
    }

    private static DateTimeOffset? Time(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? OdooValues.Time(value.GetString()) : null;

    private static string Text(Cursor cursor) => cursor.Id is null
        ? $$"""{"newest":"{{OdooValues.Iso(cursor.Newest)}}"}"""
        : $$"""{"newest":"{{OdooValues.Iso(cursor.Newest)}}","from":"{{OdooValues.Iso(cursor.From)}}","until":"{{OdooValues.Iso(cursor.Until!.Value)}}","id":"{{cursor.Id}}"}""";
}
