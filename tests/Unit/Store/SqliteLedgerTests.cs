using System.Diagnostics;
using Harness.Store;
using Harness.Store.Sqlite;
using Harness.Sync.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Store;

/// <summary>What a file on a disk adds: damage, age, neighbours, and no room.</summary>
public sealed class SqliteLedgerTests : IDisposable
{
    private readonly LedgerFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Given.Noon);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_migrations_say_all_that_the_model_says()
    {
        using var connection = new SqliteConnection();
        using var context = SqliteDatabase.OpenContext(connection);

        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task A_ledger_is_durable_and_belongs_to_its_user_alone()
    {
        await using var ledger = await OpenAsync();
        await ledger.EnqueueAsync(Given.Integration, [Given.Change("001")], Given.Noon, Ct);

        (await _folder.ExecuteAsync("PRAGMA journal_mode", Ct)).ShouldBe("wal");
        await using var command = ((SqliteDatabase)ledger.Database).Writer.CreateCommand();
        command.CommandText = "PRAGMA synchronous";
        (await command.ExecuteScalarAsync(Ct)).ShouldBe(2L);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in new[] { _folder.Path, _folder.Path + "-wal", _folder.Path + "-shm" })
            {
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await (await OpenAsync()).DisposeAsync();
        await _folder.ExecuteAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '10.0.0')", Ct);
        var before = await File.ReadAllBytesAsync(_folder.Path, Ct);

        var refused = await Should.ThrowAsync<LedgerRefusedException>(OpenAsync);

        refused.Message.ShouldContain("newer version");
        (await File.ReadAllBytesAsync(_folder.Path, Ct)).ShouldBe(before);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("cut in half")]
    [InlineData("overwritten in the middle")]
    public async Task A_damaged_ledger_is_refused_and_left_as_it_is(string damage)
    {
        await using (var ledger = await OpenAsync())
        {
            await ledger.EnqueueAsync(Given.Integration, [.. Enumerable.Range(0, 500).Select(n => Given.Change($"{n:D4}"))], Given.Noon, Ct);
        }

        var bytes = await File.ReadAllBytesAsync(_folder.Path, Ct);
        var damaged = damage switch
        {
            "garbage" => [.. Enumerable.Repeat((byte)'x', 8192)],
            "cut in half" => bytes[..(bytes.Length / 2)],
            _ => [.. bytes.Select((value, place) => place > 8192 && place < bytes.Length - 4096 ? (byte)0x5A : value)],
        };
        await File.WriteAllBytesAsync(_folder.Path, damaged, Ct);

        var refused = await Should.ThrowAsync<LedgerRefusedException>(OpenAsync);

        refused.Message.ShouldContain("damaged");
        (await File.ReadAllBytesAsync(_folder.Path, Ct)).ShouldBe(damaged);
    }

    [Fact]
    public async Task Another_program_s_database_is_not_taken_for_a_ledger()
    {
        await _folder.ExecuteAsync("CREATE TABLE invoices (id INTEGER)", Ct);

        (await Should.ThrowAsync<LedgerRefusedException>(OpenAsync)).Message.ShouldContain("not a ledger");
    }

    [Fact]
    public async Task A_folder_is_not_taken_for_a_ledger()
    {
        Directory.CreateDirectory(_folder.Path);

        (await Should.ThrowAsync<LedgerRefusedException>(OpenAsync)).Message.ShouldContain("write access");
    }

    [Fact]
    public async Task An_older_ledger_is_backed_up_before_it_is_brought_up_to_date()
    {
        await MakeOlderLedgerAsync();

        await using var ledger = await OpenAsync();

        var copy = _folder.BackUps.ShouldHaveSingleItem();
        (await _folder.ExecuteAsync("SELECT COUNT(*) FROM __EFMigrationsHistory", Ct, copy)).ShouldBe(1L);
        (await _folder.ExecuteAsync("SELECT value FROM cursor", Ct, copy)).ShouldBe("c1");
        (await ledger.ReadCursorAsync(Given.Cursor, Ct)).ShouldBe("c1");
        (await _folder.ExecuteAsync("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'trigger'", Ct)).ShouldBe(2L);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_upgrade_that_was_killed_half_way_does_not_hang_the_next_one()
    {
        await MakeOlderLedgerAsync();
        await _folder.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL);"
            + "INSERT OR IGNORE INTO __EFMigrationsLock VALUES (1, '2026-01-01')",
            Ct);

        await using var ledger = await SqliteLedger.OpenAsync(_folder.Path, _clock, TestContext.Current.CancellationToken);

        (await ledger.ReadCursorAsync(Given.Cursor, Ct)).ShouldBe("c1");
    }

    [Fact]
    public async Task An_upgrade_is_refused_while_another_process_runs()
    {
        await MakeOlderLedgerAsync();
        using var runner = new RunLock(_folder.Path + ".lock");
        runner.TryEnter().ShouldBeTrue();

        (await Should.ThrowAsync<LedgerRefusedException>(OpenAsync)).Message.ShouldContain("another process");
        _folder.BackUps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_ledger_needs_no_back_up_and_opens_again()
    {
        await (await OpenAsync()).DisposeAsync();
        await (await OpenAsync()).DisposeAsync();

        _folder.BackUps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_locked_ledger_is_waited_for_and_then_reported()
    {
        await using var ledger = await OpenAsync(new SqliteLedgerOptions { Path = _folder.Path, BusyTimeout = TimeSpan.FromMilliseconds(50) });
        await using (var other = await _folder.ConnectAsync(Ct))
        {
            await using var held = other.BeginTransaction(deferred: false);
            var waited = Stopwatch.StartNew();

            await Should.ThrowAsync<LedgerUnavailableException>(
                () => ledger.EnqueueAsync(Given.Integration, [Given.Change("001")], Given.Noon, Ct));

            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }

        (await ledger.EnqueueAsync(Given.Integration, [Given.Change("001")], Given.Noon, Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_full_disk_leaves_no_half_of_a_page_and_the_ledger_goes_on_afterwards()
    {
        await (await OpenAsync()).DisposeAsync();
        var pages = (long)(await _folder.ExecuteAsync("PRAGMA page_count", Ct))!;
        await using var ledger = await OpenAsync(new SqliteLedgerOptions { Path = _folder.Path, MaxPages = (int)pages + 8 });
        await ledger.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);
        NewWork[] tooMuch = [.. Enumerable.Range(0, 400).Select(n => Given.Change($"{n:D4}") with { Payload = new string('x', 2000) })];

        await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.StorePageAsync(Given.Cursor, null, "c1", tooMuch, Given.Noon, Ct));

        (await ledger.ReadCursorAsync(Given.Cursor, Ct)).ShouldBeNull();
        (await ledger.StorePageAsync(Given.Cursor, null, "c1", [Given.Change("001")], Given.Noon, Ct)).ShouldBe(1);
        (await ledger.ListItemsAsync(new ItemFilter(Given.Integration), Ct)).Count.ShouldBe(1);
    }

    private Task<Ledger> OpenAsync() => SqliteLedger.OpenAsync(_folder.Path, _clock, Ct);

    private Task<Ledger> OpenAsync(SqliteLedgerOptions options) => SqliteLedger.OpenAsync(options, _clock, Ct);

    private async Task MakeOlderLedgerAsync()
    {
        await using var connection = await _folder.ConnectAsync(Ct);
        await using var context = SqliteDatabase.OpenContext(connection);
        var first = context.Database.GetMigrations().First();
        await context.GetService<IMigrator>().MigrateAsync(first, Ct);
        await SqliteDatabase.ExecuteAsync(connection, "INSERT INTO cursor VALUES ('main', 'salesforce', 'Account', 'c1', 0)", Ct);
    }
}
