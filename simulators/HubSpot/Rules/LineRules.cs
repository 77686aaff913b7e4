using System.Globalization;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Rules;

/// <summary>
/// Line items copy their product once and work out their net amount: a percentage comes off the whole line, an amount
/// off each unit, and only one of the two may be given.
/// </summary>
internal static class LineRules
{
    private static readonly string[] Copied = ["name", "hs_sku", "description", "recurringbillingfrequency"];

    public static void Follow(Portal portal, CrmRecord? line, Dictionary<string, string?> changes, List<PropertyProblem> problems)
    {
        if (line is null)
        {
            CopyProduct(portal, changes);
            changes.TryAdd("quantity", "1");
            changes.TryAdd("hs_line_item_currency_code", PortalSettings.HomeCurrency);
        }

        string? Value(string name) => changes.TryGetValue(name, out var value) ? value : line?[name];
        if (Number(Value("discount")) is > 0 && Number(Value("hs_discount_percentage")) is > 0)
        {
            problems.Add(new PropertyProblem("discount", "INVALID_DISCOUNT", "Only one of discount and hs_discount_percentage may be set"));
            return;
        }

        var gross = (Number(Value("quantity")) ?? 0) * (Number(Value("price")) ?? 0);
        var off = Number(Value("hs_discount_percentage")) is { } percent
            ? gross * percent / 100
            : (Number(Value("discount")) ?? 0) * (Number(Value("quantity")) ?? 0);
        var places = World.MinorUnits(Value("hs_line_item_currency_code") ?? PortalSettings.HomeCurrency);
        var net = decimal.Round(gross - off, places, MidpointRounding.AwayFromZero);
        changes["amount"] = Text(net);
        changes["hs_pre_discount_amount"] = Text(decimal.Round(gross, places, MidpointRounding.AwayFromZero));
        changes["hs_total_discount"] = Text(decimal.Round(gross, places, MidpointRounding.AwayFromZero) - net);
    }

    public static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Text(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static void CopyProduct(Portal portal, Dictionary<string, string?> changes)
    {
        if (changes.GetValueOrDefault("hs_product_id") is not { } id || portal.Table("products").Find(id) is not { } product)
        {
            return;
        }

        foreach (var name in Copied.Where(name => product[name] is not null))
        {
            changes.TryAdd(name, product[name]);
        }

        var currency = changes.GetValueOrDefault("hs_line_item_currency_code") ?? PortalSettings.HomeCurrency;
        var price = currency == PortalSettings.HomeCurrency ? product["price"] : product[$"hs_price_{currency.ToLowerInvariant()}"];
        if (price is not null)
        {
            changes.TryAdd("price", price);
        }
    }
}
