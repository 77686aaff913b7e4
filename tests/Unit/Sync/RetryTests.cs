using Harness.Port;
using Harness.Sync.Ledger;
using static Harness.Unit.Sync.UnknownOutcomeTests;

namespace Harness.Unit.Sync;

/// <summary>What counts as an attempt, what rests a whole system, and when a person must look.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task What_never_left_counts_no_attempt()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.Next(Reaction.IsNotSent(FaultKind.RowLocked));

        await company.CycleAsync();

        var item = (await company.OpenAsync()).ShouldHaveSingleItem();
        (item.State, item.Attempts).ShouldBe((ItemState.Waiting, 0));
        (await company.OpenIntentsAsync()).ShouldBe(0);
        await company.SyncAsync();
        company.Erp.All("customer").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_system_in_trouble_rests_and_costs_no_attempt()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Account("001B");
        company.Erp.React = _ => Reaction.Refuses(FaultKind.Unavailable, "Maintenance.", TimeSpan.FromMinutes(10));

        await company.CycleAsync();
        company.Account("001C");
        var reads = company.Erp.Reads;
        await company.CycleAsync();

        company.Erp.Reads.ShouldBe(reads);
        company.Rest.Of("netsuite").ShouldNotBeNull().Until.ShouldBe(company.Clock.GetUtcNow() + TimeSpan.FromMinutes(10));
        (await company.ItemsAsync(ItemState.Waiting)).ShouldAllBe(item => item.Attempts == 0 && item.DueAt >= company.Clock.GetUtcNow().AddMinutes(10));
        company.Erp.React = _ => Reaction.Writes;
        await company.SyncAsync();
        company.Erp.All("customer").Count.ShouldBe(3);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shorter_trouble_does_not_cut_a_longer_rest_short()
    {
        await using var company = await Company.OpenAsync();
        var now = company.Clock.GetUtcNow();

        company.Rest.Observe("netsuite", new Fault(FaultKind.Throttled, "Wait."), now.AddMinutes(5));
        company.Rest.Observe("netsuite", new Fault(FaultKind.Unavailable, "Later."), now.AddSeconds(5));

        company.Rest.Of("netsuite").ShouldNotBeNull().Until.ShouldBe(now.AddMinutes(5));
    }

    [Fact]
    public async Task Attempts_that_are_used_up_leave_the_record_with_a_person()
    {
        await using var company = await Company.OpenAsync(() => new() { From = new DateOnly(2026, 2, 1), MaxAttempts = 3 });
        company.Account("001A");
        company.Erp.React = _ => Reaction.Refuses(FaultKind.RowLocked, "The record is locked.");

        await company.SyncAsync();

        var item = (await company.StoppedAsync()).ShouldHaveSingleItem();
        item.Reason!.ShouldContain("The record is locked.");
        item.Reason!.ShouldContain("3 times");
        company.Erp.Writes.Count.ShouldBe(4);
        company.Crm.One("Account", "001A")["Sync_Status__c"].ShouldBe("stopped");
        (await company.OpenIntentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_refusal_stops_at_once_with_the_vendors_reason()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.React = _ => Reaction.Refuses(FaultKind.InvalidData, "The VAT number is not valid.");

        await company.SyncAsync();

        (await company.StoppedAsync()).ShouldHaveSingleItem().Reason.ShouldBe("The VAT number is not valid.");
        company.Crm.One("Account", "001A")["Sync_Message__c"].ShouldBe("The VAT number is not valid.");
        company.Erp.Writes.Count.ShouldBe(1);
    }

    /// <summary>The ERP took its part, the CRM did not: the rest is still owed, also where the trouble costs no attempt.</summary>
    [Theory]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.RowLocked)]
    public async Task A_half_that_failed_is_done_later(FaultKind kind)
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("Name", "Renamed"));
        company.Erp.Put("customer", TheCustomer(company).Id, ("terms.refName", "Net 60"));
        company.Crm.Next(Reaction.IsNotSent(kind));

        await company.SyncAsync();

        TheCustomer(company)["companyName"].ShouldBe("Renamed");
        company.Crm.One("Account", "001A")["Payment_Terms__c"].ShouldBe("Net 60");
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_CRM_is_still_owed_is_not_forgotten_when_its_record_is_touched()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.BeforeWrite = _ => company.Erp.ReadsFail = (new Fault(FaultKind.Unavailable, "Maintenance."), null);
        await company.CycleAsync();
        company.Crm.One("Account", "001A")["ERP_Number__c"].ShouldBeNull();
        company.Erp.BeforeWrite = _ => { };
        company.Erp.ReadsFail = null;

        company.Crm.Touch(company.Crm.One("Account", "001A"));
        await company.SyncAsync();

        company.Crm.One("Account", "001A")["ERP_Number__c"].ShouldNotBeNull();
        company.Crm.One("Account", "001A")["Sync_Status__c"].ShouldBe("synced");
    }

    /// <summary>Finance's edit travels with the pair; Sales takes its own edit back: Finance's must arrive all the same.</summary>
    [Fact]
    public async Task An_edit_that_travelled_with_a_pair_survives_when_the_other_edit_is_taken_back()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("Name", "Renamed"));
        company.Erp.Put("customer", TheCustomer(company).Id, ("terms.refName", "Net 60"));
        company.Crm.React = _ => Reaction.Refuses(FaultKind.RowLocked);
        company.Erp.React = _ => Reaction.Refuses(FaultKind.RowLocked);
        await company.CycleAsync();
        company.Crm.React = _ => Reaction.Writes;
        company.Erp.React = _ => Reaction.Writes;

        company.Account("001A");
        await company.SyncAsync();

        company.Crm.One("Account", "001A")["Payment_Terms__c"].ShouldBe("Net 60");
        TheCustomer(company)["companyName"].ShouldBe("Company 001A");
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_does_not_hold_the_others_back()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Crm.Put("Contact", "003A", ("AccountId", "001A"), ("LastName", "Keller"), ("Email", "k@company.example"));
        company.Crm.ReadsFail = (new Fault(FaultKind.PermissionMissing, "The integration user may not read accounts."), "Account");

        var result = await company.CycleAsync();

        result.Unreachable.ShouldHaveSingleItem().Fault.Kind.ShouldBe(FaultKind.PermissionMissing);
        result.Found.ShouldBe(1);
    }

    [Fact]
    public async Task The_status_in_the_CRM_is_cleared_when_there_is_nothing_left_to_do()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("Payment_Terms__c", "Net 14"), ("BillingCountryCode", "Nowhere"));
        await company.SyncAsync();
        company.Crm.One("Account", "001A")["Sync_Status__c"].ShouldBe("stopped");

        company.Account("001A");
        await company.SyncAsync();

        company.Crm.One("Account", "001A")["Sync_Status__c"].ShouldBe("synced");
        company.Crm.One("Account", "001A")["Sync_Message__c"].ShouldBeNull();
        (await company.OpenAsync()).ShouldBeEmpty();
    }
}
