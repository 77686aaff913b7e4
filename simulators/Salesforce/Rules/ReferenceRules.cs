using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>A look-up must point to a live record of the right object.</summary>
internal static class ReferenceRules
{
    public static void Apply(Org org, Draft draft)
    {
        foreach (var (name, value) in draft.Changes)
        {
            var field = draft.Type.Field(name);
            if (field.Type != FieldType.Reference || value is not string id)
            {
                continue;
            }

            if (org.Schema.ByPrefix(id) is not { } type || !field.ReferenceTo.Contains(type.Name))
            {
                throw new VendorRuleException("FIELD_INTEGRITY_EXCEPTION", $"{field.Label}: id value of incorrect type: {id}", field.Name);
            }

            if (org.Table(type).Find(id) is not { } target)
            {
                throw new VendorRuleException("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.Name);
            }

            if (target.IsDeleted && draft.Alters(name))
            {
                throw new VendorRuleException("ENTITY_IS_DELETED", "entity is deleted", field.Name);
            }
        }
    }
}
