using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Connectors.Odoo;

/// <summary>What goes wrong with Odoo, by the vendor file's traps.</summary>
public sealed class TrapTests
{
    [Theory]
    [InlineData(19)]
    [InlineData(14)]
    public async Task An_answer_lost_after_the_commit_is_in_doubt_and_found_by_its_key(int version)
    {
        using var company = new SimulatedCompany(version);
        company.Arm(FaultKinds.ResetAfterCommit, "load");

        var receipt = (await company.WriteAsync(A.New("res.partner", "main-acc-1", ("name", "Example")))).ShouldHaveSingleItem();

        receipt.Status.ShouldBe(WriteStatus.Unknown);
        (await company.Connector.FindManyAsync(new Selection("res.partner", "name"), [new FindKey("xml_id", "main-acc-1")], OdooCompany.Ct)).ShouldHaveSingleItem();
        company.System.Calls.Calls.Count(call => call.Operation == "load").ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_error_after_the_commit_is_not_taken_for_a_refusal()
    {
        using var company = new SimulatedCompany();
        company.Arm(FaultKinds.ErrorAfterCommit, "load");

        (await company.WriteAsync(A.New("res.partner", "main-acc-1", ("name", "Example")))).ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Unknown);
        company.All("res.partner").Count(row => row["name"]?.ToString() == "Example").ShouldBe(1);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(14)]
    public async Task A_success_status_with_an_error_inside_is_not_a_success(int version)
    {
        using var company = new SimulatedCompany(version);
        company.Act("reject-saves", new JsonObject { ["record"] = "res.partner", ["message"] = "Not on Fridays" });

        var receipt = (await company.WriteAsync(A.New("res.partner", "main-acc-1", ("name", "Example")))).ShouldHaveSingleItem();

        (receipt.Status, receipt.Fault!.Kind).ShouldBe((WriteStatus.Refused, FaultKind.InvalidData));
        receipt.Fault.Message.ShouldContain("Not on Fridays");
    }

    [Fact]
    public async Task An_order_that_cannot_be_confirmed_is_looked_up_again_and_says_why()
    {
        using var company = await new SimulatedCompany().ReadyAsync() as SimulatedCompany ?? throw new InvalidOperationException();
        var product = await company.ProductAsync("P", 10);
        company.Arm(FaultKinds.RowLock, "action_confirm");

        var receipt = (await company.WriteAsync(A.Sold("main-opp-1", await company.CustomerAsync(), A.Line("l1", product, 1, 10)))).ShouldHaveSingleItem();

        receipt.Status.ShouldBe(WriteStatus.Unknown);
        var order = (await company.Connector.FindManyAsync(A.Order, [new FindKey("xml_id", "main-opp-1")], OdooCompany.Ct)).ShouldHaveSingleItem();
        order.Values["confirmed"]!.GetValue<bool>().ShouldBeFalse();
        await company.WrittenAsync(A.Change("sale.order", order.Ref.Id, ("confirmed", true)));
        var confirmed = await company.ReadAsync(A.Order, order.Ref.Id);
        (confirmed.Values["confirmed"]!.GetValue<bool>(), confirmed.Values["date_order.date"]!.ToString()).ShouldBe((true, "2026-01-31"));
    }

    [Fact]
    public async Task A_transaction_that_commits_late_with_an_earlier_stamp_is_still_picked_up()
    {
        using var company = new SimulatedCompany();
        var source = new ChangeSource("res.partner", new Selection("res.partner", "name"));
        company.Arm(FaultKinds.LateVisible, "load");
        await company.WriteAsync(A.New("res.partner", "main-acc-1", ("name", "Late GmbH")));
        company.System.PersonCreates("res.partner", new JsonObject { ["name"] = "Early GmbH", ["is_company"] = true });
        var page = await company.Connector.ReadChangesAsync(new ChangeRequest(source, null, TimeProvider.System.GetUtcNow().AddHours(-1), TimeSpan.FromMinutes(10)), OdooCompany.Ct);
        page.Records.ShouldNotContain(record => record.Values["name"]!.ToString() == "Late GmbH");

        company.Clock.Advance(TimeSpan.FromMinutes(3));
        var next = await company.Connector.ReadChangesAsync(new ChangeRequest(source, page.Cursor, TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(10)), OdooCompany.Ct);

        next.Records.ShouldContain(record => record.Values["name"]!.ToString() == "Late GmbH");
    }

