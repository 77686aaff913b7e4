using Harness.Core.Records;
using Harness.Store;
using Harness.Sync.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Store;

/// <summary>A ledger knows when it is not as far as it once was, and tells an older copy from one that has lost its tail.</summary>
public sealed class LedgerAgeTests : IDisposable
{
    private readonly LedgerFolder _folder = new();
    private readonly LedgerFolder _elsewhere = new();
    private readonly FakeTimeProvider _clock = new(Given.Noon);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Wal => _folder.Path + "-wal";

    public void Dispose()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task A_ledger_that_goes_on_where_it_ended_is_nothing_special()
    {
        await WriteAsync("001");
        await using var ledger = await OpenAsync();

        ledger.Restored.ShouldBeNull();
    }

    [Fact]
    public async Task A_runner_that_was_cut_off_leaves_its_tail_beside_the_ledger_and_the_next_one_has_it_all()
    {
        await WriteAsync("001");
        await CutOffAsync("002");

        await using var ledger = await SqliteLedger.OpenAsync(_elsewhere.Path, _clock, Ct);

        ledger.Restored.ShouldBeNull();
        (await ledger.ListItemsAsync(new ItemFilter(Given.Integration), Ct)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_ledger_without_the_tail_of_a_runner_that_was_cut_off_is_refused_and_left_as_it_is()
    {
        await WriteAsync("001");
        await CutOffAsync("002");
        File.Delete(_elsewhere.Path + "-wal");
        File.Delete(_elsewhere.Path + "-shm");
        var before = await File.ReadAllBytesAsync(_elsewhere.Path, Ct);

        var refused = await Should.ThrowAsync<LedgerRefusedException>(() => SqliteLedger.OpenAsync(_elsewhere.Path, _clock, Ct));

        refused.Message.ShouldContain("lost its tail");
        refused.Message.ShouldContain("harness restore");
        (await File.ReadAllBytesAsync(_elsewhere.Path, Ct)).ShouldBe(before);
    }

    [Fact]
    public async Task A_person_may_go_on_without_the_tail_and_the_ledger_is_then_an_older_copy()
    {
        await WriteAsync("001");
        await CutOffAsync("002");
        File.Delete(_elsewhere.Path + "-wal");
        File.Delete(_elsewhere.Path + "-shm");

        var replaced = await SqliteCopies.RestoreAsync(new SqliteLedgerOptions { Path = _elsewhere.Path }, _elsewhere.Path, _clock, Ct);

        File.Exists(replaced).ShouldBeTrue();
        await using var ledger = await SqliteLedger.OpenAsync(_elsewhere.Path, _clock, Ct);
        ledger.Restored.ShouldNotBeNull();
        (await ledger.ListItemsAsync(new ItemFilter(Given.Integration), Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_older_copy_is_noticed_says_how_much_it_lacks_and_goes_on()
    {
        await WriteAsync("001");
        File.Copy(_folder.Path, _elsewhere.Path);
        _clock.Advance(TimeSpan.FromHours(1));
        await WriteAsync("002");
        await WriteAsync("003");
        File.Copy(_elsewhere.Path, _folder.Path, overwrite: true);

        await using (var ledger = await OpenAsync())
        {
            ledger.Restored.ShouldNotBeNull().ShouldSatisfyAllConditions(
                restored => restored.Missing.ShouldBe(2), restored => restored.Since.ShouldBe(Given.Noon.AddMinutes(-10)));
            (await ledger.VerifyAuditAsync(Ct)).ShouldBeNull();
        }

        await using var again = await OpenAsync();
        again.Restored.ShouldNotBeNull().Missing.ShouldBeNull();
        _clock.Advance(TimeSpan.FromDays(2));
        await using var later = await OpenAsync();
        later.Restored.ShouldBeNull();
    }

    [Fact]
    public async Task Links_of_an_older_copy_are_in_doubt_until_they_are_settled()
    {
        await using (var ledger = await OpenAsync())
        {
            await ledger.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);
            await ledger.CommitAsync(Given.Commit() with { Links = [Given.Link("001", "77"), Given.Link("002", "78")] }, Ct);
        }

        File.Copy(_folder.Path, _elsewhere.Path);
        _clock.Advance(TimeSpan.FromHours(1));
        await using var copy = await SqliteLedger.OpenAsync(_elsewhere.Path, _clock, Ct);
        await copy.TakeLeaseAsync("second", TimeSpan.FromMinutes(1), Ct);
        (await DoubtsAsync(copy)).ShouldBe([Given.Noon.AddMinutes(-10), Given.Noon.AddMinutes(-10)]);

        var settled = Given.Link("001", "77") with { SyncedAt = _clock.GetUtcNow() };
        await copy.CommitAsync(Given.Commit() with { Links = [settled] }, Ct);

        (await DoubtsAsync(copy)).ShouldBe([null, Given.Noon.AddMinutes(-10)]);
    }

    [Fact]
    public async Task A_ledger_that_came_from_elsewhere_without_its_mark_is_taken_for_an_older_copy()
    {
        await WriteAsync("001");
        File.Delete(_folder.Path + ".mark");

        await using var ledger = await OpenAsync();

        ledger.Restored.ShouldNotBeNull().Missing.ShouldBeNull();
    }

    [Fact]
    public async Task A_mark_that_cannot_be_read_counts_as_none()
    {
        await WriteAsync("001");
        await File.WriteAllTextAsync(_folder.Path + ".mark", "harness-ledger x 1 whole 00000000\n", Ct);

        await using var ledger = await OpenAsync();

        ledger.Restored.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_ledger_that_is_gone_is_not_begun_anew()
    {
        await WriteAsync("001");
        File.Delete(_folder.Path);

        var refused = await Should.ThrowAsync<LedgerRefusedException>(OpenAsync);

        refused.Message.ShouldContain("is gone");
        File.Exists(_folder.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Pages_of_two_moments_that_each_are_in_order_are_refused()
    {
        await using (var ledger = await OpenAsync())
        {
            await ledger.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);
            await ledger.CommitAsync(Given.Commit() with { Audit = [Given.Entry("created"), Given.Entry("updated")] }, Ct);
        }

        await _folder.ExecuteAsync("DROP TRIGGER audit_never_shrinks; DELETE FROM audit WHERE seq = 2", Ct);

        (await Should.ThrowAsync<LedgerRefusedException>(OpenAsync)).Message.ShouldContain("damaged");
    }

    private static async Task<IEnumerable<DateTimeOffset?>> DoubtsAsync(Ledger ledger) =>
        (await ledger.ReadLinksAsync(Given.Integration, "account", SystemRole.Crm, ["001", "002"], Ct)).Select(link => link.DoubtedSince);

    private Task<Ledger> OpenAsync() => SqliteLedger.OpenAsync(_folder.Path, _clock, Ct);

    private async Task WriteAsync(string id)
    {
        await using var ledger = await OpenAsync();
        await ledger.EnqueueAsync(Given.Integration, [Given.Change(id)], _clock.GetUtcNow(), Ct);
    }

    /// <summary>What a runner that was killed right now would leave behind, put elsewhere.</summary>
    private async Task CutOffAsync(string id)
    {
        await using var ledger = await OpenAsync();
        await ledger.EnqueueAsync(Given.Integration, [Given.Change(id)], _clock.GetUtcNow(), Ct);
        foreach (var part in new[] { "", "-wal", ".mark" })
        {
            File.Copy(_folder.Path + part, _elsewhere.Path + part);
        }

        File.Exists(Wal).ShouldBeTrue();
    }
}
