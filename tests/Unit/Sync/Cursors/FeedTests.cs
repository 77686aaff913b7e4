namespace Harness.Unit.Sync.Cursors;

/// <summary>Changes that a plain cursor misses: the real feeds read them, the naive one in the same test does not.</summary>
public sealed class FeedTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("salesforce", false)]
    [InlineData("netsuite", false)]
    [InlineData("salesforce", true)]
    [InlineData("netsuite", true)]
    public async Task A_mass_update_of_450_records_with_one_stamp_is_read_whole(string vendor, bool naive)
    {
        using var feed = ChangeFeed.Of(vendor, 450);
        await feed.PollAsync(naive, Ct);
        feed.Pass(TimeSpan.FromHours(1));
        foreach (var (number, id) in feed.Ids.Index())
        {
            feed.Edit(id, number);
        }

        feed.Pass(TimeSpan.FromMinutes(1));
        var found = await feed.PollAsync(naive, Ct);

        var missed = feed.Ids.Except(found).Count();
        (naive ? missed > 0 : missed == 0).ShouldBeTrue($"{missed} of 450 were missed");
    }

    [Theory]
    [InlineData("salesforce", false)]
    [InlineData("netsuite", false)]
    [InlineData("salesforce", true)]
    [InlineData("netsuite", true)]
    public async Task Three_in_a_hundred_that_show_up_minutes_after_their_stamp_are_read(string vendor, bool naive)
    {
        using var feed = ChangeFeed.Of(vendor, 400);
        var chance = new Random(11);
        await feed.PollAsync(naive, Ct);
        feed.Pass(TimeSpan.FromHours(1));
        var found = new HashSet<string>();
        var late = 0;
        foreach (var minute in feed.Ids.Chunk(10))
        {
            foreach (var (number, id) in minute.Index())
            {
                if (chance.NextDouble() < 0.03)
                {
                    late++;
                    feed.CommitLate(TimeSpan.FromMinutes(chance.Next(1, 10)));
                }

                feed.Edit(id, number);
                feed.Pass(TimeSpan.FromSeconds(6));
            }

            found.UnionWith(await feed.PollAsync(naive, Ct));
        }

        feed.Pass(TimeSpan.FromMinutes(10));
        found.UnionWith(await feed.PollAsync(naive, Ct));

        late.ShouldBeGreaterThan(5);
        var missed = feed.Ids.Except(found).Count();
        (naive ? missed > 0 : missed == 0).ShouldBeTrue($"{missed} of 400 were missed, {late} showed up late");
    }
}
