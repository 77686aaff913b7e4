using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>What a change of one record does to its neighbours.</summary>
internal static class RecordEffects
{
    public static void Apply(Org org, ChangeSet changes, OrgRecord record)
    {
        switch (record.Type.Name)
        {
            case "OpportunityLineItem" when org.Find("Opportunity", record["OpportunityId"]) is { } opportunity:
                SumUp(org, changes, opportunity, record);
                break;
            case "OpportunityContactRole" when record["IsPrimary"] is true && !record.IsDeleted:
                ClearOtherPrimary(org, changes, record);
                break;
            default:
                break;
        }
    }

    /// <summary>The opportunity takes the sum of its lines, and the first line's price book.</summary>
    private static void SumUp(Org org, ChangeSet changes, OrgRecord opportunity, OrgRecord line)
    {
        var lines = org.LinesOf(opportunity.Id).ToList();
        var values = org.Stamps(changes.Writer.UserId).ToList();
        values.Add(new("Amount", lines.Count == 0 ? opportunity["Amount"] : lines.Sum(other => other["TotalPrice"] as decimal? ?? 0m)));
        if (opportunity["Pricebook2Id"] is null && org.Find("PricebookEntry", line["PricebookEntryId"]) is { } entry)
        {
            values.Add(new("Pricebook2Id", entry["Pricebook2Id"]));
        }

        changes.Change(opportunity, values, null, []);
    }

    private static void ClearOtherPrimary(Org org, ChangeSet changes, OrgRecord role)
    {
        foreach (var other in org.Children("OpportunityContactRole", "OpportunityId", (string)role["OpportunityId"]!)
                     .Where(other => other.Id != role.Id && other["IsPrimary"] is true))
        {
            changes.Change(other, org.Stamps(changes.Writer.UserId).Append(new("IsPrimary", false)), null, []);
        }
    }
}
