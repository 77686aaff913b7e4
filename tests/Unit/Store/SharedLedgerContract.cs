using Harness.Store;
using Harness.Sync.Ledger;

namespace Harness.Unit.Store;

/// <summary>What a ledger keeps that several processes open, one after the other or together.</summary>
public abstract class SharedLedgerContract : LedgerContract
{
    [Fact]
    public async Task Intents_and_work_outlive_the_process()
    {
        var item = await ClaimOneAsync(Given.Change("001"));
        var intent = (await Ledger.WriteIntentsAsync([Given.Intent(item)], Ct)).Single();
        await Ledger.DisposeAsync();
        Clock.Advance(TimeSpan.FromMinutes(2));

        await using var next = await OpenAsync();
        await next.TakeLeaseAsync("next", TimeSpan.FromMinutes(1), Ct);

        var again = await next.ClaimAsync(Given.Integration, "accounts", 10, Given.Noon, Ct);
        again.ShouldHaveSingleItem().Id.ShouldBe(item.Id);
        (await next.OpenIntentsAsync(Given.Integration, [item.Id], Ct)).ShouldBe([intent]);
    }

    [Fact]
    public async Task A_second_runner_is_refused_and_told_who_is_there()
    {
        await using var second = await OpenAsync();

        var refused = await Should.ThrowAsync<LedgerRefusedException>(() => second.TakeLeaseAsync("second", TimeSpan.FromMinutes(1), Ct));

        refused.Message.ShouldContain("first");
        refused.Message.ShouldContain($"{Environment.ProcessId}");
        await Ledger.RenewLeaseAsync(TimeSpan.FromMinutes(1), Ct);
    }

    [Fact]
    public async Task After_a_release_another_runner_may_start()
    {
        await ClaimOneAsync(Given.Change("001"));
        await Ledger.ReleaseLeaseAsync(Ct);

        await using var second = await OpenAsync();
        var lease = await second.TakeLeaseAsync("second", TimeSpan.FromMinutes(1), Ct);

        lease.Epoch.ShouldBe(2);
        (await second.ClaimAsync(Given.Integration, "accounts", 10, Given.Noon, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_runner_that_was_taken_over_can_write_nothing_more()
    {
        var item = await ClaimOneAsync(Given.Change("001"));
        await using var second = await TakeOverAsync();

        await Should.ThrowAsync<LeaseLostException>(() => CommitAsync(new ItemOutcome(item.Id, ItemState.Synced)));
        await Should.ThrowAsync<LeaseLostException>(() => Ledger.WriteIntentsAsync([Given.Intent(item)], Ct));
        await Should.ThrowAsync<LeaseLostException>(() => Ledger.StorePageAsync(Given.Cursor, null, "c1", [], Given.Noon, Ct));
        await Should.ThrowAsync<LeaseLostException>(() => Ledger.RenewLeaseAsync(TimeSpan.FromMinutes(1), Ct));
        await Should.ThrowAsync<LeaseLostException>(() => ClaimAsync());

        (await second.ClaimAsync(Given.Integration, "accounts", 10, Given.Noon, Ct)).ShouldHaveSingleItem().State.ShouldBe(ItemState.Pending);
    }

    [Fact]
    public async Task A_late_release_by_the_old_runner_does_not_end_the_new_one_s_lease()
    {
        await using var second = await TakeOverAsync();

        await Ledger.ReleaseLeaseAsync(Ct);

        await second.RenewLeaseAsync(TimeSpan.FromMinutes(1), Ct);
    }

    [Fact]
    public async Task People_look_and_decide_while_a_runner_is_at_work()
    {
        var stopped = await StopAsync(Given.Change("001"));
        await using var command = await OpenAsync();

        (await command.ListItemsAsync(new ItemFilter(Given.Integration) { States = [ItemState.Stopped] }, Ct)).Count.ShouldBe(1);
        (await command.SteerAsync(stopped.Id, ItemState.Pending, "vera", "corrected", Given.Noon, Ct)).ShouldBeTrue();
        (await command.EnqueueAsync(Given.Integration, [Given.Change("002")], Given.Noon, Ct)).ShouldBe(1);
        await Should.ThrowAsync<LeaseLostException>(() => command.ClaimAsync(Given.Integration, "accounts", 10, Given.Noon, Ct));

        (await ClaimAsync()).Count.ShouldBe(2);
    }

    /// <summary>The first runner goes on without noticing that it is no longer the one.</summary>
    protected abstract void LoseFirstRunner();

    private async Task<Ledger> TakeOverAsync()
    {
        LoseFirstRunner();
        Clock.Advance(TimeSpan.FromMinutes(2));
        var second = await OpenAsync();
        await second.TakeLeaseAsync("second", TimeSpan.FromMinutes(1), Ct);
        return second;
    }
}
