using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>
/// One order's rows of transactionline, with the discount lines folded into the lines they discount. Sales amounts and
/// quantities are credits there, so their signs are turned.
/// </summary>
internal sealed class OrderRows
{
    private readonly List<SuiteQlRow> rows;
    private readonly SuiteQlRow? header;

    public OrderRows(IReadOnlyList<SuiteQlRow> all)
    {
        header = all.FirstOrDefault(r => r["headerline"] == "T");
        rows = [.. all.Where(r => r["headerline"] != "T" && r["itemtype"] is not ("ShipItem" or "TaxItem" or "TaxGroup" or "Subtotal" or "Description"))];
        NetTotal = Net(rows) + (header is null ? 0 : Amount(header));
    }

    public decimal NetTotal { get; }

    public decimal? HeaderDiscountPercent => header is null ? null : Percent(header, Net(rows));

    public IReadOnlyList<RawLine> Lines(IReadOnlyList<PathRule> rules)
    {
        var lines = new List<RawLine>();
        foreach (var row in rows.Where(r => !IsDiscount(r)))
        {
            lines.Add(Line(row, DiscountOf(row), rules));
        }

        return lines;
    }

    private static RawLine Line(SuiteQlRow row, SuiteQlRow? discount, IReadOnlyList<PathRule> rules)
    {
        var values = new Dictionary<string, JsonNode?>();
        for (var i = 0; i < rules.Count; i++)
        {
            values[rules[i].Path] = rules[i].Path switch
            {
                "quantity" => NetSuiteValues.Number(row["units"]) is { } quantity ? JsonValue.Create(Math.Abs(quantity)) : null,
                "amount" => JsonValue.Create(NetSuiteValues.Plain(Amount(row) + (discount is null ? 0 : Amount(discount)))),
                "discountPercent" => discount is null ? null : JsonValue.Create(Percent(discount, Amount(row))),
                _ => NetSuiteValues.Read(rules[i], row[$"c{i}"], ""),
            };
        }

        // A line that a person added has no key of ours; NetSuite's own one is stable where line numbers move.
        return new RawLine(row["crmline"] ?? $"#{row["uniquekey"] ?? row["line"]}", values);
    }

    /// <summary>The one that carries this line's key, or one without a key directly under it.</summary>
    private SuiteQlRow? DiscountOf(SuiteQlRow row)
    {
        var key = row["crmline"] is { } own ? OrderLineBodies.DiscountKey(own) : null;
        var named = key is null ? null : rows.Find(r => IsDiscount(r) && r["crmline"] == key);
        var next = rows.IndexOf(row) + 1;
        return named ?? (next < rows.Count && IsDiscount(rows[next]) && rows[next]["crmline"] is null ? rows[next] : null);
    }

    private static bool IsDiscount(SuiteQlRow row) => row["itemtype"] == "Discount";

    private static decimal Net(IEnumerable<SuiteQlRow> rows) => NetSuiteValues.Plain(rows.Sum(Amount));

    private static decimal Amount(SuiteQlRow row) => -(NetSuiteValues.Number(row["net"]) ?? 0);

    /// <summary>As it was entered; of a discount that was entered as an amount, its share.</summary>
    private static decimal Percent(SuiteQlRow discount, decimal of)
    {
        if (discount["unitrate"]?.EndsWith('%') == true)
        {
            return Math.Abs(NetSuiteValues.Number(discount["unitrate"])!.Value);
        }

        var share = of == 0 ? 0 : -Amount(discount) / of * 100;
        if (NetSuiteValues.Number(discount["percentage"]) is { } entered && entered != 0)
        {
            // ratepercent is -10 or -0.1 for ten per cent, as the account shows percentages: what was taken off tells which.
            var (percent, ofFraction) = (Math.Abs(entered), Math.Abs(entered) * 100);
            return NetSuiteValues.Plain(Math.Abs(ofFraction - share) < Math.Abs(percent - share) ? ofFraction : percent);
        }

        return NetSuiteValues.Plain(Roundest(share, of, -Amount(discount)));
    }

    /// <summary>The percentage with the fewest decimals that explains what was taken off, to the minor unit.</summary>
    private static decimal Roundest(decimal share, decimal of, decimal taken)
    {
        var minor = decimal.Truncate(of) == of && decimal.Truncate(taken) == taken ? 1m : 0.01m;
        var places = Enumerable.Range(0, 4).FirstOrDefault(digits => Math.Abs((of * Math.Round(share, digits) / 100) - taken) <= minor, 4);
        return Math.Round(share, places);
    }
}
