using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Unit.Sync;

/// <summary>An answer that never came: what happened is looked up before anything is sent again.</summary>
public sealed class UnknownOutcomeTests
{
    [Theory]
    [InlineData(FaultKind.OutcomeUnknown)]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.UnexpectedAnswer)]
    public async Task A_creation_that_happened_is_adopted_and_not_sent_again(FaultKind kind)
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.Next(Reaction.IsUnknownAfterEffect(kind));

        await company.SyncAsync();

        company.Erp.Writes.Count(write => write.IsCreate).ShouldBe(1);
        company.Erp.All("customer").ShouldHaveSingleItem();
        company.Crm.One("Account", "001A")["ERP_Number__c"].ShouldNotBeNullOrEmpty();
        company.Crm.One("Account", "001A")["Sync_Status__c"].ShouldBe("synced");
        (await company.OpenIntentsAsync()).ShouldBe(0);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_creation_that_did_not_happen_is_sent_again_under_the_same_key()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.Next(Reaction.IsUnknownBeforeEffect());

        await company.SyncAsync();

        var sent = company.Erp.Writes.Where(write => write.IsCreate).ToList();
        sent.Count.ShouldBe(2);
        sent[1].ExternalKey.ShouldBe(sent[0].ExternalKey);
        company.Erp.All("customer").ShouldHaveSingleItem();
        (await company.OpenIntentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_look_up_that_lags_behind_makes_no_second_record()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.Next(Reaction.IsUnknownAfterEffect());
        company.Erp.FindsNothing = true;

        await company.SyncAsync();
        company.Erp.FindsNothing = false;
        await company.SyncAsync();

        company.Erp.Created.Values.ShouldBe([1]);
        company.Erp.All("customer").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_update_of_the_ERP_that_happened_is_not_sent_again()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("BillingCity", "Hamburg"));
        company.Erp.Next(Reaction.IsUnknownAfterEffect());

        await company.SyncAsync();

        company.Erp.Writes.Count(write => !write.IsCreate).ShouldBe(1);
        TheCustomer(company)["addressBook[billing].addressBookAddress.city"].ShouldBe("Hamburg");
        (await company.OpenIntentsAsync()).ShouldBe(0);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FaultKind.OutcomeUnknown)]
    [InlineData(FaultKind.Unavailable)]
    public async Task An_update_of_the_CRM_that_happened_is_not_sent_again(FaultKind kind)
    {
        await using var company = await SettledAsync();
        company.Erp.Put("customer", TheCustomer(company).Id, ("terms.refName", "Net 60"));
        company.Crm.Sent.Clear();
        company.Crm.Next(Reaction.IsUnknownAfterEffect(kind));

        await company.SyncAsync();

        company.Crm.Writes.Count.ShouldBe(1);
        company.Crm.One("Account", "001A")["Payment_Terms__c"].ShouldBe("Net 60");
        (await company.OpenIntentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_update_that_did_not_happen_is_sent_again()
    {
        await using var company = await SettledAsync();
        company.Erp.Put("customer", TheCustomer(company).Id, ("terms.refName", "Net 60"));
        company.Crm.Next(Reaction.IsUnknownBeforeEffect());

        await company.SyncAsync();

        company.Crm.One("Account", "001A")["Payment_Terms__c"].ShouldBe("Net 60");
        (await company.OpenIntentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_receipt_that_never_came_is_an_unknown_outcome()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Account("001B");
        company.Erp.Next(Reaction.IsSilent);

        await company.SyncAsync();

        company.Erp.Created.Values.ShouldAllBe(count => count == 1);
        company.Erp.All("customer").Count.ShouldBe(2);
        (await company.OpenIntentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Receipts_are_matched_by_key_and_never_by_position()
    {
        await using var company = await Company.OpenAsync();
        company.Erp.AnswersInReverse = true;
        company.Erp.React = write => write.ExternalKey?.Value.EndsWith("001B", StringComparison.Ordinal) == true
            ? Reaction.Refuses(FaultKind.InvalidData, "Only this one.") : Reaction.Writes;
        foreach (var id in new[] { "001A", "001B", "001C" })
        {
            company.Account(id);
        }

        await company.SyncAsync();

        (await company.StoppedAsync()).ShouldHaveSingleItem().Subject.Id.ShouldBe("001B");
        company.Crm.All("Account").Where(account => account["ERP_Number__c"] is not null).Select(account => account.Id).ShouldBe(["001A", "001C"]);
        foreach (var account in company.Crm.All("Account").Where(account => account.Id != "001B"))
        {
            company.Erp.All("customer").Single(customer => customer["externalId"] == $"main-acc-{account.Id}")["entityId"].ShouldBe(account["ERP_Number__c"]);
        }
    }

    /// <summary>The first edit reached the ERP, nobody knew; the second must not lose against our own write.</summary>
    [Fact]
    public async Task A_second_edit_is_not_taken_for_a_collision_with_our_own_lost_answer()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("BillingCity", "Hamburg"));
        company.Erp.Next(Reaction.IsUnknownAfterEffect());
        await company.CycleAsync();
        company.Pass(TimeSpan.FromSeconds(2));
        company.Account("001A", ("BillingCity", "Munich"));

        await company.SyncAsync();

        TheCustomer(company)["addressBook[billing].addressBookAddress.city"].ShouldBe("Munich");
        company.Crm.One("Account", "001A")["BillingCity"].ShouldBe("Munich");
        (await company.OpenIntentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_edit_made_while_a_creation_was_in_doubt_is_not_lost()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.Next(Reaction.IsUnknownAfterEffect());
        await company.CycleAsync();
        company.Pass(TimeSpan.FromSeconds(2));
        company.Account("001A", ("BillingCity", "Munich"));

        await company.SyncAsync();

        TheCustomer(company)["addressBook[billing].addressBookAddress.city"].ShouldBe("Munich");
        company.Crm.One("Account", "001A")["BillingCity"].ShouldBe("Munich");
    }

    [Fact]
    public async Task An_edit_taken_back_while_its_write_was_in_doubt_is_taken_back_in_the_ERP_too()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("BillingCity", "Hamburg"));
        company.Erp.Next(Reaction.IsUnknownAfterEffect());
        await company.CycleAsync();
        company.Pass(TimeSpan.FromSeconds(2));
        company.Account("001A", ("BillingCity", "Berlin"));

        await company.SyncAsync();

        TheCustomer(company)["addressBook[billing].addressBookAddress.city"].ShouldBe("Berlin");
        company.Crm.One("Account", "001A")["BillingCity"].ShouldBe("Berlin");
        (await company.OpenIntentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_opportunity_that_is_reopened_while_its_order_was_in_doubt_is_reported_with_its_order()
    {
        await using var company = await SettledAsync();
        company.Product("PUMP");
        await company.SyncAsync();
        company.Won("006A", "001A");
        company.Erp.Next(Reaction.IsUnknownAfterEffect());
        await company.CycleAsync();
        company.Erp.All("salesOrder").ShouldHaveSingleItem();
        company.Won("006A", "001A", values: [("StageName", "Negotiation"), ("IsWon", false)]);

        await company.SyncAsync();

        (await company.StoppedAsync()).ShouldHaveSingleItem().Reason!.ShouldContain("reopened");
        (await company.OpenIntentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_record_deleted_while_its_creation_was_in_doubt_is_reported()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.Next(Reaction.IsUnknownAfterEffect());
        await company.CycleAsync();
        company.Crm.Delete("Account", "001A");

        await company.SyncAsync();

        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.RecordGone);
    }

    internal static async Task<Company> SettledAsync()
    {
        var company = await Company.OpenAsync();
        company.Account("001A");
        await company.SyncAsync();
        company.Crm.Sent.Clear();
        company.Erp.Sent.Clear();
        company.Pass(TimeSpan.FromMinutes(10));
        return company;
    }

    internal static ScriptedRecord TheCustomer(Company company) => company.Erp.All("customer").ShouldHaveSingleItem();
}
