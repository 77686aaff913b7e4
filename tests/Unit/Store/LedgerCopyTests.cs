using Harness.Store;
using Harness.Store.Sqlite;
using Harness.Sync.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Store;

public sealed class LedgerCopyTests : IDisposable
{
    private readonly LedgerFolder _folder = new();
    private readonly LedgerFolder _safe = new();
    private readonly FakeTimeProvider _clock = new(Given.Noon);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SqliteLedgerOptions Options => new() { Path = _folder.Path };

    public void Dispose()
    {
        _folder.Dispose();
        _safe.Dispose();
    }

    [Fact]
    public async Task A_back_up_is_made_while_a_runner_works_and_is_one_file_in_good_order()
    {
        await using var ledger = await OpenAsync();
        await ledger.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);
        await ledger.EnqueueAsync(Given.Integration, [Given.Change("001")], Given.Noon, Ct);

        (await SqliteCopies.BackUpAsync(Options, _safe.Path, Ct)).ShouldBe(2);

        await ledger.EnqueueAsync(Given.Integration, [Given.Change("002")], Given.Noon, Ct);
        Directory.GetFiles(Path.GetDirectoryName(_safe.Path)!).ShouldBe([_safe.Path]);
        (await _safe.ExecuteAsync("SELECT COUNT(*) FROM work_item", Ct)).ShouldBe(1L);
    }

    [Fact]
    public async Task A_back_up_never_overwrites_a_file()
    {
        await (await OpenAsync()).DisposeAsync();
        await File.WriteAllTextAsync(_safe.Path, "precious", Ct);

        await Should.ThrowAsync<LedgerRefusedException>(() => SqliteCopies.BackUpAsync(Options, _safe.Path, Ct));

        (await File.ReadAllTextAsync(_safe.Path, Ct)).ShouldBe("precious");
    }

    [Fact]
    public async Task A_restored_back_up_is_taken_for_the_older_copy_that_it_is_and_what_was_there_is_kept()
    {
        await WriteAsync("001");
        await SqliteCopies.BackUpAsync(Options, _safe.Path, Ct);
        await WriteAsync("002");

        var replaced = await SqliteCopies.RestoreAsync(Options, _safe.Path, _clock, Ct);

        (await _folder.ExecuteAsync("SELECT COUNT(*) FROM work_item", Ct, replaced)).ShouldBe(2L);
        await using var ledger = await OpenAsync();
        ledger.Restored.ShouldNotBeNull();
        (await ledger.ListItemsAsync(new ItemFilter(Given.Integration), Ct)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("cut in half")]
    [InlineData("cut by one page")]
    [InlineData("empty")]
    [InlineData("another database")]
    public async Task A_back_up_that_is_not_whole_is_refused_and_the_ledger_stays_as_it_is(string damage)
    {
        await WriteAsync("001");
        await SqliteCopies.BackUpAsync(Options, _safe.Path, Ct);
        var bytes = await File.ReadAllBytesAsync(_safe.Path, Ct);
        await File.WriteAllBytesAsync(
            _safe.Path,
            damage switch { "cut in half" => bytes[..(bytes.Length / 2)], "cut by one page" => bytes[..^4096], "empty" => [], _ => [.. Enumerable.Repeat((byte)'x', 9000)] },
            Ct);
        var before = await File.ReadAllBytesAsync(_folder.Path, Ct);

        await Should.ThrowAsync<LedgerRefusedException>(() => SqliteCopies.RestoreAsync(Options, _safe.Path, _clock, Ct));

        (await File.ReadAllBytesAsync(_folder.Path, Ct)).ShouldBe(before);
        await using var ledger = await OpenAsync();
        ledger.Restored.ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_running_runner()
    {
        await WriteAsync("001");
        await SqliteCopies.BackUpAsync(Options, _safe.Path, Ct);
        using var runner = new RunLock(_folder.Path + ".lock");
        runner.TryEnter().ShouldBeTrue();

        (await Should.ThrowAsync<LedgerRefusedException>(() => SqliteCopies.RestoreAsync(Options, _safe.Path, _clock, Ct))).Message.ShouldContain("in use");
    }

    [Fact]
    public async Task A_ledger_that_was_lost_altogether_is_restored_from_its_back_up()
    {
        await WriteAsync("001");
        await SqliteCopies.BackUpAsync(Options, _safe.Path, Ct);
        File.Delete(_folder.Path);

        (await SqliteCopies.RestoreAsync(Options, _safe.Path, _clock, Ct)).ShouldBeNull();

        await using var ledger = await OpenAsync();
        ledger.Restored.ShouldNotBeNull();
    }

    private Task<Ledger> OpenAsync() => SqliteLedger.OpenAsync(_folder.Path, _clock, Ct);

    private async Task WriteAsync(string id)
    {
        await using var ledger = await OpenAsync();
        await ledger.EnqueueAsync(Given.Integration, [Given.Change(id)], _clock.GetUtcNow(), Ct);
    }
}
