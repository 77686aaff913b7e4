using Harness.Store;
using Harness.Sync.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Store;

/// <summary>Two runners on one server, the older of which does not know that it is not the one any more.</summary>
public sealed class ZombieTests(PostgresRun run)
{
    private const int Items = 60;

    private readonly FakeTimeProvider _clock = new(Given.Noon);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public async Task Outcomes_that_race_with_a_takeover_are_recorded_once_by_the_one_or_by_the_other(int before)
    {
        var database = await run.CreateLedgerAsync(Ct);
        await using var first = await PostgresLedger.OpenAsync(run.OptionsOf(database), _clock, Ct);
        await using var second = await PostgresLedger.OpenAsync(run.OptionsOf(database), _clock, Ct);
        await first.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);
        await first.EnqueueAsync(Given.Integration, [.. Enumerable.Range(0, Items).Select(n => Given.Change($"{n:D3}"))], Given.Noon, Ct);
        var inHand = await first.ClaimAsync(Given.Integration, "accounts", Items, Given.Noon, Ct);
        _clock.Advance(TimeSpan.FromMinutes(2));

        var reached = new TaskCompletionSource();
        var late = FinishAsync(first, inHand, recorded => (recorded == before ? reached : null)?.TrySetResult());
        await reached.Task;
        await second.TakeLeaseAsync("second", TimeSpan.FromMinutes(1), Ct);
        var left = await second.ClaimAsync(Given.Integration, "accounts", Items, _clock.GetUtcNow(), Ct);
        var mended = await FinishAsync(second, left, _ => { });
        var refused = await late;

        refused.Lost.ShouldNotBeNull();
        mended.Lost.ShouldBeNull();
        (refused.Recorded + mended.Recorded).ShouldBe(Items);
        refused.Recorded.ShouldBeGreaterThanOrEqualTo(before);
        (await second.ListItemsAsync(new ItemFilter(Given.Integration) { States = [ItemState.Synced] }, Ct)).Count.ShouldBe(Items);
        (await second.VerifyAuditAsync(Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_runner_that_froze_inside_a_transaction_does_not_keep_its_successor_out_and_writes_nothing_when_it_wakes()
    {
        var database = await run.CreateLedgerAsync(Ct);
        await using var first = await PostgresLedger.OpenAsync(run.OptionsOf(database, standstill: TimeSpan.FromSeconds(1)), _clock, Ct);
        await using var second = await PostgresLedger.OpenAsync(run.OptionsOf(database), _clock, Ct);
        await first.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);
        await first.EnqueueAsync(Given.Integration, [Given.Change("001")], Given.Noon, Ct);
        var (frozen, thaw) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writing = first.Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("UPDATE work_item SET state = 'Synced'", [], Ct);
                frozen.SetResult();
                await thaw.Task;
                return true;
            },
            Ct);
        await frozen.Task;
        _clock.Advance(TimeSpan.FromMinutes(2));

        (await second.TakeLeaseAsync("second", TimeSpan.FromMinutes(1), Ct)).Epoch.ShouldBe(2);

        thaw.SetResult();
        await Should.ThrowAsync<LedgerUnavailableException>(() => writing);
        (await second.ClaimAsync(Given.Integration, "accounts", 10, _clock.GetUtcNow(), Ct)).ShouldHaveSingleItem().State.ShouldBe(ItemState.Pending);
        await Should.ThrowAsync<LeaseLostException>(() => first.RenewLeaseAsync(TimeSpan.FromMinutes(1), Ct));
    }

    private static async Task<(int Recorded, LeaseLostException? Lost)> FinishAsync(Ledger ledger, IReadOnlyList<WorkItem> items, Action<int> after)
    {
        var recorded = 0;
        foreach (var item in items)
        {
            try
            {
                await ledger.CommitAsync(
                    Given.Commit(new ItemOutcome(item.Id, ItemState.Synced)) with { Audit = [Given.Entry("created")] }, Ct);
            }
            catch (LeaseLostException lost)
            {
                return (recorded, lost);
            }

            after(++recorded);
        }

        return (recorded, null);
    }
}
