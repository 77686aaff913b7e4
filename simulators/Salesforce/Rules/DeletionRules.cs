using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>What may not be deleted while others depend on it.</summary>
internal static class DeletionRules
{
    public static void Apply(Org org, OrgRecord record)
    {
        switch (record.Type.Name)
        {
            case "Account" when org.Children("Opportunity", "AccountId", record.Id).Any(opportunity => opportunity["IsWon"] is true):
                throw Refusal(record, "some opportunities in that account were closed won");
            case "Product2" when org.Children("OpportunityLineItem", "Product2Id", record.Id).Count > 0:
            case "PricebookEntry" when org.Children("OpportunityLineItem", "PricebookEntryId", record.Id).Count > 0:
                throw Refusal(record, "it is used by opportunity products");
            case "Pricebook2" when record["IsStandard"] is true:
                throw Refusal(record, "it is the standard price book");
            default:
                break;
        }
    }

    private static VendorRuleException Refusal(OrgRecord record, string reason) => new(
        "DELETE_FAILED", $"Your attempt to delete {record["Name"] ?? record.Id} could not be completed because {reason}.");
}
