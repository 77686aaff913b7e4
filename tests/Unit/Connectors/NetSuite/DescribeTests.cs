using Harness.Port;

namespace Harness.Unit.Connectors.NetSuite;

public sealed class DescribeTests
{
    private static readonly string[] objects = ["customer", "contact", "item", "salesOrder", "invoice", "customerPayment", "creditMemo", "settlement"];

    [Fact]
    public async Task The_account_is_described_with_the_paths_that_a_matrix_may_name()
    {
        using var bench = new Bench();

        var description = await bench.Connector.DescribeAsync(objects, Bench.Ct);

        description.AccountId.ShouldBe("1234567_SB1");
        description.BaseCurrency.ShouldBe("EUR");
        description.MultiCurrency.ShouldBeTrue();
        description.Notes.ShouldBeEmpty();
        Field(description, "customer", "companyName").Length.ShouldBe(83);
        Field(description, "customer", "terms.refName").Values.ShouldBe(["Due on receipt", "Net 14", "Net 30", "Net 60"]);
        Field(description, "customer", "currency.symbol").Values.ShouldContain("KWD");
        Field(description, "customer", A.Address("billing", "addr1")).Length.ShouldBe(150);
        Field(description, "customer", "url.domain").Updateable.ShouldBeFalse();
        Field(description, "customer", "balance").Updateable.ShouldBeFalse();
        Field(description, "contact", "custentity_contact_role").Values.ShouldContain("Billing");
        Field(description, "contact", "custentity_primary_contact").Type.ShouldBe(FieldType.Boolean);
        Field(description, "item", "price.unitPrice").Createable.ShouldBeFalse();
        Field(description, "item", "saleUnit.refName");
        Field(description, "salesOrder", "item.discountPercent").Type.ShouldBe(FieldType.Percent);
        Field(description, "salesOrder", "headerDiscountPercent").Createable.ShouldBeTrue();
        Field(description, "salesOrder", "netTotal").Createable.ShouldBeFalse();
        Field(description, "salesOrder", "custbody_crm_opportunity").Custom.ShouldBeTrue();
        Field(description, "salesOrder", "item.custcol_crm_line");
        Field(description, "invoice", "amountCredited");
        Field(description, "invoice", "createdFrom.id");
        Field(description, "settlement", "appliedTo");
    }

    [Fact]
    public async Task Every_described_path_of_the_connectors_own_can_be_read()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 10m);
        var description = await bench.Connector.DescribeAsync(objects, Bench.Ct);

        foreach (var described in description.Objects)
        {
            var paths = Harness.Connectors.NetSuite.NetSuiteConnector.OwnPaths(described.Name);
            paths.Except(described.Fields.Select(f => f.Path)).ShouldBeEmpty();
            await bench.Connector.ReadManyAsync(new Selection(described.Name, [.. paths]), [invoice], Bench.Ct);
        }
    }

    [Fact]
    public async Task A_clock_that_is_not_UTC_is_noted()
    {
        using var bench = new Bench(o => o.TimeZone = "America/Los_Angeles");

        (await bench.Connector.DescribeAsync(["customer"], Bench.Ct)).Notes.ShouldHaveSingleItem().ShouldContain("not UTC");
    }

    [Fact]
    public async Task A_missing_custom_field_comes_with_what_to_do_in_NetSuite()
    {
        using var bench = new Bench();

        var provisions = await bench.Connector.EnsureFieldsAsync(
            [
                new FieldSpec("salesOrder", "custbody_crm_opportunity", "CRM opportunity", FieldType.Text),
                new FieldSpec("salesOrder", "custbody_crm_stage", "CRM stage", FieldType.Text),
                new FieldSpec("salesOrder", "item.custcol_crm_line", "CRM line", FieldType.Text),
                new FieldSpec("salesOrder", "item.custcol_other", "Other", FieldType.Date),
            ],
            Bench.Ct);

        provisions.Select(p => p.State).ShouldBe(
            [FieldProvisionState.Present, FieldProvisionState.MustBeCreatedByHand, FieldProvisionState.Present, FieldProvisionState.MustBeCreatedByHand]);
        provisions[1].Instruction!.ShouldContain("Transaction Body Fields > New");
        provisions[1].Instruction!.ShouldContain("_crm_stage");
        provisions[3].Instruction!.ShouldContain("Transaction Line Fields");
    }

    [Fact]
    public async Task The_concurrency_limit_is_told()
    {
        using var bench = new Bench(o => (o.ConcurrencyLimit, o.IsAdministrator) = (5, true));

        (await bench.Connector.ReadUsageAsync(Bench.Ct)).ConcurrencyLimit.ShouldBe(5);
    }

    private static FieldDescription Field(SystemDescription description, string type, string path) =>
        description.Objects.Single(o => o.Name == type).Fields.SingleOrDefault(f => f.Path == path).ShouldNotBeNull(path);
}
