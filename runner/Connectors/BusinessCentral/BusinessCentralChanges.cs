using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// Changes by lastModifiedDateTime. A payment does not move an invoice's stamp, so all open invoices are read again with
/// every poll; those that say what they said before are dropped by their version.
/// </summary>
internal sealed class BusinessCentralChanges(string system, BusinessCentralService service, BusinessCentralRecords records, BusinessCentralRows rows)
{
    private static readonly IReadOnlyDictionary<string, string> nothingAsked = new Dictionary<string, string>();

    /// <param name="Newest">The newest change seen so far.</param>
    /// <param name="Next">Where the feed goes on inside a drain; null where it is drained.</param>
    private sealed record Cursor(DateTimeOffset Newest, string? Next = null);

    public async Task<ChangePage> ReadAsync(ChangeRequest request, CancellationToken ct)
    {
        var asked = request.Source.Selection;
        var of = records.Object(asked.ObjectType);
        var selection = asked with { Lines = [], Paths = [.. asked.Paths.Concat(request.Source.AboutPath is { } about ? [about] : Array.Empty<string>()).Distinct()] };
        var cursor = Parse(request);
        var options = BusinessCentralRows.Options(of, selection);
        var url = cursor.Next ?? $"{of.Set}?$filter={Uri.EscapeDataString($"lastModifiedDateTime ge {BusinessCentralValues.Moment(From(cursor, request))}")}&$orderby=lastModifiedDateTime&{options}";
        var requests = new List<BatchRequest> { new("GET", url, PageSize: service.PageSize) };
        var rereads = of.Name == "salesInvoice" && request.Source.AboutPath is null && cursor.Next is null;
        var open = rereads ? await OpenAsync(options, requests, ct).ConfigureAwait(false) : (Answer: null, Rows: []);
        var answer = open.Answer ?? (await service.ReadAsync(requests, ct).ConfigureAwait(false))[0];
        var changed = service.Values(answer);
        var next = service.NextOf(answer);
        var newest = changed.Select(row => BusinessCentralValues.Time(row.Text("lastModifiedDateTime"))).OfType<DateTimeOffset>().Append(cursor.Newest).Max();
        var all = changed.Concat(open.Rows).DistinctBy(row => row.Text(of.IdProperty)).ToList();
        return new ChangePage(
            await rows.RecordsAsync(of, selection, all, answer.Date, nothingAsked, ct).ConfigureAwait(false), Text(new Cursor(newest, next)), next is not null);
    }

    /// <summary>The page of changes and the open invoices in one call; further open ones in calls of their own.</summary>
    private async Task<(BatchAnswer? Answer, IReadOnlyList<JsonObject> Rows)> OpenAsync(string options, List<BatchRequest> requests, CancellationToken ct)
    {
        requests.Add(new BatchRequest("GET", $"salesInvoices?$filter={Uri.EscapeDataString("status eq 'Open'")}&{options}", PageSize: service.PageSize));
        var answers = await service.ReadAsync(requests, ct).ConfigureAwait(false);
        var open = service.Values(answers[1]).ToList();
        if (service.NextOf(answers[1]) is { } next)
        {
            open.AddRange((await service.RowsAsync([next], ct).ConfigureAwait(false))[0].Rows);
        }

        return (answers[0], open);
    }

    private static DateTimeOffset From(Cursor cursor, ChangeRequest request) => request.Cursor is null ? cursor.Newest : cursor.Newest - request.Overlap;

    private Cursor Parse(ChangeRequest request)
    {
        if (request.Cursor is null)
        {
            return new Cursor(request.From);
        }

        try
        {
            if (JsonNode.Parse(request.Cursor) is JsonObject json && BusinessCentralValues.Time(json["newest"]?.ToString()) is { } newest)
            {
                return new Cursor(newest, json["next"]?.ToString());
            }
        }
        catch (JsonException)
        {
        }

        throw new ConnectorException(system, BusinessCentralFaults.Unexpected($"The stored position of the feed {request.Source.Name} cannot be read."));
    }

    private static string Text(Cursor cursor)
    {
        var json = new JsonObject { ["newest"] = cursor.Newest.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) };
        if (cursor.Next is { } next)
        {
            json["next"] = next;
        }

        return json.ToJsonString();
    }
}
