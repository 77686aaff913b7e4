using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

internal static class UniqueRules
{
    public static void Apply(Org org, Draft draft)
    {
        foreach (var (name, value) in draft.Changes)
        {
            var field = draft.Type.Field(name);
            if (!field.Unique || value is null)
            {
                continue;
            }

            var holder = org.Table(draft.Type).Having(field, value).FirstOrDefault(record => record.Id != draft.Existing?.Id);
            if (holder is not null)
            {
                throw new VendorRuleException(
                    "DUPLICATE_VALUE", $"duplicate value found: {field.Name} duplicates value on record with id: {holder.Id}");
            }
        }
    }
}
