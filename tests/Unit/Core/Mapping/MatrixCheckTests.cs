using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using static Harness.Unit.Core.Preset;

namespace Harness.Unit.Core.Mapping;

public sealed class MatrixCheckTests
{
    private static readonly SystemDescription Crm = Described(SystemRole.Crm);
    private static readonly SystemDescription Erp = Described(SystemRole.Erp);

    [Fact]
    public void Systems_that_have_every_field_raise_no_problem() =>
        MatrixCheck.Against(Matrix, Crm, Erp).Select(problem => problem.ToString()).ShouldBeEmpty();

    [Fact]
    public void A_field_that_is_not_there_is_named_with_file_line_and_the_nearest_right_one()
    {
        var problem = MatrixCheck.Against(Matrix, Change(Crm, "Account", field => field.Path == "BillingCountryCode" ? field with { Path = "BillingCountry_Code" } : field), Erp).ShouldHaveSingleItem();

        problem.File.ShouldBe("matrix/account.yaml");
        problem.Line.ShouldBeGreaterThan(1);
        problem.Message.ShouldBe("Account in salesforce has no field 'BillingCountryCode', or the integration user may not see it. Did you mean 'BillingCountry_Code'?");
    }

    [Fact]
    public void A_field_that_may_only_be_read_cannot_take_values() =>
        MatrixCheck.Against(Matrix, Crm, Change(Erp, "customer", field => field.Path == "companyName" ? field with { Createable = false, Updateable = false } : field))
            .ShouldHaveSingleItem().Message.ShouldContain("may only read");

    [Fact]
    public void A_spelling_that_the_vendor_does_not_offer_is_named() =>
        MatrixCheck.Against(Matrix, Change(Crm, "Account", field => field.Path == "Payment_Terms__c" ? field with { RestrictedValues = true, Values = ["Net 30", "Net 60", "Net 14"] } : field), Erp)
            .ShouldHaveSingleItem().Message.ShouldContain("'Due on receipt'");

    [Fact]
    public void A_date_on_a_moment_needs_its_zone() =>
        MatrixCheck.Against(Matrix, Change(Crm, "Opportunity", field => field.Path == "CloseDate" ? field with { Type = FieldType.DateTime } : field), Erp)
            .ShouldHaveSingleItem().Message.ShouldContain("date_in_zone");

    [Fact]
    public void An_object_that_is_not_there_is_one_problem() =>
        MatrixCheck.Against(Matrix, Crm with { Objects = [.. Crm.Objects.Where(one => one.Name != "Contact")] }, Erp)
            .ShouldHaveSingleItem().Message.ShouldStartWith("The integration user of salesforce sees no object 'Contact'.");

    [Fact]
    public void Only_Harnesss_own_fields_are_created_and_they_are_no_problem_of_the_matrix()
    {
        var bare = Crm with { Objects = [.. Crm.Objects.Select(one => one with { Fields = [.. one.Fields.Where(field => !IsOwn(field.Path))] })] };

        var missing = MatrixCheck.MissingCustomFields(Matrix, bare, SystemRole.Crm);
        MatrixCheck.Against(Matrix, bare, Erp).ShouldBeEmpty();
        missing.ShouldContain(new FieldSpec("Account", "ERP_Id__c", "ERP Id", FieldType.Text, 80, null, true));
        missing.ShouldContain(new FieldSpec("Opportunity", "ERP_Balance__c", "ERP Balance", FieldType.Money, null, 3));
        missing.ShouldContain(new FieldSpec("Account", "ERP_Overdue__c", "ERP Overdue", FieldType.Money, null, 3));
        missing.ShouldContain(new FieldSpec("Opportunity", "ERP_Exchange_Rate__c", "ERP Exchange Rate", FieldType.Number, null, 6));
        missing.Select(field => (field.ObjectType, field.Path)).ShouldBeUnique();
        missing.Count.ShouldBe((4 * 5) + 2 + 11);
        MatrixCheck.MissingCustomFields(Matrix, Crm, SystemRole.Crm).ShouldBeEmpty();
    }

    private static bool IsOwn(string path) => path.StartsWith("ERP_", StringComparison.Ordinal) || path is "Sync_Status__c" or "Sync_Message__c" or "Last_Sync__c";

    private static SystemDescription Change(SystemDescription system, string name, Func<FieldDescription, FieldDescription> change) => system with
    {
        Objects = [.. system.Objects.Select(one => one.Name == name ? one with { Fields = [.. one.Fields.Select(change)] } : one)],
    };
}
