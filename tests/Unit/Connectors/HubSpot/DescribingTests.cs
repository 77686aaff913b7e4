using System.Text.Json.Nodes;
using Harness.Port;
using static Harness.Unit.Connectors.HubSpot.SimulatedPortal;

namespace Harness.Unit.Connectors.HubSpot;

public sealed class DescribingTests
{
    private static readonly string[] Objects = ["companies", "contacts", "products", "deals"];

    [Fact]
    public async Task The_whole_account_is_described()
    {
        using var portal = await Ready();

        var described = await portal.Settle(portal.Connector.DescribeAsync(Objects, Ct));

        (described.Vendor, described.ApiVersion, described.AccountId, described.BaseCurrency, described.MultiCurrency).ShouldBe(("HubSpot", "2026-09", "147201337", "EUR", true));
        Field(described, "companies", "payment_terms").ShouldSatisfyAllConditions(
            field => field.RestrictedValues.ShouldBeTrue(), field => field.Values.ShouldContain("Net 30"), field => field.Custom.ShouldBeTrue());
        Field(described, "companies", "erp_id").Unique.ShouldBeTrue();
        Field(described, "deals", "hs_is_closed_won").ShouldSatisfyAllConditions(field => field.Type.ShouldBe(FieldType.Boolean), field => field.Updateable.ShouldBeFalse());
        Field(described, "deals", "companies[primary].id").Updateable.ShouldBeTrue();
        Field(described, "deals", "line_items.discountPercent").Updateable.ShouldBeFalse();
        Field(described, "products", "prices.price").Type.ShouldBe(FieldType.Money);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        using var portal = await Ready();
        portal.Act("deny", new JsonObject { ["scope"] = "crm.objects.contacts.read" });

        var described = await portal.Settle(portal.Connector.DescribeAsync(Objects, Ct));
        var thrown = await Should.ThrowAsync<ConnectorException>(portal.Settle(portal.Connector.ReadManyAsync(new Selection("contacts", "email"), ["1"], Ct)));

        described.Notes.ShouldContain(note => note.Contains("crm.objects.contacts.read"));
        thrown.Fault.Kind.ShouldBe(FaultKind.PermissionMissing);
        thrown.Fault.Message.ShouldContain("crm.objects.contacts.read");
    }

    [Fact]
    public async Task An_archived_property_is_drift_that_the_description_shows()
    {
        using var portal = await Ready();
        portal.Act("hide-field", new JsonObject { ["object"] = "companies", ["field"] = "credit_limit" });

        var described = await portal.Settle(portal.Connector.DescribeAsync(["companies"], Ct));
        var read = await portal.Settle(portal.Connector.ReadManyAsync(new Selection("companies", "name", "credit_limit"), [portal.First("companies")["id"]!.ToString()], Ct));

        described.Objects[0].Fields.ShouldNotContain(field => field.Path == "credit_limit");
        read[0].Values.ContainsKey("credit_limit").ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_there_already_is_not_made_again()
    {
        using var portal = await Ready();

        var provision = (await Ensure(portal, new FieldSpec("companies", "erp_id", "ERP Id", FieldType.Text, ExternalKey: true))).Single();

        provision.State.ShouldBe(FieldProvisionState.Present);
    }

    [Theory]
    [InlineData("credit_limit", FieldType.Date, false, "exists as number, and date is needed")]
    [InlineData("tax_id", FieldType.Text, true, "without unique values")]
    [InlineData("region", FieldType.Picklist, false, "cannot be made by the API")]
    public async Task What_cannot_be_made_says_what_an_administrator_does(string property, FieldType type, bool isKey, string words)
    {
        using var portal = New();

        var provision = (await Ensure(portal, new FieldSpec("companies", property, "Label", type, ExternalKey: isKey))).Single();

        provision.State.ShouldBe(FieldProvisionState.MustBeCreatedByHand);
        provision.Instruction!.ShouldContain(words);
    }

    [Fact]
    public async Task A_name_that_an_archived_property_blocks_is_told()
    {
        using var portal = New();
        portal.Act("hide-field", new JsonObject { ["object"] = "companies", ["field"] = "tax_id" });

        var provision = (await Ensure(portal, new FieldSpec("companies", "tax_id", "Tax", FieldType.Text))).Single();

        provision.Instruction!.ShouldContain("Archived properties");
    }

    [Fact]
    public async Task Access_is_compared_with_what_is_needed()
    {
        using var portal = await Ready();
        portal.Act("deny", new JsonObject { ["scope"] = "crm.objects.companies.write" });
        portal.Time.Advance(TimeSpan.FromHours(1));

        var review = await portal.Settle(portal.Connector.ReviewAccessAsync([new AccessNeed("companies", false, [new FieldNeed("name", true)])], Ct));

        review.Missing.ShouldHaveSingleItem().ShouldContain("crm.objects.companies.write");
        review.Excess.ShouldContain(line => line.Contains("crm.objects.contacts.write"));
        review.Grant.Content.ShouldContain("crm.schemas.companies.write");
        review.Grant.Content.ShouldNotContain("contacts");
    }

    private static Task<IReadOnlyList<FieldProvision>> Ensure(SimulatedPortal portal, params FieldSpec[] specs) => portal.Settle(portal.Connector.EnsureFieldsAsync(specs, Ct));

    private static FieldDescription Field(SystemDescription described, string objectName, string path) =>
        described.Objects.Single(one => one.Name == objectName).Fields.Single(field => field.Path == path);
}
