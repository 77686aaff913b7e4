using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>
/// One order's lines. A discount on the whole order, and a discount that no percentage hits to the minor unit, are lines of
/// their own in Odoo; here they are folded back. A line of a confirmed order cannot be taken out: quantity zero is gone.
/// </summary>
internal sealed class OdooLines
{
    public const string HeaderKey = "header-discount";

    public static readonly string[] Fields =
        ["order_id", OdooCatalogue.LineKey, "product_id", "product_uom_qty", "price_unit", "discount", "name", "price_subtotal", "sequence", "display_type"];

    private readonly IReadOnlyList<OdooRow> rows;
    private readonly OdooRow? header;

    public OdooLines(IEnumerable<OdooRow> all)
    {
        All = [.. all.Where(row => OdooValues.IsEmpty(row["display_type"])).OrderBy(row => OdooValues.Number(row["sequence"]) ?? 0).ThenBy(row => long.Parse(row.Id))];
        header = All.FirstOrDefault(row => Key(row) == HeaderKey && Quantity(row) != 0);
        rows = [.. All.Where(row => Key(row) != HeaderKey && (Quantity(row) != 0 || Key(row) is null))];
    }

    /// <summary>Every line that carries a product, those of quantity zero too.</summary>
    public IReadOnlyList<OdooRow> All { get; }

    public decimal? HeaderDiscount => header is null ? null : Share(-Net(header), rows.Sum(Net));

    public static string AmountKey(string lineKey) => $"{lineKey}-d";

    public static string? Key(OdooRow row) => OdooValues.Text(row[OdooCatalogue.LineKey]);

    public static decimal Quantity(OdooRow row) => OdooValues.Number(row["product_uom_qty"]) ?? 0;

    public IReadOnlyList<RawLine> Lines(IReadOnlyList<PathRule> rules, OdooLookups lookups)
    {
        var amounts = rows.Where(row => Key(row) is { } key && key.EndsWith("-d", StringComparison.Ordinal)).ToDictionary(row => Key(row)!);
        return
        [
            .. rows.Where(row => Key(row) is not { } key || !amounts.ContainsKey(key))
                .Select(row => Line(row, Key(row) is { } key ? amounts.GetValueOrDefault(AmountKey(key)) : null, rules, lookups)),
        ];
    }

    private static RawLine Line(OdooRow row, OdooRow? amount, IReadOnlyList<PathRule> rules, OdooLookups lookups)
    {
        var values = new Dictionary<string, JsonNode?>();
        foreach (var rule in rules)
        {
            values[rule.Path] = rule.Path switch
            {
                "product_id.default_code" => OdooValues.Reference(row["product_id"]) is { } product ? lookups.ProductCode(product) : null,
                "amount" => JsonValue.Create(OdooValues.Plain(Net(row) + (amount is null ? 0 : Net(amount)))),
                "discount" => Discount(row, amount),
                "description" => Description(row),
                _ => OdooReading.Plain(rule, row),
            };
        }

        // A line that a person added has no key of ours; its own id stays when lines move.
        return new RawLine(Key(row) ?? $"#{row.Id}", values);
    }

    private static JsonValue? Discount(OdooRow row, OdooRow? amount)
    {
        var percent = OdooValues.Number(row["discount"]) ?? 0;
        percent = amount is null ? percent : Share(-Net(amount), Net(row));
        return percent == 0 ? null : JsonValue.Create(percent);
    }

    private static string? Description(OdooRow row)
    {
        var name = OdooValues.Text(row["name"]);
        return name == OdooValues.Label(row["product_id"]) ? null : name;
    }

    private static decimal Net(OdooRow row) => OdooValues.Number(row["price_subtotal"]) ?? 0;

    /// <summary>The percentage with the fewest decimals that explains what was taken off, to the minor unit.</summary>
    private static decimal Share(decimal taken, decimal of)
    {
        var share = of == 0 ? 0 : taken / of * 100;
        var minor = decimal.Truncate(of) == of && decimal.Truncate(taken) == taken ? 1m : 0.01m;
        var places = Enumerable.Range(0, 4).FirstOrDefault(digits => Math.Abs((of * Math.Round(share, digits) / 100) - taken) <= minor, 4);
        return OdooValues.Plain(Math.Round(share, places));
    }
}
