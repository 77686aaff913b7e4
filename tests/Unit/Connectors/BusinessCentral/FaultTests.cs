using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Connectors.BusinessCentral;

public sealed class FaultTests
{
    private static readonly Selection customers = new("customer", "displayName");

    [Fact]
    public async Task An_expired_token_is_renewed_and_the_call_goes_on()
    {
        using var bench = new Bench();
        await bench.Connector.ReadChangesAsync(A.Feed(customers), Bench.Ct);
        bench.Arm(FaultKinds.ExpireToken, "batch");

        (await bench.WriteAsync(A.Customer("main-acc-1"))).Single().Status.ShouldBe(WriteStatus.Written);

        bench.Living("customers").Count().ShouldBe(1);
        bench.System.Calls.Calls.Count(call => call.Operation == "token").ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_secret_says_what_to_renew_and_never_shows_itself()
    {
        using var bench = new Bench();
        using var connector = bench.Connect(bench.Transport, secret: "s3cret-value");

        var refused = await Should.ThrowAsync<ConnectorException>(() => connector.ReadChangesAsync(A.Feed(customers), Bench.Ct));

        refused.Fault.Kind.ShouldBe(FaultKind.LoginFailed);
        refused.Fault.Message.ShouldContain("secret");
        refused.ToString().ShouldNotContain("s3cret-value");
    }

    [Fact]
    public async Task A_company_that_is_not_there_is_refused_with_those_that_are()
    {
        using var bench = new Bench(company: "Contoso");

        var refused = await Should.ThrowAsync<ConnectorException>(() => bench.Connector.ReadChangesAsync(A.Feed(customers), Bench.Ct));

        refused.Fault.Kind.ShouldBe(FaultKind.MappingBroken);
        refused.Fault.Message.ShouldContain("CRONUS DE");
        refused.Fault.Message.ShouldContain("My Company");
    }

    [Fact]
    public async Task An_application_that_is_switched_off_is_told_where_to_switch_it_on()
    {
        using var bench = new Bench();
        bench.Act("disable-application", []);

        var refused = await Should.ThrowAsync<ConnectorException>(() => bench.Connector.ReadChangesAsync(A.Feed(customers), Bench.Ct));

        refused.Fault.Kind.ShouldBe(FaultKind.LoginFailed);
        refused.Fault.Message.ShouldContain("Microsoft Entra applications");
    }

    [Fact]
    public async Task Writes_that_were_throttled_did_nothing_and_are_sent_again_after_a_while()
    {
        using var bench = new Bench();
        bench.Arm(FaultKinds.Throttle, "batch", times: 2);

        (await bench.WriteAsync(A.Customer("main-acc-1"))).Single().Status.ShouldBe(WriteStatus.Written);

        bench.Living("customers").Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_users_five_minutes_can_be_used_up_and_that_is_no_fault_of_the_record()
    {
        using var bench = new Bench(options => options.RateLimit = 3);

        var receipts = await bench.WriteAsync([.. Enumerable.Range(1, 5).Select(i => A.Customer($"main-acc-{i}"))]);
        var next = (await bench.WriteAsync(A.Customer("main-acc-9"))).Single();

        receipts.ShouldAllBe(receipt => receipt.Status == WriteStatus.Written);
        next.Status.ShouldBe(WriteStatus.Refused);
        next.Fault!.Kind.ShouldBe(FaultKind.Throttled);
    }

    [Fact]
    public async Task A_page_of_HTML_after_the_effect_leaves_the_writes_unknown()
    {
        using var bench = new Bench();
        bench.System.Faults.Arm(new FaultOrder(FaultKinds.ErrorAfterCommit, "batch") { Html = true, Status = 502 });

        (await bench.WriteAsync(A.Customer("main-acc-1"))).Single().Status.ShouldBe(WriteStatus.Unknown);

        bench.Living("customers").Count().ShouldBe(1);
    }

    [Fact]
    public async Task Reads_are_repeated_over_a_short_outage()
    {
        using var bench = new Bench();
        bench.Customer("Acme GmbH");
        bench.Arm(FaultKinds.Unavailable, "batch-read");

        (await bench.Connector.ReadChangesAsync(A.Feed(customers), Bench.Ct)).Records.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_locked_row_is_passing()
    {
        using var bench = new Bench();
        bench.Arm(FaultKinds.RowLock, "create");

        var receipt = (await bench.WriteAsync(A.Customer("main-acc-1"))).Single();

        receipt.Fault!.Kind.ShouldBe(FaultKind.RowLocked);
        receipt.Fault.IsPassing.ShouldBeTrue();
    }

    /// <summary>Trap 17: the family Internal_ holds mistakes in the data too.</summary>
    [Fact]
    public async Task An_unknown_country_is_a_matter_of_the_record_and_not_tried_for_ever()
    {
        using var bench = new Bench();

        var receipt = (await bench.WriteAsync(A.New("customer", "main-acc-1", ("displayName", "Acme"), ("country", "XX")))).Single();

        receipt.Fault!.IsPassing.ShouldBeFalse();
        receipt.Fault.VendorCode.ShouldBe("Internal_InvalidTableRelation");
        receipt.Fault.Message.ShouldNotContain("CorrelationId");
    }

    [Fact]
    public async Task A_property_that_an_update_took_away_is_a_broken_mapping()
    {
        using var bench = new Bench();
        await bench.Connector.ReadChangesAsync(A.Feed(customers), Bench.Ct);
        bench.System.Faults.Arm(new FaultOrder(FaultKinds.SchemaChange, Options: new JsonObject { ["field"] = "customers.displayName" }));

        var written = (await bench.WriteAsync(A.Customer("main-acc-1"))).Single();
        var described = await bench.Connector.DescribeAsync(["customer"], Bench.Ct);

        written.Fault!.Kind.ShouldBe(FaultKind.MappingBroken);
        described.Objects.Single().Fields.ShouldNotContain(field => field.Path == "displayName");
    }

    [Fact]
    public async Task A_permission_that_is_missing_is_told_before_anything_runs()
    {
        using var bench = new Bench();
        bench.Act("deny", new JsonObject { ["record"] = "salesOrders" });

        var described = await bench.Connector.DescribeAsync(["customer", "salesOrder"], Bench.Ct);
        var review = await bench.Connector.ReviewAccessAsync([new AccessNeed("salesOrder", true, []), new AccessNeed("customer", true, [])], Bench.Ct);

        described.Objects.Single(one => one.Name == "salesOrder").Readable.ShouldBeFalse();
        review.Missing.ShouldHaveSingleItem().ShouldContain("salesOrders");
        review.Grant.Content.ShouldContain("<ObjectID>36</ObjectID>");
    }

    [Fact]
    public async Task The_description_has_lengths_lists_and_the_companys_own_currency()
    {
        using var bench = new Bench();

        var described = await bench.Connector.DescribeAsync(["customer", "salesOrder", "salesInvoice", "item", "contact"], Bench.Ct);

        described.BaseCurrency.ShouldBe("EUR");
        var customer = described.Objects.Single(one => one.Name == "customer");
        customer.Fields.Single(field => field.Path == "displayName").ShouldSatisfyAllConditions(field => field.Length.ShouldBe(100), field => field.Required.ShouldBeTrue());
        customer.Fields.Single(field => field.Path == "paymentTerms.code").Values.ShouldContain("30 DAYS");
        customer.Fields.Single(field => field.Path == "balanceDue").Updateable.ShouldBeFalse();
        described.Objects.Single(one => one.Name == "salesInvoice").Createable.ShouldBeFalse();
    }

    [Fact]
    public async Task No_custom_field_can_be_made_and_the_instruction_says_what_it_takes()
    {
        using var bench = new Bench();

        var provisions = await bench.Connector.EnsureFieldsAsync(
            [new FieldSpec("customer", "displayName", "Name", FieldType.Text), new FieldSpec("customer", "crmId", "CRM id", FieldType.Text)], Bench.Ct);

        provisions[0].State.ShouldBe(FieldProvisionState.Present);
        provisions[1].State.ShouldBe(FieldProvisionState.MustBeCreatedByHand);
        provisions[1].Instruction!.ShouldContain("extension");
    }
}
