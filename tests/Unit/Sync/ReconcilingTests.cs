using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Reconciling;

namespace Harness.Unit.Sync;

/// <summary>Drift is planted where no feed tells; the comparison finds it, and what is explained is not drift.</summary>
public sealed class ReconcilingTests
{
    [Fact]
    public async Task Systems_that_agree_show_no_drift_and_their_sums_tie()
    {
        await using var company = await OpenAsync();
        var report = await ReconcileAsync(company);

        report.Drifted.ShouldBe(0);
        report.Flows.Single(flow => flow.Flow == "accounts").ShouldSatisfyAllConditions(
            accounts => accounts.Compared.ShouldBe(3), accounts => accounts.Tallies.ShouldAllBe(line => line.Ties));
    }

    [Fact]
    public async Task A_change_that_left_no_stamp_is_found_and_put_right()
    {
        await using var company = await OpenAsync();
        var customer = company.Erp.All("customer")[0];
        customer.Values["terms.refName"] = ScriptedRecord.Node("Net 60");

        var report = await ReconcileAsync(company);
        await company.SyncAsync();

        report.Flows.Single(flow => flow.Flow == "accounts").Found.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            drift => drift.Kind.ShouldBe(DriftKind.Differing), drift => drift.Fields.ShouldBe(["payment_terms"]));
        company.Crm.All("Account").Count(account => account["Payment_Terms__c"] == "Net 60").ShouldBe(1);
        (await ReconcileAsync(company)).Drifted.ShouldBe(0);
    }

    [Fact]
    public async Task Lines_that_changed_without_changing_the_total_are_found()
    {
        await using var company = await OpenAsync();
        company.Crm.One("Opportunity", "006A").With("OpportunityLineItems", ("006A-1",
            [("Product2Id", "01t-PUMP"), ("ProductCode", "PUMP"), ("Quantity", 4m), ("UnitPrice", 50m), ("TotalPrice", 200m)]));

        var report = await ReconcileAsync(company);

        report.Flows.Single(flow => flow.Flow == "sales_orders").Found.ShouldHaveSingleItem().Fields.ShouldBe(["lines"]);
    }

    [Fact]
    public async Task A_record_that_vanished_without_a_word_is_missing()
    {
        await using var company = await OpenAsync();
        company.Erp.Remove("customer", company.Erp.All("customer")[^1].Id);

        var report = await ReconcileAsync(company);

        report.Flows.Single(flow => flow.Flow == "accounts").Missing.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_that_no_feed_brought_is_missing_its_customer()
    {
        await using var company = await OpenAsync();
        company.Account("001Z");
        company.Crm.ForgetFeed();
        company.Pass(TimeSpan.FromMinutes(5));

        var report = await ReconcileAsync(company);
        await company.SyncAsync();

        report.Flows.Single(flow => flow.Flow == "accounts").Missing.ShouldBe(1);
        company.Erp.All("customer").Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_waits_or_has_stopped_is_explained()
    {
        await using var company = await OpenAsync();
        company.Account("001Y", ("BillingCountryCode", null));
        await company.SyncAsync();
        company.Pass(TimeSpan.FromMinutes(5));

        var report = await ReconcileAsync(company);

        report.Drifted.ShouldBe(0);
        report.Flows.Single(flow => flow.Flow == "accounts").Explained.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_next_poll_brings_is_no_drift()
    {
        await using var company = await OpenAsync();
        company.Erp.Put("customer", company.Erp.All("customer")[0].Id, ("terms.refName", "Net 60"));
        company.Pass(TimeSpan.FromMinutes(5));

        (await ReconcileAsync(company)).Drifted.ShouldBe(0);
    }

    [Fact]
    public async Task Beyond_the_limit_nothing_is_queued_and_somebody_hears_of_it()
    {
        await using var company = await OpenAsync();
        foreach (var customer in company.Erp.All("customer"))
        {
            customer.Values["terms.refName"] = ScriptedRecord.Node("Net 60");
        }

        var report = await new Reconciliation(company.Integration, new ReconcileOptions { RepairUpTo = 2, RepairUpToPercent = 100 }).RunAsync(true, Company.Stop);

        report.ShouldSatisfyAllConditions(run => run.IsAbove.ShouldBeTrue(), run => run.Drifted.ShouldBe(3), run => run.Queued.ShouldBe(0));
        (await company.ItemsAsync(ItemState.Pending)).ShouldBeEmpty();
        (await company.Ledger.ReadUnsentAlertsAsync(10, Company.Stop)).ShouldContain(alert => alert.DedupeKey == "drift:accounts");
        (await company.Ledger.ReadAuditAsync("main", Reconciliation.DriftAction, 10, Company.Stop)).Count.ShouldBe(3);
        (await company.Ledger.VerifyAuditAsync(Company.Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_system_that_cannot_be_read_ends_the_run_without_a_finding()
    {
        await using var company = await OpenAsync();
        company.Erp.ReadsFail = (new Fault(FaultKind.Unavailable, "Down."), "contact");

        await Should.ThrowAsync<ConnectorException>(() => ReconcileAsync(company));

        (await company.Ledger.ReadAuditAsync("main", Reconciliation.RunAction, 10, Company.Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_CRM_shows_of_invoices_is_computed_again_from_the_invoices()
    {
        await using var company = await OpenAsync();
        var order = company.Erp.All("salesOrder")[0];
        company.Invoice("70", order.Id, order["entity.id"]!, 200, paid: 200);
        await company.SyncAsync();
        company.Erp.One("invoice", "70").Values["amountPaid"] = ScriptedRecord.Node(0m);
        company.Erp.One("invoice", "70").Values["amountRemaining"] = ScriptedRecord.Node(200m);
        company.Pass(TimeSpan.FromMinutes(5));

        var report = await ReconcileAsync(company);
        await company.SyncAsync();

        report.Flows.Single(flow => flow.Flow == "invoices").Differing.ShouldBe(2);
        company.Crm.One("Opportunity", "006A")["ERP_Balance__c"].ShouldBe("200");
    }

    private static async Task<Company> OpenAsync()
    {
        var company = await Company.OpenAsync();
        company.Product("PUMP");
        company.Account("001A");
        company.Account("001B");
        company.Account("001C");
        company.Won("006A", "001A");
        await company.SyncAsync();
        company.Pass(TimeSpan.FromMinutes(5));
        return company;
    }

    private static Task<ReconcileReport> ReconcileAsync(Company company) =>
        new Reconciliation(company.Integration, new ReconcileOptions { RepairUpToPercent = 100 }).RunAsync(true, Company.Stop);
}
