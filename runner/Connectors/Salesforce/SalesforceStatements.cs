using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>Runs SOQL. A statement alone is a call of its own; several share calls, as many as the vendor takes in one.</summary>
internal sealed class SalesforceStatements(string version, ISalesforceClient client, SalesforceCalls calls)
{
    // Of the 25 parts of a call at most 5 may be queries ("Composite").
    private const int StatementsInCall = 5;

    /// <summary>One page; the vendor decides where it ends.</summary>
    public async Task<SalesforcePage> PageAsync(SalesforceStatement statement, CancellationToken ct)
    {
        var answer = await calls.QueryAsync(
            token => statement.DeletedToo ? client.QueryAll(version, statement.Soql, token) : client.Query(version, statement.Soql, token), ct).ConfigureAwait(false);
        return Page(answer.Body, answer.ServerTime);
    }

    /// <summary>All rows.</summary>
    public async Task<SalesforcePage> AllAsync(SalesforceStatement statement, CancellationToken ct) =>
        (await AllAsync([statement], ct).ConfigureAwait(false))[0];

    /// <summary>All rows of each statement, in the order of the statements.</summary>
    public async Task<IReadOnlyList<SalesforcePage>> AllAsync(IEnumerable<SalesforceStatement> statements, CancellationToken ct)
    {
        var whole = new List<SalesforcePage>();
        foreach (var call in statements.Chunk(StatementsInCall))
        {
            var first = call is [var only] ? [await PageAsync(only, ct).ConfigureAwait(false)] : await FirstPagesAsync(call, ct).ConfigureAwait(false);
            foreach (var page in first)
            {
                whole.Add(await ToItsEndAsync(page, ct).ConfigureAwait(false));
            }
        }

        return whole;
    }

    private async Task<IReadOnlyList<SalesforcePage>> FirstPagesAsync(SalesforceStatement[] statements, CancellationToken ct)
    {
        var body = SalesforceComposite.Body(version, statements);
        var answer = await calls.CompositeAsync(token => client.Composite(version, SalesforceCalls.Json(body), token), ct).ConfigureAwait(false);
        var parts = SalesforceComposite.Parts(answer.Body, statements.Length);
        return [.. parts.Select(part => Page(part, answer.ServerTime))];
    }

    private async Task<SalesforcePage> ToItsEndAsync(SalesforcePage first, CancellationToken ct)
    {
        var rows = new List<JsonObject>(first.Rows);
        var page = first;
        while (page.Next is { } next)
        {
            var answer = await calls.QueryAsync(token => client.NextPage(next, token), ct).ConfigureAwait(false);
            page = Page(answer.Body, answer.ServerTime);
            rows.AddRange(page.Rows);
        }

        return first with { Rows = rows, Next = null };
    }

    private SalesforcePage Page(JsonNode? body, DateTimeOffset serverTime)
    {
        var next = body.Text("nextRecordsUrl");
        if (body.List("records") is not { } rows || (next is null && !body.Flag("done"))
            || (next is not null && !next.StartsWith("/services/data/", StringComparison.Ordinal)))
        {
            throw calls.Unexpected("a query");
        }

        return new SalesforcePage([.. rows.OfType<JsonObject>()], next?.TrimStart('/'), serverTime);
    }
}

/// <param name="DeletedToo">Deleted and merged records come as well.</param>
internal sealed record SalesforceStatement(string Soql, bool DeletedToo = false)
{
    // The limit of 16,384 bytes covers the URI together with the headers, and an access token may be long.
    private const int Longest = 12_000;

    /// <summary>Encoded characters that are left for a condition beside the rest of a statement.</summary>
    public static int RoomBeside(string rest) => Longest - Uri.EscapeDataString(rest).Length;
}

/// <param name="Next">The path of the vendor's next page, or null when there is none.</param>
internal sealed record SalesforcePage(IReadOnlyList<JsonObject> Rows, string? Next, DateTimeOffset ServerTime);
