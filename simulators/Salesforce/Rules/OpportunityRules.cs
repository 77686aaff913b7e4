using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

internal static class OpportunityRules
{
    public static void Apply(Org org, Draft draft)
    {
        if (draft.Has("StageName"))
        {
            Stand(draft);
        }

        if (draft.IsNew || !org.LinesOf(draft.Existing!.Id).Any())
        {
            return;
        }

        // With line items the amount is their sum; an update of it is ignored without an error (Object Reference: Opportunity).
        draft.Drop("Amount");
        RefuseChange(draft, "Pricebook2Id", "the price book");
        RefuseChange(draft, "CurrencyIsoCode", "the currency");
    }

    private static void Stand(Draft draft)
    {
        var stage = Array.Find(Stages.All, stage => stage.Name == draft.Text("StageName"));
        draft["IsClosed"] = stage?.IsClosed ?? false;
        draft["IsWon"] = stage?.IsWon ?? false;
        if (draft.IsNew || draft.Alters("StageName"))
        {
            draft["ForecastCategory"] = stage?.Forecast ?? "Pipeline";
            draft["ForecastCategoryName"] = draft.Gives("ForecastCategoryName") ? draft["ForecastCategoryName"] : stage?.ForecastName ?? "Pipeline";
            draft["Probability"] = draft.Gives("Probability") ? draft["Probability"] : stage?.Probability ?? 0m;
        }
    }

    private static void RefuseChange(Draft draft, string field, string words)
    {
        if (draft.Alters(field))
        {
            throw new VendorRuleException(
                "FIELD_INTEGRITY_EXCEPTION", $"You can't change {words} of an opportunity that has products.", field);
        }
    }
}
