using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Unit.Sync;

namespace Harness.Unit.Flows;

/// <summary>A won opportunity, its order, and the people who have a say in it.</summary>
public sealed class SalesOrderTests
{
    [Fact]
    public async Task A_won_opportunity_is_one_order_with_its_terms()
    {
        await using var company = await SellingAsync();
        company.Won("006A", "001A", quantity: 3, price: 100, discount: 10);

        await company.SyncAsync();

        var order = company.Erp.All("salesOrder").ShouldHaveSingleItem();
        order["custbody_crm_opportunity"].ShouldBe("006A");
        order["netTotal"].ShouldBe("270.00");
        order["entity.id"].ShouldBe(company.Erp.All("customer").ShouldHaveSingleItem().Id);
        company.Crm.One("Opportunity", "006A")["ERP_Number__c"].ShouldBe(order["tranId"]);
        company.Crm.One("Opportunity", "006A")["ERP_Order_Status__c"].ShouldBe("Open");
    }

    [Fact]
    public async Task A_discount_over_policy_waits_and_goes_ahead_once_it_is_approved()
    {
        await using var company = await SellingAsync();
        company.Won("006A", "001A", discount: 20);
        await company.SyncAsync();
        company.Erp.All("salesOrder").ShouldBeEmpty();
        company.Crm.One("Opportunity", "006A")["Sync_Status__c"].ShouldBe("waiting");

        await company.DecideAsync((await company.QuestionsAsync(DecisionKind.Discount)).ShouldHaveSingleItem(), Verdict.Approved);
        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldHaveSingleItem();
        company.Crm.One("Opportunity", "006A")["Sync_Status__c"].ShouldBe("synced");
    }

    [Fact]
    public async Task A_rejected_discount_stops_and_changed_terms_are_asked_about_anew()
    {
        await using var company = await SellingAsync();
        company.Won("006A", "001A", discount: 20);
        await company.SyncAsync();
        await company.DecideAsync((await company.QuestionsAsync(DecisionKind.Discount)).ShouldHaveSingleItem(), Verdict.Rejected);
        await company.SyncAsync();
        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.ApprovalRejected);