    [Fact]
    public async Task A_feed_that_is_paged_gives_every_record_once()
    {
        using var company = new SimulatedCompany(pageSize: 3);
        for (var i = 0; i < 10; i++)
        {
            company.System.PersonCreates("res.partner", new JsonObject { ["name"] = $"Company {i}", ["is_company"] = true });
        }

        var names = new List<string>();
        string? cursor = null;
        for (var more = true; more;)
        {
            var page = await company.Connector.ReadChangesAsync(new ChangeRequest(
                new ChangeSource("res.partner", new Selection("res.partner", "name")), cursor, TimeProvider.System.GetUtcNow().AddHours(-1), TimeSpan.FromMinutes(10)), OdooCompany.Ct);
            names.AddRange(page.Records.Select(record => record.Values["name"]!.ToString()));
            (cursor, more) = (page.Cursor, page.HasMore);
        }

        names.ShouldBe(Enumerable.Range(0, 10).Select(i => $"Company {i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task In_payment_is_paid_by_what_is_left_and_open_again_when_the_bank_rejects_it()
    {
        using var company = await new SimulatedCompany(setUp: options => options.Enterprise = true).ReadyAsync() as SimulatedCompany ?? throw new InvalidOperationException();
        var product = await company.ProductAsync("P", 100);
        var id = await company.InvoiceAsync(await company.WrittenAsync(A.Sold("main-opp-1", await company.CustomerAsync(), A.Line("l1", product, 1, 100))));
        var payment = company.Act("post-payment", new JsonObject { ["invoice"] = id })["id"]!.ToString();
        company.Stored("account.move", id)["payment_state"]!.ToString().ShouldBe("in_payment");

        company.Act("void-payment", new JsonObject { ["payment"] = payment });

        (await company.ReadAsync(A.Invoice, id)).Values["status"]!.ToString().ShouldBe("Posted");
    }

    [Fact]
    public async Task A_row_that_somebody_else_holds_is_tried_again()
    {
        using var company = new SimulatedCompany();
        company.Arm(FaultKinds.RowLock, "load");

        var receipt = (await company.WriteAsync(A.New("res.partner", "main-acc-1", ("name", "Example")))).ShouldHaveSingleItem();

        (receipt.Status, receipt.Fault!.Kind, receipt.Fault.IsPassing).ShouldBe((WriteStatus.Refused, FaultKind.RowLocked, true));
    }

    [Fact]
    public async Task Being_turned_away_by_the_host_is_waited_out()
    {
        using var company = new SimulatedCompany();
        company.Arm(FaultKinds.Throttle, "load", times: 2);

        (await company.WriteAsync(A.New("res.partner", "main-acc-1", ("name", "Example")))).ShouldHaveSingleItem().Status.ShouldBe(WriteStatus.Written);
        company.All("res.partner").Count(row => row["name"]?.ToString() == "Example").ShouldBe(1);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(14)]
    public async Task A_key_that_has_expired_stops_the_system_with_what_to_do_and_no_secret(int version)
    {
        using var company = new SimulatedCompany(version);
        await company.Connector.ReadManyAsync(new Selection("res.partner", "name"), ["1"], OdooCompany.Ct);
        company.Arm(FaultKinds.RevokeToken);

        var refused = await Should.ThrowAsync<ConnectorException>(() => company.Connector.ReadManyAsync(new Selection("res.partner", "name"), ["1"], OdooCompany.Ct));

        refused.Fault.Kind.ShouldBe(FaultKind.LoginFailed);
        refused.Message.ShouldNotContain(company.System.Credentials["api_key"]!.ToString());
        refused.Message.ShouldContain("key");
    }

    [Theory]
    [InlineData(19)]
    [InlineData(14)]
    public async Task A_right_that_was_taken_away_is_a_fault_and_no_deletion(int version)
    {
        using var company = new SimulatedCompany(version);
        var id = await company.CustomerAsync();
        company.Act("deny", new JsonObject { ["record"] = "res.partner" });

        var refused = await Should.ThrowAsync<ConnectorException>(() => company.Connector.ReadManyAsync(new Selection("res.partner", "name"), [id], OdooCompany.Ct));

        refused.Fault.Kind.ShouldBe(FaultKind.PermissionMissing);
    }

    [Fact]
    public async Task The_wrong_company_database_protocol_or_version_is_refused_with_what_to_do()
    {
        using var company = new SimulatedCompany(18);
        using var old = new SimulatedCompany(12);
        using var wrong = company.Connect(company: 7);
        using var newer = company.Connect(protocol: "json2");
        using var nowhere = company.Connect(database: "elsewhere");

        (await Should.ThrowAsync<ConnectorException>(() => wrong.DescribeAsync(["res.partner"], OdooCompany.Ct))).Message.ShouldContain("no company 7");
        (await Should.ThrowAsync<ConnectorException>(() => newer.DescribeAsync(["res.partner"], OdooCompany.Ct))).Message.ShouldContain("Protocol");
        (await Should.ThrowAsync<ConnectorException>(() => nowhere.DescribeAsync(["res.partner"], OdooCompany.Ct))).Fault.Kind.ShouldBe(FaultKind.LoginFailed);
        (await Should.ThrowAsync<ConnectorException>(() => old.Connector.DescribeAsync(["res.partner"], OdooCompany.Ct))).Message.ShouldContain("upgrade");
    }

    [Fact]
    public async Task A_hundred_orders_take_as_many_calls_as_one()
    {
        using var company = await new SimulatedCompany().ReadyAsync() as SimulatedCompany ?? throw new InvalidOperationException();
        var (product, customer) = (await company.ProductAsync("P", 10), await company.CustomerAsync());
        var before = company.System.Calls.Calls.Count;

        var receipts = await company.WriteAsync([.. Enumerable.Range(1, 100).Select(i => A.Sold($"main-opp-{i}", customer,
            A.Line("l1", product, 1, 10), A.Line("l2", product, 1, 20), A.Line("l3", product, 1, 30)))]);

        receipts.ShouldAllBe(receipt => receipt.Status == WriteStatus.Written);
        company.System.Calls.Calls.Skip(before).Select(call => call.Operation).ShouldBe(["search_read", "load", "search_read", "action_confirm", "load"]);
        company.All("sale.order.line").Count().ShouldBe(300);
    }
}
