using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>
/// Rows of an order as NetSuite's lines: a discount is a line of its own directly under the line it discounts. Lines
/// that exist are named by their number, so that they are kept and not made anew.
/// </summary>
internal static class OrderLineBodies
{
    public const string Sublist = "item";
    public const string KeyPath = "custcol_crm_line";

    public static string DiscountKey(string lineKey) => $"{lineKey}-d";

    /// <summary>Null for none: an empty, a zero or an unreadable discount.</summary>
    public static decimal? Discount(RawLine row) => NetSuiteValues.Number(row.Values.GetValueOrDefault("discountPercent")?.ToString()) is { } percent and not 0
        ? percent
        : null;

    public static string Rate(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"-{Math.Abs(percent):0.00######}%");

    /// <param name="existing">Line numbers by key, in the order's own order; null for an order that is created.</param>
    public static (JsonObject? Body, Fault? Fault) Of(LineSet set, IReadOnlyList<KeyValuePair<string, string>>? existing, NetSuiteLookups lookups)
    {
        var wanted = new List<(string Key, JsonObject Line)>();
        foreach (var row in set.Rows)
        {
            var (line, fault) = Line(row, lookups);
            if (line is null)
            {
                return (null, fault);
            }

            wanted.Add((row.Key, line));
            if (Discount(row) is { } percent)
            {
                if (lookups.Discount is not { } item)
                {
                    return (null, lookups.NoDiscountItem);
                }

                wanted.Add((DiscountKey(row.Key), new JsonObject
                {
                    ["item"] = Id(item),
                    ["price"] = Id("-1"),
                    ["rate"] = ExactDiscount(row, percent) is { } amount ? JsonValue.Create(-amount) : Rate(percent),
                    [KeyPath] = DiscountKey(row.Key),
                }));
            }
        }

        Name(wanted, existing ?? []);
        return (new JsonObject { ["items"] = new JsonArray([.. wanted.Select(w => w.Line)]) }, null);
    }

    /// <summary>
    /// NetSuite rounds the discount, Salesforce the rest: where the percentage would miss the agreed net amount by a minor
    /// unit, the discount is written as the amount. Null: the percentage gives the agreed amount.
    /// </summary>
    private static decimal? ExactDiscount(RawLine row, decimal percent)
    {
        var said = row.Values.GetValueOrDefault("amount")?.ToString();
        if (NetSuiteValues.Number(said) is not { } net
            || NetSuiteValues.Number(row.Values.GetValueOrDefault("quantity")?.ToString()) is not { } quantity
            || NetSuiteValues.Number(row.Values.GetValueOrDefault("rate")?.ToString()) is not { } rate)
        {
            return null;
        }

        // Money comes with the decimals of its currency.
        var places = said!.Contains('.') ? said.Length - said.IndexOf('.') - 1 : 0;
        var gross = Math.Round(quantity * rate, places, MidpointRounding.AwayFromZero);
        var taken = Math.Round(gross * percent / 100, places, MidpointRounding.AwayFromZero);
        return gross - taken == net ? null : gross - net;
    }

    private static (JsonObject? Line, Fault? Fault) Line(RawLine row, NetSuiteLookups lookups)
    {
        // Without price level -1 the level's price would replace the rate.
        var line = new JsonObject { ["price"] = Id("-1"), [KeyPath] = row.Key };
        foreach (var (path, value) in row.Values)
        {
            switch (path)
            {
                case "item.id":
                    line["item"] = value is null ? null : Id(value.ToString());
                    break;
                case "item.itemId":
                    if (value is null || lookups.Item(value.ToString()) is not { } item)
                    {
                        return (null, new Fault(
                            FaultKind.UnknownProduct, "NetSuite has no item with the number that a line names.", Fields: ["item.item.itemId"]));
                    }

                    line["item"] = Id(item);
                    break;
                case "amount" or "discountPercent" or KeyPath:
                    break;
                case "quantity" or "rate" or "description":
                    line[path] = value?.DeepClone();
                    break;
                case var custom when custom.StartsWith("custcol", StringComparison.Ordinal):
                    line[path] = value?.DeepClone();
                    break;
                default:
                    return (null, NetSuiteFaults.Broken($"A line of an order cannot take {path}.", $"item.{path}"));
            }
        }

        return (line, null);
    }

    /// <summary>
    /// Kept lines stay where they are and new ones go to the end, so from the first line that is not where it was, all
    /// further ones are made anew: a discount line must stay directly under its line.
    /// </summary>
    private static void Name(List<(string Key, JsonObject Line)> wanted, IReadOnlyList<KeyValuePair<string, string>> existing)
    {
        var at = 0;
        foreach (var (key, line) in wanted)
        {
            while (at < existing.Count && existing[at].Key != key)
            {
                at++;
            }

            if (at == existing.Count)
            {
                return;
            }

            line["line"] = long.Parse(existing[at++].Value, CultureInfo.InvariantCulture);
        }
    }

    private static JsonObject Id(string id) => new() { ["id"] = id };
}
