using System.Globalization;
using Harness.Sync.Ledger;
using Harness.Unit.Sync;
using static Harness.Unit.Flows.SalesOrderTests;

namespace Harness.Unit.Flows;

/// <summary>Invoices, payments and credits as Sales sees them on the opportunity and on the account.</summary>
public sealed class InvoiceTests
{
    [Fact]
    public async Task Every_order_of_arrival_gives_the_same_figures()
    {
        Action<Company, string, string>[] events =
        [
            (company, order, customer) => company.Invoice("I1", order, customer, 120, paid: 120, status: "Paid In Full"),
            (company, order, customer) => company.Invoice("I2", order, customer, 80, paid: 30),
            (company, order, customer) => company.Invoice("I3", order, customer, 50, credited: 50, status: "Paid In Full"),
            (company, _, customer) => company.Invoice("I4", null, customer, 40),
            (company, _, customer) => company.Credit("P1", customer, 200),
        ];
        var seen = new HashSet<string>();
        foreach (var permutation in Permutations(events.Length))
        {
            await using var company = await SoldAsync();
            var (order, customer) = (company.Erp.All("salesOrder")[0].Id, company.Erp.All("customer")[0].Id);
            foreach (var one in permutation)
            {
                events[one](company, order, customer);
                await company.CycleAsync();
            }

            await company.SyncAsync();
            seen.Add(Figures(company));
        }

        seen.ShouldHaveSingleItem().ShouldBe("partially_paid|250|150|50|50|2026-03-02|-110");
    }

    [Fact]
    public async Task Credit_alone_makes_the_balance_negative()
    {
        await using var company = await SoldAsync();

        company.Credit("P1", company.Erp.All("customer")[0].Id, 75.5m);
        await company.SyncAsync();

        Amount(company.Crm.One("Account", "001A")["ERP_Balance__c"]).ShouldBe(-75.5m);
    }

    [Fact]
    public async Task A_payment_that_names_no_invoice_any_more_has_the_invoices_of_its_customer_looked_at()
    {
        await using var company = await SoldAsync();
        var (order, customer) = (company.Erp.All("salesOrder")[0].Id, company.Erp.All("customer")[0].Id);
        company.Invoice("I1", order, customer, 120, paid: 120, status: "Paid In Full");
        await company.SyncAsync();
        company.Crm.One("Opportunity", "006A")["ERP_Invoice_Status__c"].ShouldBe("paid");

        // NetSuite takes the payment off without a new stamp of the invoice.
        company.Erp.One("invoice", "I1").Values["amountPaid"] = 0;
        company.Erp.One("invoice", "I1").Values["amountRemaining"] = 120;
        company.Erp.One("invoice", "I1").Values["status"] = "Open";
        company.Credit("P1", customer, 120);
        await company.SyncAsync();

        company.Crm.One("Opportunity", "006A")["ERP_Invoice_Status__c"].ShouldBe("sent");
        Amount(company.Crm.One("Opportunity", "006A")["ERP_Balance__c"]).ShouldBe(120);
        Amount(company.Crm.One("Account", "001A")["ERP_Balance__c"]).ShouldBe(0);
    }

    [Fact]
    public async Task Figures_are_committed_in_the_smallest_groups_too()
    {
        await using var company = await Company.OpenAsync(() => new() { From = new DateOnly(2026, 2, 1), CommitSize = 1 });
        company.Product("PUMP");
        company.Account("001A");
        company.Won("006A", "001A");
        company.Won("006B", "001A");
        await company.SyncAsync();
        var customer = company.Erp.All("customer")[0].Id;
        foreach (var (order, index) in company.Erp.All("salesOrder").Select((order, index) => (order, index)))
        {
            company.Invoice($"I{index}", order.Id, customer, 100);
        }

        await company.SyncAsync();

        company.Crm.All("Opportunity").ShouldAllBe(one => one["ERP_Balance__c"] == "100");
        Amount(company.Crm.One("Account", "001A")["ERP_Balance__c"]).ShouldBe(200);
        (await company.OpenIntentsAsync()).ShouldBe(0);
        (await company.OpenAsync()).ShouldBeEmpty();
        var history = await company.Ledger.ReadHistoryAsync("main", "account", "001A", Company.Stop);
        history.Audit.Count(entry => entry is { Action: "updated", Flow: "invoices" }).ShouldBe(1);
    }

