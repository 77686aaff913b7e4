using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Unit.Sync;

/// <summary>An order needs its account and its items first.</summary>
public sealed class PrerequisiteTests
{
    [Fact]
    public async Task An_order_waits_for_its_account_and_goes_on_once_that_is_in_step()
    {
        await using var company = await Company.OpenAsync();
        company.Product("PUMP");
        company.Account("001A", ("BillingCountryCode", null));
        company.Won("006A", "001A");
        await company.SyncAsync();
        var waiting = (await company.ItemsAsync(ItemState.Waiting)).ShouldHaveSingleItem();
        (waiting.Flow, waiting.WaitsOn).ShouldBe(("sales_orders", "account:crm:001A"));
        (await company.StoppedAsync()).ShouldHaveSingleItem().Subject.Id.ShouldBe("001A");
        company.Crm.One("Opportunity", "006A")["Sync_Status__c"].ShouldBe("waiting");

        company.Account("001A");
        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldHaveSingleItem();
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_with_two_things_to_wait_for_goes_on_after_both_in_either_order(bool accountFirst)
    {
        await using var company = await Company.OpenAsync();
        company.Crm.Put("Product2", "01t-PUMP", ("ProductCode", "PUMP"), ("Name", "PUMP"), ("IsActive", true));
        company.Account("001A", ("BillingCountryCode", null));
        company.Won("006A", "001A");
        await company.SyncAsync();
        company.Erp.All("salesOrder").ShouldBeEmpty();

        foreach (var isAccount in new[] { accountFirst, !accountFirst })
        {
            if (isAccount)
            {
                company.Account("001A");
            }
            else
            {
                company.Item("PUMP");
            }

            company.Pass(TimeSpan.FromMinutes(5));
            await company.SyncAsync();
        }

        company.Erp.All("salesOrder").ShouldHaveSingleItem();
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_prerequisite_that_stops_does_not_go_round_in_circles()
    {
        await using var company = await Company.OpenAsync();
        company.Crm.Put("Product2", "01t-PUMP", ("ProductCode", "GONE"), ("Name", "GONE"), ("IsActive", true));
        company.Account("001A");
        company.Won("006A", "001A");

        await company.SyncAsync();
        var reads = company.Erp.Reads;
        for (var round = 0; round < 5; round++)
        {
            company.Pass(TimeSpan.FromMinutes(30));
            (await company.CycleAsync()).Worked.ShouldBe(0);
        }

        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.UnknownProduct);
        company.Erp.Writes.Count(write => write.ObjectType == "salesOrder").ShouldBe(0);
    }

    [Fact]
    public async Task A_prerequisite_that_a_person_closed_is_asked_for_again_when_the_order_is_tried_again()
    {
        await using var company = await Company.OpenAsync();
        company.Crm.Put("Product2", "01t-PUMP", ("ProductCode", "PUMP"), ("Name", "PUMP"), ("IsActive", true));
        company.Account("001A");
        company.Won("006A", "001A");
        await company.SyncAsync();
        var product = (await company.StoppedAsync()).ShouldHaveSingleItem();
        (await company.Ledger.SteerAsync(product.Id, ItemState.Skipped, "anna", "later", company.Clock.GetUtcNow(), Company.Stop)).ShouldBeTrue();
        company.Erp.Put("item", "item-PUMP", ("itemId", "PUMP"), ("displayName", "PUMP"), ("isInactive", true), ("itemType", "InvtPart"));
        await company.SyncAsync();

        company.Pass(TimeSpan.FromMinutes(10));
        var order = (await company.ItemsAsync(ItemState.Waiting)).ShouldHaveSingleItem();
        (await company.Ledger.SteerAsync(order.Id, ItemState.Pending, "anna", "now", company.Clock.GetUtcNow(), Company.Stop)).ShouldBeTrue();
        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_order_of_a_deleted_account_shows_what_must_be_mended()
    {
        await using var company = await Company.OpenAsync();
        company.Product("PUMP");
        company.Account("001A");
        company.Crm.Delete("Account", "001A");
        company.Won("006A", "001A");

        await company.SyncAsync();

        (await company.StoppedAsync()).ShouldContain(item => item.Subject.Id == "001A" && item.Fault == FaultKind.RecordGone);
        (await company.ItemsAsync(ItemState.Waiting)).ShouldHaveSingleItem().WaitsOn.ShouldBe("account:crm:001A");
    }
}
