using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

internal sealed record OdooRow(string Id, JsonObject Fields)
{
    public JsonNode? this[string field] => Fields[field];
}

/// <param name="Lost">Rows without an id: no record can be told from them.</param>
internal sealed record OdooPage(IReadOnlyList<OdooRow> Rows, bool HasMore, DateTimeOffset ReadAt, IReadOnlyList<JsonObject> Lost);

/// <summary>Rows that were read at one moment, with the addresses below them where those came along.</summary>
internal sealed record OdooRead(IReadOnlyList<OdooRow> Rows, DateTimeOffset At, ILookup<string, AddressRow>? Addresses = null)
{
    /// <summary>Rows without an id: no record can be told from them.</summary>
    public IReadOnlyList<JsonObject> Lost { get; init; } = [];

    public static OdooRead Of(OdooPage page) => new(page.Rows, page.ReadAt) { Lost = page.Lost };
}

/// <summary>search_read, always with a limit and along the id, so that nothing is skipped or repeated while others write.</summary>
internal sealed class OdooQuery(string system, OdooCalls calls, int pageSize)
{
    public async Task<OdooPage> PageAsync(string model, JsonArray domain, IReadOnlyCollection<string> fields, CancellationToken ct, string order = "id")
    {
        var (result, at) = await calls.ReadAsync(new OdooCall(model, "search_read", null, new JsonObject
        {
            ["domain"] = domain.DeepClone(),
            ["fields"] = new JsonArray([.. fields.Distinct().Select(field => JsonValue.Create(field))]),
            ["limit"] = pageSize,
            ["order"] = order,
        }), ct).ConfigureAwait(false);
        if (result is not JsonArray rows)
        {
            throw new ConnectorException(system, OdooFaults.Unexpected("Odoo answered a search with something that is no list."));
        }

        var (whole, lost) = (rows.OfType<JsonObject>().Where(row => row["id"] is not null), rows.OfType<JsonObject>().Where(row => row["id"] is null));
        return new OdooPage([.. whole.Select(row => new OdooRow(row["id"]!.ToJsonString(), row))], rows.Count >= pageSize, at, [.. lost]);
    }

    public async Task<IReadOnlyList<OdooRow>> AllAsync(string model, JsonArray domain, IReadOnlyCollection<string> fields, CancellationToken ct)
    {
        var all = new List<OdooRow>();
        for (var after = domain; ;)
        {
            var page = await PageAsync(model, after, fields, ct).ConfigureAwait(false);
            all.AddRange(page.Rows);
            if (!page.HasMore || page.Rows.Count == 0)
            {
                return all;
            }

            after = And(new JsonArray(new JsonArray("id", ">", OdooValues.Id(page.Rows[^1].Id))), domain);
        }
    }

    /// <summary>Terms side by side are joined by "and".</summary>
    public static JsonArray And(JsonArray one, JsonArray other) => new([.. one.Concat(other).Select(term => term?.DeepClone())]);

    public static JsonArray Or(IReadOnlyList<JsonArray> all) =>
        new([.. Enumerable.Repeat((JsonNode)"|", all.Count - 1).Concat(all.SelectMany(Joined)).Select(term => term.DeepClone())]);

    private static IEnumerable<JsonNode> Joined(JsonArray terms) =>
        Enumerable.Repeat((JsonNode)"&", terms.Count(term => term is JsonArray) - 1 - terms.Count(term => term is JsonValue)).Concat(terms.Select(term => term!));
}
