using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>A stored record as the vendor shows it.</summary>
internal sealed class RecordReader(References references, Balances balances, NetSuiteOptions options)
{
    public const string Root = "/services/rest/record/v1";

    /// <param name="expand">The sub-lists to show in full; null for all of them.</param>
    public JsonObject Show(NsRecord record, string host, IReadOnlySet<string>? expand, IReadOnlySet<string>? only = null)
    {
        var self = $"{host}{Root}/{record.Type.Name}/{record.Id}";
        var shown = new JsonObject { ["links"] = Links(self), ["id"] = record.Id };
        foreach (var field in record.Type.Fields.Where(f => Exists(f) && (only is null || only.Contains(f.Name))))
        {
            if (ValueOf(record, field) is { } value)
            {
                shown[field.Name] = Show(field, value, host);
            }
        }

        foreach (var sublist in record.Type.Sublists.Where(s => only is null || only.Contains(s.Name)))
        {
            var place = $"{self}/{sublist.Name}";
            shown[sublist.Name] = expand is null || expand.Contains(sublist.Name)
                ? ShowLines(record, sublist, place, host)
                : new JsonObject { ["links"] = Links(place) };
        }

        return shown;
    }

    /// <summary>As stored, for people and referees: all sub-lists, the type, the status letter and whether it is gone.</summary>
    public JsonObject Stored(NsRecord record)
    {
        var shown = Show(record, "", null);
        shown["recordType"] = record.Type.Name;
        shown["isDeleted"] = record.Deleted;
        if (record.IsTransaction)
        {
            shown["statusCode"] = record.Status;
            shown["voided"] = record.Voided;
        }

        return shown;
    }

    public JsonObject ShowLines(NsRecord record, Sublist sublist, string place, string host)
    {
        var lines = record.Lines(sublist.Name);
        return new JsonObject
        {
            ["links"] = Links(place),
            ["count"] = lines.Count,
            ["hasMore"] = false,
            ["items"] = new JsonArray([.. lines.Select(line => ShowLine(line, sublist, place, host))]),
            ["offset"] = 0,
            ["totalResults"] = lines.Count,
        };
    }

    public JsonObject ShowLine(NsLine line, Sublist sublist, string place, string host)
    {
        var key = KeyOf(line, sublist);
        var shown = new JsonObject { ["links"] = Links($"{place}/{key}") };
        if (sublist.Name == "addressBook")
        {
            shown["id"] = key;
        }

        foreach (var field in sublist.Fields.Where(Exists))
        {
            if (balances.LineValue(line, sublist, field.Name) is { } value)
            {
                shown[field.Name] = Show(field, value, host);
            }
        }

        if (sublist.Subrecord is { } sub && line.Subrecord is { } inner)
        {
            var address = new JsonObject { ["links"] = Links($"{place}/{key}/{sub.Name}") };
            foreach (var field in sub.Fields)
            {
                if (inner.Get(field.Name) is { } value)
                {
                    address[field.Name] = Show(field, value, host);
                }
            }

            shown[sub.Name] = address;
        }

        return shown;
    }

    public static string KeyOf(NsLine line, Sublist sublist) => sublist.Name == "price"
        ? $"currency={line.Values.Text("currencyPage")},pricelevel={line.Values.Text("priceLevel")},quantity=0"
        : Convert.ToString(line.Values.Get(sublist.Keys[0]), CultureInfo.InvariantCulture) ?? "";

    public static JsonArray Links(string href) => [new JsonObject { ["rel"] = "self", ["href"] = href }];

    private bool Exists(RecordField field) => !options.RemovedFields.Contains(field.Name);

    private object? ValueOf(NsRecord record, RecordField field) => field.Name switch
    {
        "balance" or "overdueBalance" when record.Type == EntityTypes.Customer => balances.Of(record, field.Name == "overdueBalance"),
        "status" when record.IsTransaction => ValueLists.StatusText(record.Type.TypeCode, record.Status),
        "orderStatus" => record.Status,
        _ => record.Values.Get(field.Name),
    };

    private JsonNode Show(RecordField field, object value, string host) => value switch
    {
        bool flag => JsonValue.Create(flag),
        decimal number => JsonValue.Create(Plain(number)),
        DateOnly date => JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset moment => JsonValue.Create(moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        string id when field.Kind == FieldKind.Reference => Reference(field.Target!, id, host),
        _ => JsonValue.Create((string)value),
    };

    private JsonObject Reference(string target, string id, string host)
    {
        if (target == "status")
        {
            return new JsonObject { ["id"] = id, ["refName"] = id };
        }

        var named = References.IsList(target) ? null : references.Record(target, id);
        var shown = new JsonObject();
        if (named is not null)
        {
            shown["links"] = Links($"{host}{Root}/{named.Type.Name}/{id}");
        }

        shown["id"] = id;
        if (references.Name(target, id) is { } name)
        {
            shown["refName"] = name;
        }

        return shown;
    }

    /// <summary>12.50 as 12.5: JSON numbers carry no trailing zeros here.</summary>
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;
}
