using Harness.Port;
using Harness.Sync.Ledger;
using static Harness.Unit.Sync.UnknownOutcomeTests;

namespace Harness.Unit.Sync;

/// <summary>The process ends between an intent and its outcome; the next one ends where a run without trouble would have.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_creation_in_the_ERP_ends_as_if_nothing_had_happened(bool afterEffect)
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Erp.Next(afterEffect ? Reaction.DiesAfterEffect() : Reaction.DiesBeforeEffect());

        await company.DieAsync();
        await company.SyncAsync();

        company.Erp.Created.Values.ShouldBe([1]);
        TheCustomer(company)["companyName"].ShouldBe("Company 001A");
        company.Crm.One("Account", "001A")["Sync_Status__c"].ShouldBe("synced");
        company.Crm.One("Account", "001A")["ERP_Number__c"].ShouldBe(TheCustomer(company)["entityId"]);
        (await company.OpenIntentsAsync()).ShouldBe(0);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_creation_in_the_CRM_ends_as_if_nothing_had_happened(bool afterEffect)
    {
        await using var company = await Company.OpenAsync();
        company.Item("PUMP");
        company.Crm.Next(afterEffect ? Reaction.DiesAfterEffect() : Reaction.DiesBeforeEffect());

        await company.DieAsync();
        await company.SyncAsync();

        company.Crm.Created.Values.ShouldBe([1]);
        company.Crm.All("Product2").ShouldHaveSingleItem()["ProductCode"].ShouldBe("PUMP");
        (await company.OpenIntentsAsync()).ShouldBe(0);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_update_ends_as_if_nothing_had_happened(bool afterEffect)
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("Name", "Renamed"));
        company.Erp.Next(afterEffect ? Reaction.DiesAfterEffect() : Reaction.DiesBeforeEffect());

        await company.DieAsync();
        await company.SyncAsync();

        TheCustomer(company)["companyName"].ShouldBe("Renamed");
        (await company.OpenIntentsAsync()).ShouldBe(0);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edit_between_the_end_and_the_next_start_is_not_undone()
    {
        await using var company = await SettledAsync();
        company.Account("001A", ("BillingCity", "Hamburg"));
        company.Erp.Next(Reaction.DiesAfterEffect());
        await company.DieAsync();
        company.Pass(TimeSpan.FromSeconds(2));
        company.Account("001A", ("BillingCity", "Munich"));

        await company.SyncAsync();

        TheCustomer(company)["addressBook[billing].addressBookAddress.city"].ShouldBe("Munich");
        company.Crm.One("Account", "001A")["BillingCity"].ShouldBe("Munich");
    }

    [Fact]
    public async Task Every_moment_of_a_small_day_can_be_the_last_one()
    {
        for (var death = 1; death <= 20; death++)
        {
            await using var company = await Company.OpenAsync();
            company.Product("PUMP");
            company.Account("001A");
            company.Account("001B");
            company.Won("006A", "001A");
            company.Won("006B", "001B");
            var writes = 0;
            Reaction AtTheMoment(WriteRequest write) => ++writes != death ? Reaction.Writes : death % 2 == 0 ? Reaction.DiesAfterEffect() : Reaction.DiesBeforeEffect();
            company.Crm.React = AtTheMoment;
            company.Erp.React = AtTheMoment;

            try
            {
                await company.SyncAsync();
            }
            catch (ProcessEndedException)
            {
                await company.StartAsync();
                await company.SyncAsync();
            }

            company.Erp.Created.Values.ShouldAllBe(count => count == 1, $"death at write {death}");
            company.Erp.All("customer").Count.ShouldBe(2, $"death at write {death}");
            company.Erp.All("salesOrder").Count.ShouldBe(2, $"death at write {death}");
            company.Crm.All("Opportunity").ShouldAllBe(one => one["ERP_Number__c"] != null && one["Sync_Status__c"] == "synced", $"death at write {death}");
            (await company.OpenIntentsAsync()).ShouldBe(0, $"death at write {death}");
            (await company.OpenAsync()).ShouldBeEmpty($"death at write {death}");
            (await company.Ledger.VerifyAuditAsync(Company.Stop)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task What_was_answered_before_a_stop_in_the_middle_of_a_batch_is_recorded()
    {
        await using var company = await Company.OpenAsync();
        foreach (var id in Enumerable.Range(10, 10))
        {
            company.Account($"001{id}");
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Company.Stop);
        company.Erp.BeforeWrite = _ =>
        {
            if (company.Erp.Writes.Count == 4)
            {
                stopping.Cancel();
            }
        };

        await Should.ThrowAsync<OperationCanceledException>(() => company.CycleAsync(stopping.Token));

        (await company.ItemsAsync(ItemState.Synced)).Count.ShouldBe(4);
        await company.StartAsync();
        await company.SyncAsync();
        company.Erp.Writes.Count(write => write.IsCreate).ShouldBe(10);
        company.Erp.All("customer").Count.ShouldBe(10);
        (await company.OpenIntentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_runner_that_lost_its_lease_records_nothing_more_and_its_successor_takes_over()
    {
        await using var company = await Company.OpenAsync();
        foreach (var id in Enumerable.Range(10, 10))
        {
            company.Account($"001{id}");
        }

        company.Erp.BeforeWrite = _ => company.Lease.IsLost = true;
        await Should.ThrowAsync<LeaseLostException>(() => company.CycleAsync());
        (await company.ItemsAsync(ItemState.Synced)).ShouldBeEmpty();

        await company.StartAsync();
        await company.SyncAsync();

        company.Erp.Created.Values.ShouldAllBe(count => count == 1);
        company.Erp.All("customer").Count.ShouldBe(10);
        company.Erp.Writes.Count(write => write.IsCreate).ShouldBe(10);
        (await company.OpenIntentsAsync()).ShouldBe(0);
        (await company.OpenAsync()).ShouldBeEmpty();
    }
}
