using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Orm;

namespace Harness.Simulators.Odoo;

/// <summary>What a database has before its first customer: company, currencies, terms, price lists, units, journals.</summary>
internal static class CompanySetup
{
    public const string DiscountSku = "DISCOUNT";

    private static readonly (string Name, int Days)[] terms =
        [("Immediate Payment", 0), ("15 Days", 15), ("30 Days", 30), ("45 Days", 45), ("2 Months", 60), ("End of Following Month", 45), ("14 Days", 14), ("60 Days", 60)];

    private static readonly string[] priced = ["sale.order.line", "account.move.line", "product.product", "product.pricelist.item"];

    private static readonly string[] units = ["Units", "Hours", "Days", "Dozens", "kg", "Month", "Box"];

    /// <summary>Decimal accuracy "Product Price", for every field that keeps a price.</summary>
    public static void KeepPrices(Registry registry, OdooOptions options, int digits)
    {
        options.PriceDigits = digits;
        foreach (var model in priced.Select(name => registry.Database.Model(name)!))
        {
            foreach (var field in model.Fields.Where(field => field.Name is "price_unit" or "list_price" or "fixed_price").ToList())
            {
                model.Add(field with { Digits = digits });
            }
        }
    }

    public static void Open(Registry registry, OdooOptions options)
    {
        var actor = registry.Actor;
        registry.Actor = null;
        foreach (var currency in World.Currencies)
        {
            var decimals = World.MinorUnits(currency);
            registry.Create("res.currency", new JsonObject
            {
                ["name"] = currency, ["symbol"] = currency, ["decimal_places"] = decimals, ["rounding"] = decimals switch { 0 => 1m, 3 => 0.001m, _ => 0.01m },
                ["rate"] = World.RatesPerEuro[currency],
            });
        }

        registry.Create("res.company", new JsonObject { ["name"] = "Acme Europe", ["currency_id"] = 1 });
        foreach (var (code, name, states) in Countries.All)
        {
            var country = registry.Create("res.country", new JsonObject { ["name"] = name, ["code"] = code });
            foreach (var (part, label) in states)
            {
                registry.Create("res.country.state", new JsonObject { ["name"] = label, ["code"] = part, ["country_id"] = country.Id });
            }
        }

        foreach (var (name, days) in terms)
        {
            registry.Create("account.payment.term", new JsonObject { ["name"] = name, ["days"] = days });
        }

        for (var currency = 1; currency <= World.Currencies.Count; currency++)
        {
            registry.Create("product.pricelist", new JsonObject { ["name"] = currency == 1 ? "Public Pricelist" : $"{World.Currencies[currency - 1]} prices", ["currency_id"] = currency });
        }

        foreach (var unit in units)
        {
            registry.Create("uom.uom", new JsonObject { ["name"] = unit });
        }

        registry.Create("account.tax", new JsonObject { ["name"] = $"Tax {options.TaxRate:0.##}%", ["amount"] = options.TaxRate });
        registry.Create("account.journal", new JsonObject { ["name"] = "Customer Invoices", ["code"] = "INV", ["type"] = "sale" });
        registry.Create("account.journal", new JsonObject { ["name"] = "Bank", ["code"] = "BNK1", ["type"] = "bank" });
        registry.Create("res.users", new JsonObject { ["name"] = "OdooBot", ["login"] = "__system__", ["company_id"] = 1, ["tz"] = "UTC" });
        registry.Create("res.users", new JsonObject { ["name"] = "Integration", ["login"] = options.Login, ["company_id"] = 1, ["tz"] = "UTC" });
        foreach (var (name, digits) in new[] { ("Product Price", options.PriceDigits), ("Discount", options.DiscountDigits), ("Product Unit of Measure", 2) })
        {
            registry.Create("decimal.precision", new JsonObject { ["name"] = name, ["digits"] = digits });
        }

        foreach (var model in registry.Database.Models.ToList())
        {
            registry.Create("ir.model", new JsonObject { ["name"] = model.Label, ["model"] = model.Name });
        }

        registry.Create("product.product", new JsonObject { ["name"] = "Discount", ["default_code"] = DiscountSku, ["type"] = "service", ["list_price"] = 0 });
        registry.Commit();
        registry.Actor = actor;
    }
}