    [Fact]
    public async Task A_write_that_serves_several_invoices_and_fails_is_made_up_for_all_of_them()
    {
        await using var company = await SoldAsync();
        var (order, customer) = (company.Erp.All("salesOrder")[0].Id, company.Erp.All("customer")[0].Id);
        company.Invoice("I1", order, customer, 100);
        company.Invoice("I2", order, customer, 60);
        company.Crm.Next(Reaction.IsUnknownAfterEffect(), Reaction.Refuses(Harness.Port.FaultKind.RowLocked));

        await company.SyncAsync();

        Amount(company.Crm.One("Opportunity", "006A")["ERP_Balance__c"]).ShouldBe(160);
        Amount(company.Crm.One("Account", "001A")["ERP_Balance__c"]).ShouldBe(160);
        (await company.OpenIntentsAsync()).ShouldBe(0);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_voided_invoice_is_counted_as_nothing_to_pay()
    {
        await using var company = await SoldAsync();
        var (order, customer) = (company.Erp.All("salesOrder")[0].Id, company.Erp.All("customer")[0].Id);
        company.Invoice("I1", order, customer, 100);
        await company.SyncAsync();

        company.Invoice("I1", order, customer, 0, status: "Voided");
        await company.SyncAsync();

        company.Crm.One("Opportunity", "006A")["ERP_Invoice_Status__c"].ShouldBe("voided");
        Amount(company.Crm.One("Account", "001A")["ERP_Balance__c"]).ShouldBe(0);
    }

    [Fact]
    public async Task Amounts_in_another_currency_are_never_added()
    {
        await using var company = await SoldAsync();
        var (order, customer) = (company.Erp.All("salesOrder")[0].Id, company.Erp.All("customer")[0].Id);
        company.Invoice("I1", order, customer, 100);
        company.Invoice("I2", null, customer, 1000, values: [("currency.symbol", "USD")]);

        await company.SyncAsync();

        Amount(company.Crm.One("Account", "001A")["ERP_Balance__c"]).ShouldBe(100);
    }

    [Fact]
    public async Task An_invoice_falls_overdue_because_a_day_has_passed()
    {
        await using var company = await SoldAsync();
        company.Invoice("I1", company.Erp.All("salesOrder")[0].Id, company.Erp.All("customer")[0].Id, 100);
        await company.SyncAsync();
        company.Crm.One("Opportunity", "006A")["ERP_Invoice_Status__c"].ShouldBe("sent");

        company.Pass(TimeSpan.FromDays(20));
        await company.SyncAsync();
        company.Crm.One("Opportunity", "006A")["ERP_Invoice_Status__c"].ShouldBe("sent");
        company.Pass(TimeSpan.FromDays(10));
        await company.SyncAsync();

        company.Crm.One("Opportunity", "006A")["ERP_Invoice_Status__c"].ShouldBe("overdue");
        Amount(company.Crm.One("Account", "001A")["ERP_Overdue__c"]).ShouldBe(100);
    }

    /// <summary>The order was recognised only after its invoice had come by: the invoice shows all the same.</summary>
    [Fact]
    public async Task An_invoice_that_came_before_its_order_was_linked_is_shown_once_it_is()
    {
        await using var company = await Company.OpenAsync();
        company.Product("PUMP");
        company.Account("001A", ("Tax_Id__c", null));
        company.Customer("C1", ("companyName", "Company 001A"));
        company.Erp.Touch(company.Erp.Put("salesOrder", "SO-HAND", ("entity.id", "C1"), ("otherRefNum", "PO-7"), ("currency.symbol", "EUR"), ("tranDate", "2026-03-01"))
            .With("item", ("1", [("item.id", "item-PUMP"), ("quantity", 1), ("rate", 200)])));
        company.Won("006A", "001A", values: [("PO_Number__c", "PO-7")]);
        company.Invoice("I1", "SO-HAND", "C1", 200);
        await company.SyncAsync();
        company.Pass(TimeSpan.FromMinutes(10));

        await company.DecideAsync((await company.QuestionsAsync(DecisionKind.Match)).ShouldHaveSingleItem(), Verdict.Approved, "C1");
        await company.SyncAsync();

        company.Crm.One("Opportunity", "006A")["ERP_Invoice_Number__c"].ShouldBe("INV-I1");
        Amount(company.Crm.One("Account", "001A")["ERP_Balance__c"]).ShouldBe(200);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_round_writes_nothing()
    {
        await using var company = await SoldAsync();
        company.Invoice("I1", company.Erp.All("salesOrder")[0].Id, company.Erp.All("customer")[0].Id, 100, paid: 40);
        await company.SyncAsync();
        company.Crm.Sent.Clear();

        company.Erp.Touch(company.Erp.One("invoice", "I1"));
        await company.SyncAsync();

        company.Crm.Sent.ShouldBeEmpty();
    }

    private static string Figures(Company company)
    {
        var (opportunity, account) = (company.Crm.One("Opportunity", "006A"), company.Crm.One("Account", "001A"));
        return string.Join('|', opportunity["ERP_Invoice_Status__c"], Amount(opportunity["ERP_Invoiced__c"]), Amount(opportunity["ERP_Paid__c"]),
            Amount(opportunity["ERP_Credited__c"]), Amount(opportunity["ERP_Balance__c"]), opportunity["ERP_Last_Payment__c"], Amount(account["ERP_Balance__c"]));
    }

    private static decimal Amount(string? text) => decimal.Parse(text.ShouldNotBeNull(), CultureInfo.InvariantCulture);

    private static IEnumerable<IReadOnlyList<int>> Permutations(int count) => count == 0
        ? [[]]
        : Permutations(count - 1).SelectMany(rest => Enumerable.Range(0, count).Select(place => (IReadOnlyList<int>)[.. rest.Take(place), count - 1, .. rest.Skip(place)]));
}
