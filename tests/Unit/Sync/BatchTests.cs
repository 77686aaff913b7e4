using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Unit.Sync;

/// <summary>A full batch with one record that cannot be dealt with: it stops alone.</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task One_record_that_breaks_the_mapping_stops_alone_among_two_hundred()
    {
        await using var company = await Company.OpenAsync();
        foreach (var number in Enumerable.Range(100, 200))
        {
            company.Account($"001{number}");
        }

        company.Account("001150", ("Payment_Terms__c", new JsonArray("Net 30")));

        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(199);
        (await company.StoppedAsync()).ShouldHaveSingleItem().Subject.Id.ShouldBe("001150");
    }

    [Fact]
    public async Task Numbers_beyond_all_measure_stop_their_order_alone()
    {
        await using var company = await Company.OpenAsync();
        company.Product("PUMP");
        company.Account("001A");
        company.Won("006A", "001A");
        company.Won("006B", "001A").With("OpportunityLineItems", ("006B-1",
        [
            ("Product2Id", "01t-PUMP"), ("ProductCode", "PUMP"), ("Quantity", 9_000_000_000_000_000_000m), ("UnitPrice", 9_000_000_000_000_000_000m), ("TotalPrice", 1m),
        ]));

        await company.SyncAsync();

        company.Erp.All("salesOrder").ShouldHaveSingleItem();
        (await company.StoppedAsync()).ShouldHaveSingleItem().Subject.Id.ShouldBe("006B");
        company.Crm.One("Opportunity", "006B")["Sync_Status__c"].ShouldBe("stopped");
    }

    [Fact]
    public async Task A_full_batch_is_a_handful_of_calls()
    {
        await using var company = await Company.OpenAsync();
        foreach (var number in Enumerable.Range(100, 200))
        {
            company.Account($"001{number}");
        }

        await company.CycleAsync();

        company.Erp.All("customer").Count.ShouldBe(200);
        company.Erp.Reads.ShouldBeLessThan(12);
        company.Crm.Reads.ShouldBeLessThan(12);
    }

    [Fact]
    public async Task A_refusal_in_the_middle_of_a_batch_does_not_send_the_good_ones_again()
    {
        await using var company = await Company.OpenAsync(() => new() { From = new DateOnly(2026, 2, 1), CommitSize = 7 });
        company.Erp.React = write => write.ExternalKey?.Value.EndsWith('5') == true ? Reaction.Refuses(FaultKind.RowLocked) : Reaction.Writes;
        foreach (var number in Enumerable.Range(100, 100))
        {
            company.Account($"001{number}");
        }

        await company.CycleAsync();
        (await company.ItemsAsync(ItemState.Waiting)).Count.ShouldBe(10);
        company.Erp.React = _ => Reaction.Writes;
        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(100);
        company.Erp.Writes.Count(write => write.IsCreate).ShouldBe(110);
    }
}
