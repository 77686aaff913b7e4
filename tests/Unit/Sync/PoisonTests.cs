using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Unit.Sync;

/// <summary>A record that cannot be dealt with stops alone, says so, and holds nobody back: neither its neighbours nor the queue behind it.</summary>
public sealed class PoisonTests
{
    [Theory]
    [InlineData("Nul \0 AG")]
    [InlineData("Half \ud83d AG")]
    [InlineData("Lost \ufffd AG")]
    public async Task A_name_that_nobody_can_store_stops_its_account_alone(string name)
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Account("001B", ("Name", name));
        company.Account("001C");

        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(2);
        (await company.StoppedAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            item => item.Subject.Id.ShouldBe("001B"), item => item.Fault.ShouldNotBeNull(), item => item.Reason.ShouldNotBeNullOrEmpty());
    }

    [Fact]
    public async Task Five_megabytes_of_text_stop_alone_where_the_other_system_has_a_length()
    {
        await using var company = await Company.OpenAsync();
        company.Erp.Describes = new ObjectDescription("customer", "Customer", true, true, true, [new FieldDescription("companyName", "Name", FieldType.Text) { Length = 83 }]);
        await company.StartAsync();
        company.Account("001A");
        company.Account("001B", ("Name", new string('x', 5_000_000)));
        company.Account("001C");

        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(2);
        (await company.StoppedAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            item => item.Fault.ShouldBe(FaultKind.TooLong), item => item.Reason!.Length.ShouldBeLessThan(500));
    }

    [Fact]
    public async Task A_page_with_one_record_of_nonsense_brings_all_the_others()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A");
        company.Account("001B", ("Credit_Limit__c", "1e999"), ("Name", new JsonArray(new JsonObject { ["a"] = 1 })), ("BillingCountryCode", new JsonObject()));
        company.Account("001C");

        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(2);
        (await company.StoppedAsync()).ShouldHaveSingleItem().Subject.Id.ShouldBe("001B");
    }

    [Fact]
    public async Task A_poisoned_record_at_the_head_of_the_queue_lets_later_changes_pass_and_goes_on_once_it_is_mended()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A", ("Name", new JsonArray("poison")));
        await company.SyncAsync();
        company.Account("001B");
        await company.SyncAsync();
        company.Erp.All("customer").ShouldHaveSingleItem();

        company.Account("001A", ("Name", "Mended"));
        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(2);
        (await company.StoppedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_linked_record_that_turns_to_poison_overwrites_nothing()
    {
        await using var company = await Company.OpenAsync();
        company.Account("001A", ("Phone", "+49 30 5550100"));
        await company.SyncAsync();
        var before = company.Erp.Writes.Count;

        company.Account("001A", ("Phone", new JsonArray("poison")), ("Name", new JsonObject()));
        await company.SyncAsync();

        company.Erp.Writes.Count.ShouldBe(before);
        (await company.StoppedAsync()).ShouldHaveSingleItem().Subject.Id.ShouldBe("001A");
    }
}
