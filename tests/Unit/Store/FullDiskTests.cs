using System.Diagnostics;
using Harness.Store;
using Harness.Sync.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Store;

/// <summary>A real file system that is full, not a limit that SQLite sets itself.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("harness-disk-").FullName;
    private readonly bool _isMounted;

    public FullDiskTests() => _isMounted = OperatingSystem.IsLinux() && Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", _disk);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", "--lazy", _disk).ShouldBeTrue();
        }

        Directory.Delete(_disk, recursive: true);
    }

    [Fact]
    public async Task A_disk_that_is_full_keeps_what_was_acknowledged_takes_nothing_by_halves_and_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(_isMounted, "A small file system can only be mounted by root on Linux.");
        var clock = new FakeTimeProvider(Given.Noon);
        var options = new SqliteLedgerOptions { Path = Path.Combine(_disk, "harness.db") };
        await using (var ledger = await SqliteLedger.OpenAsync(options, clock, Ct))
        {
            await ledger.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);
            await ledger.StorePageAsync(Given.Cursor, null, "c1", [Given.Change("001")], Given.Noon, Ct);
            NewWork[] tooMuch = [.. Enumerable.Range(0, 900).Select(n => Given.Change($"{n:D4}") with { Payload = new string('x', 2000) })];

            await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.StorePageAsync(Given.Cursor, "c1", "c2", tooMuch, Given.Noon, Ct));

            (await ledger.ReadCursorAsync(Given.Cursor, Ct)).ShouldBe("c1");
            Run("mount", "-o", "remount,size=64m", _disk).ShouldBeTrue();
            (await ledger.StorePageAsync(Given.Cursor, "c1", "c2", tooMuch, Given.Noon, Ct)).ShouldBe(900);
        }

        await using var again = await SqliteLedger.OpenAsync(options, clock, Ct);
        again.Restored.ShouldBeNull();
        (await again.ListItemsAsync(new ItemFilter(Given.Integration) { Most = 2000 }, Ct)).Count.ShouldBe(901);
    }

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
