using Harness.Port;
using Harness.Sync.Ledger;
using static Harness.Unit.Sync.UnknownOutcomeTests;

namespace Harness.Unit.Sync;

/// <summary>
/// An older copy of the ledger was put back: it does not know what both sides agreed on last. A value that one of them
/// holds since then must never be pushed over a newer one.
/// </summary>
public sealed class OlderLedgerTests
{
    private const string City = "addressBook[billing].addressBookAddress.city";

    [Fact]
    public async Task An_edit_that_follows_one_the_ledger_forgot_is_not_overwritten_with_the_forgotten_value()
    {
        await using var company = await ForgetfulAsync();
        company.Erp.Put("customer", TheCustomer(company).Id, ("companyName", "Third"));

        await company.SyncAsync();

        TheCustomer(company)["companyName"].ShouldBe("Third");
        company.Crm.One("Account", "001A")["Name"].ShouldBe("Second");
        var stopped = await company.OpenAsync();
        stopped.ShouldNotBeEmpty();
        stopped.ShouldAllBe(item => item.Fault == FaultKind.Conflict && item.Reason!.Contains("does not remember"));
    }

    [Fact]
    public async Task An_edit_back_to_what_the_ledger_still_remembers_is_not_taken_for_an_echo()
    {
        await using var company = await ForgetfulAsync();
        company.Crm.Put("Account", "001A", ("Name", "First"));

        await company.SyncAsync();

        (TheCustomer(company)["companyName"], company.Crm.One("Account", "001A")["Name"]).ShouldBe(("Second", "First"));
        (await company.OpenAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.Conflict);
    }

    [Fact]
    public async Task Sides_that_agree_are_settled_and_then_edited_as_ever()
    {
        await using var company = await ForgetfulAsync();
        company.Crm.Touch(company.Crm.One("Account", "001A"));

        await company.SyncAsync();
        (await company.OpenAsync()).ShouldBeEmpty();
        company.Pass(TimeSpan.FromMinutes(1));
        company.Erp.Put("customer", TheCustomer(company).Id, ("companyName", "Third"));
        await company.SyncAsync();

        company.Crm.One("Account", "001A")["Name"].ShouldBe("Third");
    }

    [Fact]
    public async Task A_record_that_one_side_has_not_touched_since_is_edited_as_ever()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A", ("Name", "First"));
        await company.SyncAsync();
        var remembered = await company.BaselineAsync("001A");
        company.Pass(TimeSpan.FromHours(3));
        await company.ForgetAsync(remembered);

        company.Crm.Put("Account", "001A", ("Name", "Second"));
        await company.SyncAsync();

        TheCustomer(company)["companyName"].ShouldBe("Second");
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Finance_alone_decides_is_put_back_all_the_same()
    {
        await using var company = await ForgetfulAsync();
        company.Crm.Put("Account", "001A", ("Payment_Terms__c", "Net 60"));

        await company.SyncAsync();

        company.Crm.One("Account", "001A")["Payment_Terms__c"].ShouldBe("Net 30");
    }

    [Fact]
    public async Task A_record_of_ours_that_the_ledger_forgot_altogether_is_adopted_and_nothing_is_overwritten()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A", ("Name", "Second"));
        company.Customer("77", ("externalId", "main-acc-001A"), ("companyName", "Third"));

        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(1);
        TheCustomer(company)["companyName"].ShouldBe("Third");
        (await company.OpenAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.Conflict);
    }

    /// <summary>First was agreed on and is what the ledger remembers; Second was agreed on after the copy was made.</summary>
    private static async Task<Company> ForgetfulAsync()
    {
        var company = await Company.OpenAsync();
        company.Account("001A", ("Name", "First"));
        await company.SyncAsync();
        var remembered = await company.BaselineAsync("001A");
        company.Pass(TimeSpan.FromHours(2));
        company.Crm.Put("Account", "001A", ("Name", "Second"));
        company.Erp.Put("customer", TheCustomer(company).Id, (City, "Hamburg"));
        await company.SyncAsync();
        TheCustomer(company)["companyName"].ShouldBe("Second");
        company.Pass(TimeSpan.FromMinutes(5));
        await company.ForgetAsync(remembered);
        return company;
    }
}
