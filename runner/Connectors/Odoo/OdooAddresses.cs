using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>One partner's address as it stands, with ids for state and country.</summary>
/// <param name="Type">invoice or delivery; empty for the company's own.</param>
internal sealed record AddressRow(string Id, string Type, IReadOnlyDictionary<string, string?> Fields);

/// <summary>
/// A company's invoice address is a partner of that type below it, or, where there is none, its own; its delivery address
/// is always a partner below it, and where there is none, goods go to the company's own.
/// </summary>
internal static partial class OdooAddresses
{
    /// <summary>What a path says, and the field behind it.</summary>
    public static IReadOnlyDictionary<string, string> Fields { get; } = new Dictionary<string, string>
    {
        ["street"] = "street", ["street2"] = "street2", ["city"] = "city", ["zip"] = "zip", ["state_id.code"] = "state_id", ["country_id.code"] = "country_id",
    };

    public static (string Type, string Field)? Parse(string path) =>
        AddressPath().Match(path) is { Success: true } match ? (match.Groups["type"].Value, match.Groups["field"].Value) : null;

    public static bool Covers(string path) => Parse(path) is not null;

    /// <summary>One call for a batch of companies: their own addresses and those below them that are in use.</summary>
    public static async Task<ILookup<string, AddressRow>> ReadAsync(OdooQuery query, IReadOnlyCollection<string> companies, CancellationToken ct)
    {
        var domain = OdooQuery.Or([new JsonArray(new JsonArray("id", "in", OdooValues.Numbers(companies))), Below(new JsonArray("parent_id", "in", OdooValues.Numbers(companies)))]);
        return Of(await query.AllAsync("res.partner", domain, RowFields, ct).ConfigureAwait(false), companies);
    }

    /// <summary>What is read of a company and of an address below it.</summary>
    public static IReadOnlyList<string> RowFields { get; } = [.. Fields.Values, "parent_id", "type"];

    /// <summary>The addresses in use of the companies that a term on their parent chooses.</summary>
    public static JsonArray Below(JsonArray parent) =>
        new(parent, new JsonArray("type", "in", new JsonArray("invoice", "delivery")), new JsonArray("active", "=", true));

    public static ILookup<string, AddressRow> Of(IEnumerable<OdooRow> rows, IEnumerable<string> companies)
    {
        var own = companies.ToHashSet();
        return rows.ToLookup(
            row => own.Contains(row.Id) ? row.Id : OdooValues.Reference(row["parent_id"]) ?? "",
            row => new AddressRow(row.Id, own.Contains(row.Id) ? "" : OdooValues.Text(row["type"]) ?? "", Fields.Values.ToDictionary(
                field => field, field => field.EndsWith("_id", StringComparison.Ordinal) ? OdooValues.Reference(row[field]) : OdooValues.Text(row[field]))));
    }

    public static AddressRow? Row(IEnumerable<AddressRow> rows, string type) =>
        rows.FirstOrDefault(row => row.Type == type) ?? (type == "invoice" ? rows.FirstOrDefault(row => row.Type.Length == 0) : null);

    public static JsonNode? Value(AddressRow? row, string field, OdooLookups lookups)
    {
        var value = row?.Fields.GetValueOrDefault(Fields[field]);
        return value is null ? null : JsonValue.Create(field switch
        {
            "country_id.code" => lookups.CountryCode(value),
            "state_id.code" => lookups.StateCode(value),
            _ => value,
        });
    }

    /// <summary>The address after a change, in fields and ids; a state is looked up in the country that the address has then.</summary>
    public static (Dictionary<string, string?>? After, Fault? Fault) Merge(
        AddressRow? before, IEnumerable<KeyValuePair<string, JsonNode?>> changes, string type, OdooLookups lookups)
    {
        var after = Fields.Values.ToDictionary(field => field, field => before?.Fields.GetValueOrDefault(field));
        var state = (Said: false, Code: (string?)null);
        foreach (var (path, value) in changes)
        {
            var field = Parse(path)!.Value.Field;
            var text = OdooValues.Text(value);
            switch (field)
            {
                case "state_id.code":
                    state = (true, text);
                    break;
                case "country_id.code":
                    if (text is not null && lookups.Country(text) is null)
                    {
                        return (null, lookups.Unknown(OdooLookups.Countries, path));
                    }

                    after["country_id"] = text is null ? null : lookups.Country(text);
                    break;
                default:
                    after[Fields[field]] = text;
                    break;
            }
        }

        if (state.Said)
        {
            after["state_id"] = state.Code is null ? null : lookups.State(after["country_id"], state.Code);
            if (state.Code is not null && after["state_id"] is null)
            {
                return (null, new Fault(
                    FaultKind.UnmappedValue, "Odoo knows no such state in the address's country: add it there (Contacts > Configuration > Fed. States), or correct it.",
                    Fields: [$"child_ids[{type}].state_id.code"]));
            }
        }

        return (after, null);
    }

    [GeneratedRegex(@"^child_ids\[(?<type>invoice|delivery)\]\.(?<field>street|street2|city|zip|state_id\.code|country_id\.code)$")]
    private static partial Regex AddressPath();
}