        company.ChangeLine("006A", 2, 100, discount: 18);
        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldBeEmpty();
        (await company.QuestionsAsync(DecisionKind.Discount)).ShouldHaveSingleItem().Question.ShouldContain("18 %");
    }

    [Fact]
    public async Task An_approval_holds_for_exactly_its_terms()
    {
        await using var company = await SellingAsync();
        company.Won("006A", "001A", discount: 20);
        await company.SyncAsync();
        var first = (await company.QuestionsAsync(DecisionKind.Discount)).ShouldHaveSingleItem();
        company.ChangeLine("006A", 2, 100, discount: 30);
        await company.SyncAsync();

        await company.DecideAsync(first, Verdict.Approved);
        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldBeEmpty();
        (await company.QuestionsAsync(DecisionKind.Discount)).ShouldHaveSingleItem().Question.ShouldContain("30 %");
    }

    [Fact]
    public async Task An_approval_is_remembered_when_the_change_came_from_the_ERP()
    {
        await using var company = await SellingAsync();
        company.Won("006A", "001A", discount: 20);
        await company.SyncAsync();
        await company.DecideAsync((await company.QuestionsAsync(DecisionKind.Discount)).ShouldHaveSingleItem(), Verdict.Approved);
        await company.SyncAsync();
        var order = company.Erp.All("salesOrder").ShouldHaveSingleItem();
        company.Pass(TimeSpan.FromMinutes(5));

        company.Crm.Put("Opportunity", "006A", ("Name", "Renamed"));
        company.Erp.Put("salesOrder", order.Id, ("status", "Pending Billing"));
        company.Crm.ReadsFail = (new Fault(FaultKind.RowLocked, "Busy."), "Opportunity");
        await company.CycleAsync();
        company.Crm.ReadsFail = null;
        await company.SyncAsync();

        order["memo"].ShouldBe("Renamed");
        company.Crm.One("Opportunity", "006A")["ERP_Order_Status__c"].ShouldBe("Ready to bill");
        (await company.QuestionsAsync(DecisionKind.Discount)).ShouldBeEmpty();
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Lines_that_do_not_add_up_stop_with_both_numbers()
    {
        await using var company = await SellingAsync();
        company.Won("006A", "001A", values: [("Amount", 250m)]);

        await company.SyncAsync();

        var item = (await company.StoppedAsync()).ShouldHaveSingleItem();
        item.Fault.ShouldBe(FaultKind.TotalsDiffer);
        item.Reason!.ShouldContain("200 EUR");
        item.Reason!.ShouldContain("250 EUR");
        company.Erp.All("salesOrder").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_that_the_ERP_totals_differently_stops_with_both_numbers()
    {
        await using var company = await SellingAsync();
        company.Won("006A", "001A");
        var complete = company.Erp.Completes;
        company.Erp.Completes = record =>
        {
            complete(record);
            record.Values["netTotal"] = record.ObjectType == "salesOrder" ? ScriptedRecord.Node(199.99m) : null;
        };

        await company.SyncAsync();

        var item = (await company.StoppedAsync()).ShouldHaveSingleItem();
        item.Fault.ShouldBe(FaultKind.TotalsDiffer);
        item.Reason!.ShouldContain("199.99 EUR");
        item.Reason!.ShouldContain("200 EUR");
    }

    [Fact]
    public async Task An_order_made_by_hand_is_recognised_and_its_lines_are_never_rewritten()
    {
        await using var company = await SellingAsync();
        ByHand(company, total: 200);
        company.Won("006A", "001A", values: [("PO_Number__c", "PO-7")]);

        await company.SyncAsync();

        var order = company.Erp.All("salesOrder").ShouldHaveSingleItem();
        order.Id.ShouldBe("SO-HAND");
        order.Lines["item"].ShouldHaveSingleItem().Key.ShouldBe("1");
        company.Crm.One("Opportunity", "006A")["ERP_Number__c"].ShouldBe(order["tranId"]);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_edit_of_the_opportunity_does_not_rewrite_an_order_made_by_hand()
    {
        await using var company = await SellingAsync();
        ByHand(company, total: 200);
        company.Won("006A", "001A", values: [("PO_Number__c", "PO-7")]);
        await company.SyncAsync();
        company.Pass(TimeSpan.FromMinutes(5));

        company.ChangeLine("006A", 5, 100);
        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldHaveSingleItem().Lines["item"].ShouldHaveSingleItem().Key.ShouldBe("1");
        var item = (await company.StoppedAsync()).ShouldHaveSingleItem();
        item.Fault.ShouldBe(FaultKind.TotalsDiffer);
        item.Reason!.ShouldContain("500 EUR");
    }

    [Fact]
    public async Task An_opportunity_reopened_after_its_order_is_reported()
    {
        await using var company = await SoldAsync();

        company.Crm.Put("Opportunity", "006A", ("StageName", "Negotiation"), ("IsWon", false));
        await company.SyncAsync();

        (await company.StoppedAsync()).ShouldHaveSingleItem().Reason!.ShouldContain("reopened");
        company.Erp.All("salesOrder").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_edit_before_billing_changes_the_order()
    {
        await using var company = await SoldAsync();

        company.ChangeLine("006A", 5, 100);
        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldHaveSingleItem()["netTotal"].ShouldBe("500.00");
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edit_after_billing_stops_and_leaves_the_order_alone()
    {
        await using var company = await SoldAsync();
        company.Erp.Put("salesOrder", company.Erp.All("salesOrder")[0].Id, ("status", "Billed"));
        await company.SyncAsync();

        company.ChangeLine("006A", 5, 100);
        await company.SyncAsync();

        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.AlreadyBilled);
        company.Erp.All("salesOrder").ShouldHaveSingleItem()["netTotal"].ShouldBe("200.00");
    }

    [Fact]
    public async Task An_opportunity_won_before_the_first_day_makes_no_order()
    {
        await using var company = await SellingAsync();
        company.Won("006A", "001A", values: [("CloseDate", "2026-01-31")]);

        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldBeEmpty();
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    internal static async Task<Company> SellingAsync()
    {
        var company = await Company.OpenAsync();
        company.Product("PUMP");
        company.Account("001A");
        await company.SyncAsync();
        return company;
    }

    internal static async Task<Company> SoldAsync()
    {
        var company = await SellingAsync();
        company.Won("006A", "001A");
        await company.SyncAsync();
        company.Erp.All("salesOrder").ShouldHaveSingleItem();
        company.Pass(TimeSpan.FromMinutes(5));
        return company;
    }

    private static void ByHand(Company company, int total) => company.Erp.Touch(company.Erp.Put(
        "salesOrder", "SO-HAND", ("entity.id", company.Erp.All("customer")[0].Id), ("otherRefNum", "PO-7"), ("currency.symbol", "EUR"), ("tranDate", "2026-03-01"))
        .With("item", ("1", [("item.id", "item-PUMP"), ("quantity", 1), ("rate", total)])));
}
