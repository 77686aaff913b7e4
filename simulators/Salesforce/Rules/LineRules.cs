using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>Opportunity products: which price book entry, and which of the prices follows from the others.</summary>
internal static class LineRules
{
    public static void Apply(Org org, Draft draft)
    {
        var opportunity = org.Find("Opportunity", draft["OpportunityId"]) ?? throw new VendorRuleException(
            "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "OpportunityId");
        if (draft.IsNew)
        {
            Choose(org, draft, opportunity);
            draft["SortOrder"] ??= (decimal)(org.LinesOf(opportunity.Id).Count() + 1);
        }

        Price(draft);
    }

    private static void Choose(Org org, Draft draft, OrgRecord opportunity)
    {
        var currency = opportunity["CurrencyIsoCode"] as string;
        var entry = draft.Gives("PricebookEntryId")
            ? org.Find("PricebookEntry", draft["PricebookEntryId"])
                ?? throw new VendorRuleException("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "PricebookEntryId")
            : EntryOf(org, draft, opportunity);
        if (entry["CurrencyIsoCode"] as string != currency)
        {
            throw Refusal("The price book entry currency code doesn't match the opportunity currency code: Currency ISO Code", "PricebookEntryId");
        }

        if (opportunity["Pricebook2Id"] is string book && book != entry["Pricebook2Id"] as string)
        {
            throw Refusal(
                "The pricebook entry is in a different pricebook than the one assigned to the opportunity, or Opportunity has no pricebook assigned.: Price Book Entry ID",
                "PricebookEntryId");
        }

        if (entry["IsActive"] is not true)
        {
            throw Refusal("pricebook entry is inactive: Price Book Entry ID", "PricebookEntryId");
        }

        draft["PricebookEntryId"] = entry.Id;
        draft["Product2Id"] = entry["Product2Id"];
        draft["ListPrice"] = entry["UnitPrice"];
        draft["CurrencyIsoCode"] = currency;
    }

    private static OrgRecord EntryOf(Org org, Draft draft, OrgRecord opportunity)
    {
        if (!draft.Gives("Product2Id"))
        {
            throw new VendorRuleException("REQUIRED_FIELD_MISSING", "Required fields are missing: [PricebookEntryId]", "PricebookEntryId");
        }

        var book = opportunity["Pricebook2Id"] as string ?? org.StandardPriceBookId;
        return org.Children("PricebookEntry", "Product2Id", draft.Text("Product2Id")!)
            .FirstOrDefault(entry => entry["Pricebook2Id"] as string == book && Equals(entry["CurrencyIsoCode"], opportunity["CurrencyIsoCode"]))
            ?? throw Refusal("No price book entry of this product fits the opportunity's price book and currency.: Product ID", "Product2Id");
    }

    private static void Price(Draft draft)
    {
        if (draft.Gives("UnitPrice") && draft.Gives("TotalPrice"))
        {
            throw new VendorRuleException(
                "INVALID_FIELD_FOR_INSERT_UPDATE", "Specify either UnitPrice or TotalPrice, not both: TotalPrice", "TotalPrice");
        }

        if (draft.IsNew && !draft.Gives("UnitPrice") && !draft.Gives("TotalPrice"))
        {
            throw new VendorRuleException("REQUIRED_FIELD_MISSING", "Required fields are missing: [UnitPrice]", "UnitPrice");
        }

        if (!draft.IsNew && draft.Has("Discount") && draft.Has("Quantity") && !draft.Gives("UnitPrice") && !draft.Gives("TotalPrice"))
        {
            throw new VendorRuleException(
                "INVALID_FIELD_FOR_INSERT_UPDATE", "When Discount and Quantity are changed together, specify UnitPrice or TotalPrice as well.", "Discount");
        }

        var quantity = draft.Number("Quantity") ?? 0m;
        if (quantity == 0m)
        {
            throw Refusal("Quantity should be non-zero: Quantity", "Quantity");
        }

        var decimals = Currencies.Decimals(draft.Text("CurrencyIsoCode"));
        var kept = 1m - ((draft.Number("Discount") ?? 0m) / 100m);
        if (draft.Gives("TotalPrice"))
        {
            var total = Round(draft.Number("TotalPrice")!.Value, decimals);
            draft["UnitPrice"] = kept == 0m ? 0m : Round(total / quantity / kept, Math.Max(2, decimals));
            draft["TotalPrice"] = total;
        }
        else
        {
            // Rounded once for the line, never per unit.
            draft["TotalPrice"] = Round(draft.Number("UnitPrice")!.Value * quantity * kept, decimals);
        }

        draft["Subtotal"] = Round(draft.Number("UnitPrice")!.Value * quantity, decimals);
    }

    private static decimal Round(decimal amount, int decimals) => decimal.Round(amount, decimals, MidpointRounding.AwayFromZero);

    private static VendorRuleException Refusal(string message, string field) => new("FIELD_INTEGRITY_EXCEPTION", message, field);
}
