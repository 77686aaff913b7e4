using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Rules;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.OData;

/// <summary>Records as answers: selected, expanded, ordered, in pages, each with its etag.</summary>
internal sealed class Reader(CompanyStore store, Figures figures, BusinessCentralOptions options)
{
    public JsonObject Page(ApiCall call, EntitySet set, string context) => Page(call, set, context, query => query.Filter.Properties.Any(Figures.IsWorkedOut)
        ? store.All(set.Name).Select(Shown).OfType<JsonObject>().Where(query.Filter.Holds)
        : [.. store.All(set.Name).Where(record => Values(record) is { } values && query.Filter.Holds(values)).Select(Shown).OfType<JsonObject>()]);

    public JsonObject Page(ApiCall call, EntitySet set, string context, IEnumerable<JsonObject> rows) =>
        Page(call, set, context, query => rows.Where(query.Filter.Holds));

    private JsonObject Page(ApiCall call, EntitySet set, string context, Func<QueryOptions, IEnumerable<JsonObject>> rows)
    {
        var query = QueryOptions.Read(set, call.Query);
        var found = Ordered(rows(query), query.OrderBy).ToList();
        var start = query.Skip + Token(call);
        var wanted = Math.Min(query.Top ?? int.MaxValue, Math.Max(0, found.Count - start));
        var size = Math.Min(PageSize(call), options.PageLimit);
        var answer = new JsonObject { ["@odata.context"] = context };
        if (query.Count)
        {
            answer["@odata.count"] = found.Count;
        }

        answer["value"] = new JsonArray([.. found.Skip(start).Take(Math.Min(size, wanted)).Select(row => Shape(row, query))]);
        if (wanted > size && query.Top is null)
        {
            answer["@odata.nextLink"] = call.WithToken(start + size - query.Skip);
        }

        return answer;
    }

    public JsonObject One(ApiCall call, EntitySet set, JsonObject row, string context)
    {
        var answer = new JsonObject { ["@odata.context"] = context };
        foreach (var (name, value) in Shape(row, QueryOptions.Read(set, call.Query)))
        {
            answer[name] = value?.DeepClone();
        }

        return answer;
    }

    /// <summary>A record with all that is worked out on reading, and its etag.</summary>
    public JsonObject Row(BcRecord record) => Row(record, record.Values);

    public JsonObject Stored(BcRecord record)
    {
        var row = Row(record);
        row["isDeleted"] = record.IsDeleted;
        foreach (var navigation in Entities.All[record.Set].Navigations.Where(n => n.IsMany && (Entities.All[n.Set].Parent == record.Set || n.Set == Entities.ContactsInformation)))
        {
            row[navigation.Name] = new JsonArray([.. Related(row, navigation).Select(line => line.DeepClone())]);
        }

        return row;
    }

    public IEnumerable<JsonObject> Related(JsonObject row, Navigation navigation) => navigation.Set switch
    {
        Entities.ContactsInformation => figures.ContactsOf(row.Text("id")),
        var set when navigation.IsMany && Entities.All[set].Parent is not null && navigation.Theirs == "documentId" =>
            store.LinesOf(row.Text(navigation.Own)).OrderBy(line => line.Number("sequence")).Select(Row),
        var set when navigation.IsMany => store.All(set).Where(other => other.Text(navigation.Theirs) == row.Text(navigation.Own)).Select(Row),
        var set => store.Find(set, row.Text(navigation.Own)) is { } one ? [Row(one)] : [],
    };

    private JsonObject? Values(BcRecord record) => record.SettlesAt <= store.Now ? record.Values : record.Unsettled;

    private JsonObject? Shown(BcRecord record) => Values(record) is { } values ? Row(record, values) : null;

    private JsonObject Row(BcRecord record, JsonObject values)
    {
        var row = new JsonObject { ["@odata.etag"] = record.Etag };
        foreach (var property in Entities.All[record.Set].Properties.Where(p => !options.RemovedProperties.Contains($"{record.Set}.{p.Name}")))
        {
            row[property.Name] = figures.Of(record, property) ?? values[property.Name]?.DeepClone();
        }

        return row;
    }

    private JsonObject Shape(JsonObject row, QueryOptions query)
    {
        var shaped = new JsonObject();
        foreach (var (name, value) in row)
        {
            if (name == "@odata.etag" || query.Select is null || query.Select.Contains(name) || query.Select.All(chosen => query.Set.Find(chosen) is null))
            {
                shaped[name] = value?.DeepClone();
            }
        }

        foreach (var expansion in query.Expand)
        {
            var related = Ordered(Related(row, expansion.Navigation).Where(expansion.Options.Filter.Holds), expansion.Options.OrderBy)
                .Select(other => Shape(other, expansion.Options));
            shaped[expansion.Navigation.Name] = expansion.Navigation.IsMany ? new JsonArray([.. related]) : related.FirstOrDefault();
        }

        return shaped;
    }

    private static IEnumerable<JsonObject> Ordered(IEnumerable<JsonObject> rows, IReadOnlyList<Ordering> orderBy)
    {
        foreach (var order in orderBy.Reverse())
        {
            rows = order.Property.Kind is PropertyKind.Decimal or PropertyKind.Integer
                ? order.Descending ? rows.OrderByDescending(row => row.Number(order.Property.Name)) : rows.OrderBy(row => row.Number(order.Property.Name))
                : order.Descending ? rows.OrderByDescending(row => row.Text(order.Property.Name), StringComparer.Ordinal)
                : rows.OrderBy(row => row.Text(order.Property.Name), StringComparer.Ordinal);
        }

        return rows;
    }

    private static int Token(ApiCall call) =>
        call.Query.TryGetValue("$skiptoken", out var token) && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0;

    private static int PageSize(ApiCall call)
    {
        var prefer = (call.Header("Prefer") ?? "").Split(',', ';').Select(part => part.Trim().Split('=')).FirstOrDefault(part => part[0] is "odata.maxpagesize" or "maxpagesize");
        return prefer is [_, var size] && int.TryParse(size, out var rows) && rows > 0 ? rows : int.MaxValue;
    }
}
