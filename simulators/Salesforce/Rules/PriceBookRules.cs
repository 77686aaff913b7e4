using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

internal static class PriceBookRules
{
    public static void Apply(Org org, Draft draft)
    {
        if (!draft.IsNew)
        {
            return;
        }

        var siblings = org.Children("PricebookEntry", "Product2Id", draft.Text("Product2Id") ?? "")
            .Where(entry => Equals(entry["CurrencyIsoCode"], draft["CurrencyIsoCode"])).ToList();
        if (siblings.Exists(entry => Equals(entry["Pricebook2Id"], draft["Pricebook2Id"])))
        {
            throw new VendorRuleException("DUPLICATE_VALUE", "This price definition already exists in this price book");
        }

        if (draft.Text("Pricebook2Id") != org.StandardPriceBookId)
        {
            var standard = siblings.Find(entry => entry["Pricebook2Id"] as string == org.StandardPriceBookId)
                ?? throw new VendorRuleException("STANDARD_PRICE_NOT_DEFINED", "Before creating a custom price, create a standard price.");
            draft["UnitPrice"] = draft["UseStandardPrice"] is true ? standard["UnitPrice"] : draft["UnitPrice"];
        }
        else if (draft["UseStandardPrice"] is true)
        {
            throw new VendorRuleException(
                "FIELD_INTEGRITY_EXCEPTION", "A standard price cannot use the standard price: Use Standard Price", "UseStandardPrice");
        }
    }
}
