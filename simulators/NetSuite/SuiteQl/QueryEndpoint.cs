using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Rules;

namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>POST query/v1/suiteql: pages of strings.</summary>
internal sealed class QueryEndpoint(Tables tables, Today today, NetSuiteOptions options)
{
    public const string Path = "/services/rest/query/v1/suiteql";

    private const int MostRows = 1000;
    private const int MostTotal = 100_000;
    private int runs;

    public VendorResponse Post(VendorRequest request)
    {
        var call = new QueryCall(request);
        if (!call.IsTransient)
        {
            throw NsError.Header("Invalid or missing value of the header Prefer. Use 'transient'.", "Prefer");
        }

        var (limit, offset) = (call.Number("limit", MostRows, MostRows), call.Number("offset", 0, int.MaxValue));
        if (limit == 0 || offset % limit != 0)
        {
            throw NsError.Parameter("Invalid value for the query parameter offset: it must be divisible by limit.", "offset");
        }

        if (offset >= MostTotal)
        {
            throw NsError.Parameter($"A query returns at most {MostTotal} results.", "offset");
        }

        var scalars = new Scalars(options.DateFormat);
        var result = Run(call.Text, scalars, limit);
        return VendorResponse.Json(200, Page(result, scalars, limit, offset, call.Place));
    }

    private Result Run(string text, Scalars scalars, int limit)
    {
        var now = TimeZoneInfo.ConvertTime(today.Now, today.Zone).DateTime;
        try
        {
            return new Executor(tables.Find, scalars, now).Run(Parser.Parse(text), rows =>
            {
                if (rows.Count > limit)
                {
                    // Rows that the ORDER BY leaves equal come in another order on every page.
                    new Random(++runs).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
                }
            });
        }
        catch (QueryProblem problem)
        {
            throw NsError.Parameter($"Invalid search query. Detailed unprocessed description follows. {problem.Message}", "q");
        }
    }

    private static JsonObject Page(Result result, Scalars scalars, int limit, int offset, string place)
    {
        var total = Math.Min(result.Rows.Count, MostTotal);
        var items = new JsonArray();
        foreach (var cells in result.Rows.Skip(offset).Take(Math.Min(limit, Math.Max(0, total - offset))))
        {
            var item = new JsonObject { ["links"] = new JsonArray() };
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i] is { } cell)
                {
                    item[result.Names[i]] = scalars.Text(cell);
                }
            }

            items.Add(item);
        }

        var hasMore = offset + items.Count < total;
        return new JsonObject
        {
            ["links"] = Links(place, limit, offset, total, hasMore),
            ["count"] = items.Count,
            ["hasMore"] = hasMore,
            ["items"] = items,
            ["offset"] = offset,
            ["totalResults"] = total,
        };
    }

    private static JsonArray Links(string place, int limit, int offset, int total, bool hasMore)
    {
        JsonObject Link(string rel, int at) => new() { ["rel"] = rel, ["href"] = $"{place}?limit={limit}&offset={at}" };
        var links = new JsonArray();
        if (hasMore)
        {
            links.Add(Link("next", offset + limit));
            links.Add(Link("last", (total - 1) / limit * limit));
        }

        if (offset > 0)
        {
            links.Add(Link("first", 0));
            links.Add(Link("previous", Math.Max(0, offset - limit)));
        }

        links.Add(Link("self", offset));
        return links;
    }
}
