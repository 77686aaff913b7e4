using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Unit.Core.Mapping;

public sealed class AccessNeedsTests
{
    private static readonly IReadOnlyList<AccessNeed> Crm = AccessNeeds.Of(Preset.Matrix, SystemRole.Crm);
    private static readonly IReadOnlyList<AccessNeed> Erp = AccessNeeds.Of(Preset.Matrix, SystemRole.Erp);

    [Fact]
    public void A_field_that_the_ERP_owns_is_written_in_the_CRM_and_read_in_the_ERP()
    {
        IsWritten(Crm, "Account", "Credit_Limit__c").ShouldBeTrue();
        IsWritten(Crm, "Opportunity", "StageName").ShouldBeFalse();
        IsWritten(Erp, "invoice", "total").ShouldBeFalse();
    }

    [Fact]
    public void What_a_new_record_takes_from_the_other_side_is_written_too() => IsWritten(Erp, "customer", "creditLimit").ShouldBeTrue();

    [Fact]
    public void The_sync_state_and_the_condensed_figures_are_written_where_they_are_shown()
    {
        IsWritten(Crm, "Opportunity", "Sync_Status__c").ShouldBeTrue();
        IsWritten(Crm, "Opportunity", "ERP_Invoice_Status__c").ShouldBeTrue();
    }

    [Fact]
    public void Lines_are_written_only_where_they_travel_to()
    {
        IsWritten(Erp, "salesOrder", "item.quantity").ShouldBeTrue();
        IsWritten(Erp, "salesOrder", "item.custcol_crm_line").ShouldBeTrue();
        IsWritten(Crm, "Opportunity", "OpportunityLineItems.Quantity").ShouldBeFalse();
    }

    [Fact]
    public void Records_are_created_only_where_the_matrix_lets_them()
    {
        Erp.Where(need => need.Creates).Select(need => need.ObjectType).ShouldBe(["customer", "contact", "salesOrder"], ignoreOrder: true);
        Crm.Single(need => need.ObjectType == "Account").Creates.ShouldBeFalse();
    }

    [Fact]
    public void A_watched_object_is_read() => IsWritten(Crm, "OpportunityLineItem", "OpportunityId").ShouldBeFalse();

    private static bool IsWritten(IReadOnlyList<AccessNeed> needs, string objectType, string path) =>
        needs.Single(need => need.ObjectType == objectType).Fields.Single(field => field.Path == path).Written;
}
