using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>
/// Rows of an order as Odoo's lines. Price and discount are sent with every quantity, because Odoo works both out anew
/// when a quantity changes. A name is sent always: an import that leaves it empty is refused.
/// </summary>
internal sealed class OrderLineBodies(OdooOptions options, OdooLookups lookups)
{
    private sealed record Wanted(string Key, string Product, decimal Quantity, decimal Price, decimal Discount, string Name, IReadOnlyDictionary<string, JsonNode?> Custom);

    public static bool NeedsDiscountProduct(LineSet set) => set.Rows.Any(row => Split(row) is not null);

    /// <summary>For an order that is made: every line under an external id of its own, so that a second import adds none.</summary>
    public (IReadOnlyList<IReadOnlyDictionary<string, string>>? Rows, Fault? Fault) Rows(string orderKey, LineSet? set, decimal header)
    {
        var (wanted, fault) = Wants(set, header);
        return (wanted is null ? null : [.. wanted.Select((line, at) =>
        {
            var row = new Dictionary<string, string>
            {
                ["id"] = $"{options.Module}.{orderKey}-{line.Key}",
                [OdooCatalogue.LineKey] = line.Key,
                ["product_id/.id"] = line.Product,
                ["product_uom_qty"] = OdooValues.Cell(line.Quantity),
                ["price_unit"] = OdooValues.Cell(line.Price),
                ["discount"] = OdooValues.Cell(line.Discount),
                ["name"] = line.Name,
                ["sequence"] = OdooValues.Cell(at + 1),
            };
            foreach (var (name, value) in line.Custom)
            {
                row[name] = OdooValues.Text(value) ?? "";
            }

            return (IReadOnlyDictionary<string, string>)row;
        })], fault);
    }

    /// <summary>For an order that stands: lines are changed where they are; of a confirmed one they are set to zero, not taken out.</summary>
    public (JsonArray? Commands, Fault? Fault) Commands(LineSet? set, decimal header, OdooLines existing, bool isConfirmed)
    {
        var current = set ?? Current(existing);
        var (wanted, fault) = Wants(current, header);
        if (wanted is null)
        {
            return (null, fault);
        }

        var commands = new JsonArray();
        var kept = new HashSet<string>();
        foreach (var (line, at) in wanted.Select((line, at) => (line, at)))
        {
            var row = existing.All.FirstOrDefault(own => OdooLines.Key(own) == line.Key && !kept.Contains(own.Id))
                ?? existing.All.FirstOrDefault(own => line.Key == $"#{own.Id}");
            var values = Values(line);
            if (row is not null)
            {
                kept.Add(row.Id);
                commands.Add(new JsonArray(1, OdooValues.Id(row.Id), values));
                continue;
            }

            values[OdooCatalogue.LineKey] = line.Key;
            values["sequence"] = at + 1;
            commands.Add(new JsonArray(0, 0, values));
        }

        foreach (var row in existing.All.Where(row => !kept.Contains(row.Id)))
        {
            if (!isConfirmed)
            {
                commands.Add(new JsonArray(2, OdooValues.Id(row.Id), 0));
            }
            else if (OdooLines.Quantity(row) != 0)
            {
                commands.Add(new JsonArray(1, OdooValues.Id(row.Id), new JsonObject
                {
                    ["product_uom_qty"] = 0, ["price_unit"] = row["price_unit"]?.DeepClone(), ["discount"] = row["discount"]?.DeepClone(),
                }));
            }
        }

        return (commands, null);
    }

    /// <summary>The lines as they are, where only the discount on the whole order changes.</summary>
    private LineSet Current(OdooLines existing) => new(
        OdooCatalogue.OrderLines, OdooCatalogue.LineKey, existing.Lines(OdooCatalogue.Order.Lines[0].Paths, lookups));

