using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// The change feed: a keyset over (SystemModstamp, Id), one call for a page, deleted and merged records included. The
/// vendor stamps before it commits, so every poll starts again an overlap behind the newest change seen.
/// </summary>
internal sealed class SalesforceChanges(string system, SalesforceStatements statements, SalesforceCalls calls)
{
    private const int PageSize = 2_000;

    private readonly SalesforceRecords records = new(system);

    public async Task<ChangePage> ReadAsync(ChangeRequest request, CancellationToken ct)
    {
        var position = Position.Read(request) ?? throw new ConnectorException(
            system, new Fault(FaultKind.UnexpectedAnswer, $"The stored cursor of {request.Source.Name} cannot be read. Start a backfill of this source."));
        var selection = WithAbout(request.Source);
        var soql = $"SELECT {SalesforceRecords.Columns(selection)} FROM {SalesforcePath.FieldOf(selection.ObjectType)} "
            + $"WHERE {position.Condition(request.Overlap)} ORDER BY SystemModstamp,Id LIMIT {PageSize}";
        var page = await statements.PageAsync(new SalesforceStatement(soql, SalesforceObjects.HasRecycleBin(selection.ObjectType)), ct).ConfigureAwait(false);
        var found = page.Rows.Select(row => records.Read(selection, row, page.ServerTime)).ToList();
        var last = found.FindLast(record => record.Unreadable is null);
        if (last is null && found.Count > 1)
        {
            throw calls.Unexpected("a poll for changes");
        }

        // The vendor may end a page early (wide rows). The keyset continues it: a locator would not outlive this call.
        var hasMore = last is not null && (page.Next is not null || found.Count >= PageSize);
        var next = hasMore ? position.After(last!, page.ServerTime) : position.Drained(last, page.ServerTime);
        return new ChangePage(found, next.ToCursor(), hasMore);
    }

    private static Selection WithAbout(ChangeSource source) =>
        source.AboutPath is { } about && !source.Selection.Paths.Contains(about)
            ? source.Selection with { Paths = [.. source.Selection.Paths, about] }
            : source.Selection;

    /// <param name="Newest">The newest stamp seen, or where a quiet feed has followed the vendor's clock to.</param>
    /// <param name="InStep">The newest record was seen right after its stamp, so the Date of the answers tells the stamps' time.</param>
    /// <param name="Stamp">While a read is under way: the stamp of the last record given.</param>
    /// <param name="Id">While a read is under way: the id of the last record given.</param>
    private sealed record Position(DateTimeOffset Newest, bool InStep, DateTimeOffset? Stamp = null, string? Id = null)
    {
        private static readonly TimeSpan SeenAtOnce = TimeSpan.FromMinutes(2);

        // Without following, each poll of a quiet object would read the last busy minutes again, for ever.
        private static readonly TimeSpan QuietLag = TimeSpan.FromMinutes(5);

        public static Position? Read(ChangeRequest request)
        {
            if (request.Cursor is null)
            {
                return new Position(request.From + request.Overlap, false);
            }

            try
            {
                var cursor = JsonNode.Parse(request.Cursor);
                return SalesforceValue.Stamp(cursor.Text("n")) is { } newest
                    ? new Position(newest, cursor.Flag("s"), SalesforceValue.Stamp(cursor.Text("t")), cursor.Text("i"))
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        public string Condition(TimeSpan overlap)
        {
            if (Stamp is not { } at || Id is null)
            {
                return $"SystemModstamp >= {SalesforceValue.Soql(Newest - overlap)}";
            }

            var stamp = SalesforceValue.Soql(at);
            return $"((SystemModstamp = {stamp} AND Id > {SalesforceValue.Quoted(Id)}) OR SystemModstamp > {stamp})";
        }

        public Position After(RawRecord last, DateTimeOffset serverTime) => Seen(last, serverTime) with { Stamp = last.ModifiedAt, Id = last.Ref.Id };

        public Position Drained(RawRecord? last, DateTimeOffset serverTime)
        {
            var seen = last is null ? this : Seen(last, serverTime);
            var quiet = serverTime - QuietLag;
            return new Position(seen.InStep && quiet > seen.Newest ? quiet : seen.Newest, seen.InStep);
        }

        public string ToCursor()
        {
            var cursor = new JsonObject { ["n"] = SalesforceValue.Soql(Newest), ["s"] = InStep };
            if (Stamp is { } stamp)
            {
                cursor["t"] = SalesforceValue.Soql(stamp);
                cursor["i"] = Id;
            }

            return cursor.ToJsonString();
        }

        private Position Seen(RawRecord last, DateTimeOffset serverTime) => last.ModifiedAt > Newest
            ? this with { Newest = last.ModifiedAt, InStep = (serverTime - last.ModifiedAt).Duration() <= SeenAtOnce }
            : this;
    }
}
