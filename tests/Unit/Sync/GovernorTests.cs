using Harness.Port;
using Harness.Simulators.Behaviours;
using Harness.Sync.Pacing;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Sync;

/// <summary>How many calls, how soon, in which order.</summary>
public sealed class GovernorTests
{
    private const int Urgent = 0, Ordinary = 4;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_calls_are_in_flight_than_allowed()
    {
        var governor = Governor(new QuotaOptions { Concurrency = 2 });
        var first = await governor.EnterAsync(Ordinary, Stop);
        await governor.EnterAsync(Ordinary, Stop);

        var third = governor.EnterAsync(Ordinary, Stop);

        third.IsCompleted.ShouldBeFalse();
        first.Dispose();
        await third;
    }

    [Fact]
    public async Task Urgent_calls_go_first()
    {
        var governor = Governor(new QuotaOptions { Concurrency = 1 });
        var slot = await governor.EnterAsync(Ordinary, Stop);
        var ordinary = governor.EnterAsync(Ordinary, Stop);
        var urgent = governor.EnterAsync(Urgent, Stop);

        slot.Dispose();

        (await urgent).Dispose();
        (await ordinary).Dispose();
    }

    [Fact]
    public async Task The_last_part_of_the_day_is_kept_for_urgent_calls()
    {
        var governor = Governor(new QuotaOptions { Concurrency = 5, DailyCalls = 10, Reserve = 0.2 });
        for (var call = 0; call < 8; call++)
        {
            (await governor.EnterAsync(Ordinary, Stop)).Dispose();
        }

        (await Should.ThrowAsync<ConnectorException>(() => governor.EnterAsync(Ordinary, Stop))).Fault.Kind.ShouldBe(FaultKind.DailyLimit);
        (await governor.EnterAsync(Urgent, Stop)).Dispose();
        (await governor.EnterAsync(Urgent, Stop)).Dispose();
        var refused = await Should.ThrowAsync<ConnectorException>(() => governor.EnterAsync(Urgent, Stop));
        refused.Fault.RetryAfter.ShouldBe(TimeSpan.FromHours(12));
        governor.CallsToday.ShouldBe(10);
    }

    [Fact]
    public async Task Calls_that_wait_for_their_turn_do_not_slip_through_the_budget()
    {
        var governor = Governor(new QuotaOptions { Concurrency = 1, DailyCalls = 10, Reserve = 0 });
        var waiting = Enumerable.Range(0, 20).Select(_ => CallAsync(governor)).ToList();

        var outcomes = await Task.WhenAll(waiting);

        outcomes.Count(sent => sent).ShouldBe(10);
        governor.CallsToday.ShouldBe(10);
    }

    [Fact]
    public async Task A_new_day_has_a_new_budget()
    {
        var governor = Governor(new QuotaOptions { DailyCalls = 1, Reserve = 0 });
        (await governor.EnterAsync(Ordinary, Stop)).Dispose();

        _clock.Advance(TimeSpan.FromHours(12));

        (await governor.EnterAsync(Ordinary, Stop)).Dispose();
    }

    [Fact]
    public async Task The_vendors_own_count_is_trusted_over_ours()
    {
        var governor = Governor(new QuotaOptions { Reserve = 0 });
        governor.Saw(new ApiUsage(1000, 1000, null, _clock.GetUtcNow()));

        (await Should.ThrowAsync<ConnectorException>(() => governor.EnterAsync(Ordinary, Stop))).Fault.Kind.ShouldBe(FaultKind.DailyLimit);
    }

    [Fact]
    public async Task A_pause_that_the_vendor_asked_for_holds_those_in_the_queue_too()
    {
        var governor = Governor(new QuotaOptions { Concurrency = 1 });
        var slot = await governor.EnterAsync(Ordinary, Stop);
        var queued = governor.EnterAsync(Ordinary, Stop);

        governor.RestFor(TimeSpan.FromSeconds(30));
        slot.Dispose();
        var late = governor.EnterAsync(Urgent, Stop);

        _clock.Advance(TimeSpan.FromSeconds(29));
        (queued.IsCompleted, late.IsCompleted).ShouldBe((false, false));
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await queued).Dispose();
        (await late).Dispose();
    }

    [Theory]
    [InlineData(15)]
    [InlineData(-15)]
    public async Task A_pause_lasts_as_long_as_was_asked_however_the_machines_clock_is_set(int minutes)
    {
        var clock = new SimulatedClock(_clock);
        var governor = new QuotaGovernor("netsuite", new QuotaOptions(), clock);
        governor.RestFor(TimeSpan.FromSeconds(20));

        clock.SetOffset(TimeSpan.FromMinutes(minutes));
        var waiting = governor.EnterAsync(Ordinary, Stop);

        _clock.Advance(TimeSpan.FromSeconds(19));
        waiting.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await waiting).Dispose();
    }

    [Fact]
    public async Task A_caller_that_gave_up_leaves_no_hole_in_the_queue()
    {
        var governor = Governor(new QuotaOptions { Concurrency = 1 });
        var slot = await governor.EnterAsync(Ordinary, Stop);
        using var gaveUp = new CancellationTokenSource();
        var first = governor.EnterAsync(Ordinary, gaveUp.Token);
        var second = governor.EnterAsync(Ordinary, Stop);

        await gaveUp.CancelAsync();
        slot.Dispose();

        await Should.ThrowAsync<OperationCanceledException>(() => first);
        (await second).Dispose();
    }

    [Fact]
    public async Task A_vendors_count_that_is_old_is_not_held_against_the_next_call()
    {
        var governor = Governor(new QuotaOptions { Reserve = 0.1 });
        governor.Saw(new ApiUsage(950, 1000, null, _clock.GetUtcNow()));
        var refused = await Should.ThrowAsync<ConnectorException>(() => governor.EnterAsync(Ordinary, Stop));

        (await governor.EnterAsync(Urgent, Stop)).Dispose();
        _clock.Advance(refused.Fault.RetryAfter!.Value);

        (await governor.EnterAsync(Ordinary, Stop)).Dispose();
    }

    [Fact]
    public void A_used_up_budget_stops_ordinary_work_and_leaves_won_opportunities_alone()
    {
        var rest = new SystemRest(_clock);
        rest.Observe("erp", new Fault(FaultKind.DailyLimit, "Used up."), _clock.GetUtcNow().AddHours(5));

        rest.Of("erp").ShouldNotBeNull();
        using (CallPriority.Use(CallPriority.Urgent))
        {
            rest.Of("erp").ShouldBeNull();
            rest.Answered("erp");
        }

        rest.Of("erp").ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromHours(6));
        rest.Of("erp").ShouldBeNull();
    }

    private QuotaGovernor Governor(QuotaOptions options) => new("erp", options, _clock);

    private static async Task<bool> CallAsync(QuotaGovernor governor)
    {
        try
        {
            using var slot = await governor.EnterAsync(Ordinary, Stop);
            await Task.Yield();
            return true;
        }
        catch (ConnectorException)
        {
            return false;
        }
    }
}
