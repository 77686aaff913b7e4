using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Connectors.NetSuite;

/// <summary>One row of a customer's address book as it is.</summary>
internal sealed record AddressRow(string Key, bool Billing, bool Shipping, IReadOnlyDictionary<string, string?> Fields);

/// <summary>
/// Address paths into rows of the sub-list. A row that exists is named by its key, so that it changes and all others
/// stay as they are. Billing and shipping may be one row: where only one of them changes, it gets a row of its own.
/// </summary>
internal static partial class AddressBodies
{
    public const string Sublist = "addressBook";

    public static readonly string[] FieldNames = ["addr1", "addr2", "city", "state", "zip", "country"];

    public static bool Covers(string path) => AddressPath().IsMatch(path);

    /// <param name="existing">Null for a customer that is created.</param>
    public static JsonObject Of(IEnumerable<KeyValuePair<string, JsonNode?>> values, IReadOnlyList<AddressRow>? existing)
    {
        var billing = Side(values, "billing");
        var shipping = Side(values, "shipping");
        var billingRow = existing?.FirstOrDefault(row => row.Billing);
        var shippingRow = existing?.FirstOrDefault(row => row.Shipping);
        var rows = new JsonArray();
        if (billingRow is not null && billingRow == shippingRow)
        {
            Shared(rows, billingRow, billing, shipping);
        }
        else if (billing is not null && shipping is not null && billingRow is null && shippingRow is null && Same(billing, shipping))
        {
            rows.Add(Row(null, billing, billing: true, shipping: true));
        }
        else
        {
            Own(rows, billingRow, billing, isBilling: true);
            Own(rows, shippingRow, shipping, isBilling: false);
        }

        return new JsonObject { ["items"] = rows };
    }

    private static void Own(JsonArray rows, AddressRow? row, Dictionary<string, JsonNode?>? change, bool isBilling)
    {
        if (change is not null)
        {
            rows.Add(row is null ? Row(null, change, isBilling, !isBilling) : Row(row.Key, change, null, null));
        }
    }

    private static void Shared(JsonArray rows, AddressRow row, Dictionary<string, JsonNode?>? billing, Dictionary<string, JsonNode?>? shipping)
    {
        if (billing is null && shipping is null)
        {
            return;
        }

        var billingAfter = Merged(row, billing);
        var shippingAfter = Merged(row, shipping);
        if (Same(billingAfter, shippingAfter))
        {
            rows.Add(Row(row.Key, billing ?? shipping!, null, null));
            return;
        }

        // The shared row stays with one side: with shipping, unless shipping is the one that changes.
        var billingMoves = billing is not null;
        rows.Add(Row(row.Key, (billingMoves ? shipping : null) ?? [], billing: !billingMoves, shipping: billingMoves));
        rows.Add(Row(null, billingMoves ? billingAfter : shippingAfter, billing: billingMoves, shipping: !billingMoves));
    }

    private static JsonObject Row(string? key, Dictionary<string, JsonNode?> fields, bool? billing, bool? shipping)
    {
        var row = new JsonObject();
        if (key is not null)
        {
            row["internalId"] = long.Parse(key);
        }

        if (billing is { } isBilling)
        {
            row["defaultBilling"] = isBilling;
        }

        if (shipping is { } isShipping)
        {
            row["defaultShipping"] = isShipping;
        }

        if (fields.Count > 0)
        {
            var address = new JsonObject();
            foreach (var (name, value) in fields.Where(f => key is not null || f.Value is not null))
            {
                address[name] = name == "country" && value is not null ? new JsonObject { ["id"] = value.DeepClone() } : value?.DeepClone();
            }

            row["addressBookAddress"] = address;
        }

        return row;
    }

    private static Dictionary<string, JsonNode?> Merged(AddressRow row, Dictionary<string, JsonNode?>? change)
    {
        var merged = row.Fields.ToDictionary(f => f.Key, f => f.Value is null ? null : (JsonNode?)JsonValue.Create(f.Value));
        foreach (var (name, value) in change ?? [])
        {
            merged[name] = value;
        }

        return merged;
    }

    private static bool Same(Dictionary<string, JsonNode?> one, Dictionary<string, JsonNode?> other) =>
        FieldNames.All(name => Text(one, name) == Text(other, name));

    private static string Text(Dictionary<string, JsonNode?> fields, string name) => fields.GetValueOrDefault(name)?.ToString() ?? "";

    private static Dictionary<string, JsonNode?>? Side(IEnumerable<KeyValuePair<string, JsonNode?>> values, string side)
    {
        var fields = new Dictionary<string, JsonNode?>();
        foreach (var (path, value) in values)
        {
            var match = AddressPath().Match(path);
            if (match.Success && match.Groups["side"].Value == side)
            {
                fields[match.Groups["field"].Value] = value;
            }
        }

        return fields.Count == 0 ? null : fields;
    }

    [GeneratedRegex(@"^addressBook\[(?<side>billing|shipping)\]\.addressBookAddress\.(?<field>addr1|addr2|city|state|zip|country)(\.id)?$")]
    private static partial Regex AddressPath();
}
