using Harness.Port;
using Harness.Sync.Ledger;
using static Harness.Unit.Sync.UnknownOutcomeTests;

namespace Harness.Unit.Sync;

/// <summary>Edits on both sides, echoes of our own writes, and quiet when nothing happens.</summary>
public sealed class EditTests
{
    private const string City = "addressBook[billing].addressBookAddress.city";

    [Fact]
    public async Task A_second_round_writes_nothing_and_an_echo_makes_no_work()
    {
        await using var company = await Company.OpenAsync();
        company.Product("PUMP");
        company.Account("001A");
        company.Won("006A", "001A");
        await company.SyncAsync();
        company.Crm.Sent.Clear();
        company.Erp.Sent.Clear();

        for (var round = 0; round < 10; round++)
        {
            company.Pass(TimeSpan.FromMinutes(1));
            await company.CycleAsync();
        }

        company.Crm.Sent.ShouldBeEmpty();
        company.Erp.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_edit_is_one_write()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("Name", "Renamed"));

        await company.SyncAsync();

        company.Erp.Sent.ShouldHaveSingleItem().Values.ShouldHaveSingleItem().Key.ShouldBe("companyName");
        company.Crm.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Different_fields_edited_on_both_sides_both_travel()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("Name", "Renamed"));
        company.Erp.Put("customer", TheCustomer(company).Id, (City, "Hamburg"));

        await company.SyncAsync();

        TheCustomer(company)["companyName"].ShouldBe("Renamed");
        company.Crm.One("Account", "001A")["BillingCity"].ShouldBe("Hamburg");
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_both_sides_edited_one_field_its_owner_stands()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("Name", "Of Sales"), ("BillingCity", "Of Sales"));
        company.Erp.Put("customer", TheCustomer(company).Id, ("companyName", "Of Finance"), (City, "Of Finance"));

        await company.SyncAsync();

        (TheCustomer(company)["companyName"], company.Crm.One("Account", "001A")["Name"]).ShouldBe(("Of Sales", "Of Sales"));
        (TheCustomer(company)[City], company.Crm.One("Account", "001A")["BillingCity"]).ShouldBe(("Of Finance", "Of Finance"));
    }

    [Fact]
    public async Task A_stray_edit_of_what_Finance_owns_is_put_back_and_audited()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("Payment_Terms__c", "Net 60"));

        await company.SyncAsync();

        company.Crm.One("Account", "001A")["Payment_Terms__c"].ShouldBe("Net 30");
        TheCustomer(company)["terms.refName"].ShouldBe("Net 30");
        var history = await company.Ledger.ReadHistoryAsync("main", "account", "001A", Company.Stop);
        history.Audit.ShouldContain(entry => entry.Details.Contains("put back: erp owns"));
    }

    [Fact]
    public async Task A_value_that_cannot_be_read_stops_and_is_not_taken_for_no_change()
    {
        await using var company = await SettledAsync();
        company.Erp.Put("customer", TheCustomer(company).Id, ("terms.refName", "Net 45"));

        await company.SyncAsync();

        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.UnmappedValue);
        company.Crm.One("Account", "001A")["Sync_Status__c"].ShouldBe("stopped");
    }

    [Fact]
    public async Task A_record_that_is_only_stamped_anew_does_not_run_again_while_it_is_stopped()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.React = _ => Reaction.Refuses(FaultKind.InvalidData);
        await company.SyncAsync();

        company.Crm.Touch(company.Crm.One("Account", "001A"));
        await company.SyncAsync();

        company.Erp.Writes.Count.ShouldBe(1);
        (await company.StoppedAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_newer_change_carries_the_older_one()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("Name", "Renamed"));
        company.Erp.Next(Reaction.Refuses(FaultKind.RowLocked));
        await company.CycleAsync();
        company.Account("001A", ("Name", "Renamed"), ("BillingCity", "Hamburg"));

        await company.SyncAsync();

        (TheCustomer(company)["companyName"], TheCustomer(company)[City]).ShouldBe(("Renamed", "Hamburg"));
        (await company.ItemsAsync(ItemState.Superseded)).ShouldNotBeEmpty();
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    /// <summary>What is overwritten was read right before, not when the poll came by.</summary>
    [Fact]
    public async Task An_edit_made_right_after_the_poll_is_not_overwritten()
    {
        const string ShippingCity = "addressBook[shipping].addressBookAddress.city";
        await using var company = await SettledAsync();
        company.Account("001A", ("Name", "Renamed"));
        company.Erp.Put("customer", TheCustomer(company).Id, (ShippingCity, "Of Finance"));
        await company.PollAsync();
        company.Account("001A", ("Name", "Renamed"), ("ShippingCity", "Of Sales"));

        await company.DrainAsync();
        await company.SyncAsync();

        (TheCustomer(company)[ShippingCity], company.Crm.One("Account", "001A")["ShippingCity"]).ShouldBe(("Of Sales", "Of Sales"));
        TheCustomer(company)["companyName"].ShouldBe("Renamed");
    }

    [Fact]
    public async Task A_version_that_the_vendor_compares_refuses_a_write_over_a_newer_edit()
    {
        await using var company = await SettledAsync();
        company.Erp.ComparesVersions = true;
        company.Account("001A", ("Name", "Renamed"));
        var once = true;
        company.Erp.BeforeWrite = write =>
        {
            if (once)
            {
                once = false;
                company.Erp.Put("customer", write.Id!, (City, "Of Finance"));
            }
        };

        await company.SyncAsync();

        (TheCustomer(company)["companyName"], TheCustomer(company)[City]).ShouldBe(("Renamed", "Of Finance"));
        company.Crm.One("Account", "001A")["BillingCity"].ShouldBe("Of Finance");
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_counterpart_that_was_deleted_stops_the_pair_and_is_not_made_again(bool marked)
    {
        await using var company = await SettledAsync();
        if (marked)
        {
            company.Erp.Delete("customer", TheCustomer(company).Id);
        }
        else
        {
            company.Erp.Remove("customer", TheCustomer(company).Id);
        }

        company.Account("001A", ("Name", "Renamed"));
        await company.SyncAsync();

        company.Erp.All("customer").ShouldBeEmpty();
        (await company.StoppedAsync()).ShouldContain(item => item.Fault == FaultKind.RecordGone && item.Subject.Id == "001A");
    }
}
