using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>One record in the body of a collections call.</summary>
internal sealed record SalesforceRow(WriteRequest Request, JsonObject Body)
{
    /// <summary>What the call locks besides the record itself.</summary>
    public string Parent =>
        SalesforceObjects.LockedParent(Request.ObjectType) is { } path && Request.Values.TryGetValue(path, out var value) && value is not null
            ? value.ToString()
            : "";

    /// <summary>Two rows of one identity fail each other in one call ("Duplicate external id specified").</summary>
    public string Identity => Request.Id ?? Request.ExternalKey!.Value.ToUpperInvariant();

    /// <summary>A linked record that gets nothing but lines needs no row of its own.</summary>
    public bool CarriesValues => Request.IsCreate || Body.Count > 2;

    public static Fault? Refusal(WriteRequest request)
    {
        if (request.IsCreate && request.ExternalKey is null)
        {
            return new Fault(FaultKind.MappingBroken, "A record is created under an external id only, so that a second send finds the first.");
        }

        var path = request.Values.Keys.Append(request.ExternalKey?.Path ?? SalesforceObjects.ExternalKey)
            .Concat(request.Lines.SelectMany(set => set.Rows.SelectMany(row => row.Values.Keys).Append(set.KeyPath)))
            .FirstOrDefault(path => !SalesforcePath.CanBeWritten(path));
        if (path is not null)
        {
            return new Fault(FaultKind.MappingBroken, "A path of the matrix cannot be written to Salesforce.", Fields: [path]);
        }

        var lines = request.Lines.FirstOrDefault(set =>
            SalesforceObjects.LineObjectOf(request.ObjectType, set.Path)?.Collection != SalesforceObjects.PricebookEntries);
        return lines is null
            ? null
            : new Fault(FaultKind.MappingBroken, $"Lines of Salesforce's {request.ObjectType} are read only. Map them from Salesforce only.", Fields: [lines.Path]);
    }

    public static SalesforceRow Of(WriteRequest request)
    {
        var body = New(request.ObjectType, request.Id);
        if (request.ExternalKey is { } key)
        {
            body[key.Path] = key.Value;
        }

        Set(body, request.Values);
        return new SalesforceRow(request, body);
    }

    public static JsonObject New(string objectType, string? id)
    {
        var body = new JsonObject { ["attributes"] = new JsonObject { ["type"] = objectType } };
        if (id is not null)
        {
            body["id"] = id;
        }

        return body;
    }

    /// <summary>A parent by its own external id is a nested object under the relation's name.</summary>
    public static void Set(JsonObject body, IReadOnlyDictionary<string, JsonNode?> values)
    {
        foreach (var (path, value) in values)
        {
            var names = path.Split('.');
            var holder = body;
            foreach (var relation in names[..^1])
            {
                if (holder[relation] is not JsonObject parent)
                {
                    holder[relation] = parent = [];
                }

                holder = parent;
            }

            holder[names[^1]] = value?.DeepClone();
        }
    }

    /// <summary>As the vendor wants them: at most 200 rows, one type after the other, each identity once, rows of one parent together.</summary>
    public static IEnumerable<IReadOnlyList<SalesforceRow>> InCalls(IEnumerable<SalesforceRow> rows)
    {
        var waiting = rows.OrderBy(row => row.Request.ObjectType, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Parent, StringComparer.Ordinal).ToList();
        while (waiting.Count > 0)
        {
            var call = new List<SalesforceRow>();
            var later = new List<SalesforceRow>();
            var identities = new HashSet<(string, string)>();
            var types = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var row in waiting)
            {
                var fits = call.Count < SalesforceWrites.RowsInCall
                    && (types.Contains(row.Request.ObjectType) || types.Count < SalesforceWrites.TypesInCall)
                    && identities.Add((row.Request.ObjectType, row.Identity));
                if (fits)
                {
                    types.Add(row.Request.ObjectType);
                }

                (fits ? call : later).Add(row);
            }

            yield return call;
            waiting = later;
        }
    }
}