    private (IReadOnlyList<Wanted>? Lines, Fault? Fault) Wants(LineSet? set, decimal header)
    {
        var wanted = new List<Wanted>();
        var (sum, places) = (0m, 0);
        foreach (var row in set?.Rows ?? [])
        {
            if (Product(row) is not { } product)
            {
                return (null, new Fault(FaultKind.UnknownProduct, "Odoo has no product with the internal reference that a line names.", Fields: ["order_line.product_id"]));
            }

            if (row.Values.Keys.FirstOrDefault(path => !path.StartsWith("x_", StringComparison.Ordinal) && OdooCatalogue.Order.Lines[0].Paths.All(rule => rule.Path != path)) is { } unknown)
            {
                return (null, OdooFaults.Broken($"A line of an order cannot take {unknown}.", $"order_line.{unknown}"));
            }

            var split = Split(row);
            var (quantity, price) = (Number(row, "product_uom_qty"), Number(row, "price_unit"));
            var custom = row.Values.Where(value => value.Key.StartsWith("x_", StringComparison.Ordinal) && value.Key != OdooCatalogue.LineKey).ToDictionary();
            wanted.Add(new Wanted(
                row.Key, product, quantity, price, split is null ? Number(row, "discount") : 0, OdooValues.Text(row.Values.GetValueOrDefault("description")) ?? lookups.ProductLabel(product) ?? "-", custom));
            if (split is { } taken)
            {
                wanted.Add(Discount(OdooLines.AmountKey(row.Key), taken, "Discount"));
            }

            sum += Net(row);
            places = Math.Max(places, Places(row));
        }

        if (header != 0)
        {
            wanted.Add(Discount(OdooLines.HeaderKey, Math.Round(sum * header / 100, places, MidpointRounding.AwayFromZero), $"Discount {header:0.######}%"));
        }

        return wanted.Exists(line => line.Product.Length == 0) ? (null, lookups.NoDiscountProduct) : (wanted, null);
    }

    private Wanted Discount(string key, decimal amount, string name) =>
        new(key, lookups.DiscountProduct ?? "", 1, -amount, 0, name, new Dictionary<string, JsonNode?>());

    private string? Product(RawLine row) => OdooValues.Text(row.Values.GetValueOrDefault("product_id.id"))
        ?? (OdooValues.Text(row.Values.GetValueOrDefault("product_id.default_code")) is { } code ? lookups.Product(code) : null);

    /// <summary>What is taken off as an amount, where the percentage would miss the agreed net by a minor unit; null: it does not.</summary>
    private static decimal? Split(RawLine row)
    {
        var percent = Number(row, "discount");
        if (percent == 0 || OdooValues.Number(row.Values.GetValueOrDefault("amount")) is not { } agreed)
        {
            return null;
        }

        var gross = Number(row, "product_uom_qty") * Number(row, "price_unit");
        return Rounded(gross * (100 - Math.Round(percent, 2)) / 100, Places(row)) == agreed ? null : Rounded(gross, Places(row)) - agreed;
    }

    private static decimal Net(RawLine row) => OdooValues.Number(row.Values.GetValueOrDefault("amount"))
        ?? Rounded(Number(row, "product_uom_qty") * Number(row, "price_unit") * (100 - Number(row, "discount")) / 100, Places(row));

    /// <summary>Money comes with the decimals of its currency.</summary>
    private static int Places(RawLine row)
    {
        var said = (row.Values.GetValueOrDefault("amount") ?? row.Values.GetValueOrDefault("price_unit"))?.ToString() ?? "";
        return said.Contains('.', StringComparison.Ordinal) ? said.Length - said.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
    }

    private static decimal Rounded(decimal amount, int places) => Math.Round(amount, places, MidpointRounding.AwayFromZero);

    private static decimal Number(RawLine row, string path) => OdooValues.Number(row.Values.GetValueOrDefault(path)) ?? 0;

    private static JsonObject Values(Wanted line)
    {
        var values = new JsonObject
        {
            ["product_id"] = OdooValues.Id(line.Product), ["product_uom_qty"] = line.Quantity, ["price_unit"] = line.Price, ["discount"] = line.Discount, ["name"] = line.Name,
        };
        foreach (var (name, value) in line.Custom)
        {
            values[name] = value?.DeepClone() ?? JsonValue.Create(false);
        }

        return values;
    }
}
