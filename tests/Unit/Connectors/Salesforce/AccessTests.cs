using System.Text.Json.Nodes;
using System.Xml.Linq;
using Harness.Port;
using static Harness.Unit.Connectors.Salesforce.SimulatedOrg;

namespace Harness.Unit.Connectors.Salesforce;

public sealed class AccessTests
{
    private static readonly AccessNeed[] Needs =
    [
        new("Account", Creates: false, [new("Name", true), new("Website.domain", false), new("ERP_Balance__c", true), new("ERP_Overdue__c", true)]),
        new("Contact", Creates: true, [new("Email", true), new("Account.ERP_Id__c", true)]),
        new("Opportunity", Creates: false, [new("StageName", false), new("OpportunityLineItems.Product2.ProductCode", false)]),
    ];

    [Fact]
    public async Task A_login_with_just_what_it_needs_passes()
    {
        using var org = await Ready();

        var review = await org.Connector.ReviewAccessAsync(Needs, Ct);

        review.Missing.ShouldBeEmpty();
        review.Excess.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_administrators_login_is_warned_of()
    {
        using var org = await Ready();
        org.Act("set-permission", new JsonObject { ["permission"] = "ModifyAllData", ["granted"] = true });

        (await org.Connector.ReviewAccessAsync(Needs, Ct)).Excess.ShouldHaveSingleItem().ShouldContain("modify all data");
    }

    [Fact]
    public async Task A_login_without_the_API_is_told_what_it_lacks()
    {
        using var org = await Ready();
        org.Act("set-permission", new JsonObject { ["permission"] = "ApiEnabled", ["granted"] = false });

        (await org.Connector.ReviewAccessAsync(Needs, Ct)).Missing.ShouldHaveSingleItem().ShouldContain("API Enabled");
    }

    [Fact]
    public async Task The_permission_set_gives_the_fields_of_the_matrix_and_nothing_else()
    {
        using var org = await Ready();

        var grant = (await org.Connector.ReviewAccessAsync(Needs, Ct)).Grant;

        var set = XDocument.Parse(grant.Content).Root!;
        XName Name(string name) => set.GetDefaultNamespace() + name;
        var fields = set.Elements(Name("fieldPermissions")).ToDictionary(one => one.Element(Name("field"))!.Value, one => (bool)one.Element(Name("editable"))!);
        fields.Keys.ShouldBe(
        [
            "Account.ERP_Balance__c", "Account.ERP_Id__c", "Account.ERP_Overdue__c", "Account.Website", "Contact.AccountId", "Contact.ERP_Id__c", "Contact.Email",
            "OpportunityLineItem.Product2Id", "Product2.ProductCode",
        ]);
        fields.Where(field => field.Value).Select(field => field.Key).ShouldBe(
            ["Account.ERP_Balance__c", "Account.ERP_Id__c", "Account.ERP_Overdue__c", "Contact.AccountId", "Contact.ERP_Id__c", "Contact.Email"]);
        var objects = set.Elements(Name("objectPermissions")).ToDictionary(
            one => one.Element(Name("object"))!.Value, one => ((bool)one.Element(Name("allowCreate"))!, (bool)one.Element(Name("allowEdit"))!));
        objects.ShouldBe(new Dictionary<string, (bool, bool)>
        {
            ["Account"] = (false, true), ["Contact"] = (true, true), ["Opportunity"] = (false, false), ["Product2"] = (false, false),
        });
        set.Descendants(Name("allowDelete")).ShouldAllBe(delete => delete.Value == "false");
        grant.FileName.ShouldBe("Harness.permissionset-meta.xml");
    }
}
