using System.Diagnostics;
using Harness.Store;
using Harness.Store.Postgres;
using Harness.Sync.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Harness.Unit.Store;

/// <summary>What a server adds: logins, locks, connections that end, and other people's hands.</summary>
public sealed class PostgresLedgerTests(PostgresRun run)
{
    private readonly FakeTimeProvider _clock = new(Given.Noon);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_migrations_say_all_that_the_model_says()
    {
        using var connection = new NpgsqlConnection();
        using var context = PostgresDatabase.OpenContext(connection);

        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_that_is_not_up_to_date_is_refused_and_named_the_command()
    {
        var options = run.OptionsOf(await run.CreateEmptyAsync(Ct));

        (await Should.ThrowAsync<LedgerRefusedException>(() => PostgresLedger.OpenAsync(options, _clock, Ct))).Message.ShouldContain("harness migrate");

        (await PostgresLedger.MigrateAsync(options, _clock, Ct)).ShouldNotBeEmpty();
        (await PostgresLedger.MigrateAsync(options, _clock, Ct)).ShouldBeEmpty();
        await using var ledger = await PostgresLedger.OpenAsync(options, _clock, Ct);
        (await ledger.EnqueueAsync(Given.Integration, [Given.Change("001")], Given.Noon, Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_refused()
    {
        var database = await run.CreateLedgerAsync(Ct);
        await run.Server.ExecuteAsync(database, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '10.0.0')", Ct);

        var refused = await Should.ThrowAsync<LedgerRefusedException>(() => PostgresLedger.OpenAsync(run.OptionsOf(database), _clock, Ct));

        refused.Message.ShouldContain("newer version");
        await Should.ThrowAsync<LedgerRefusedException>(() => PostgresLedger.MigrateAsync(run.OptionsOf(database), _clock, Ct));
    }

    [Fact]
    public async Task A_wrong_password_and_a_missing_database_are_told_apart_and_no_secret_is_shown()
    {
        var database = await run.CreateLedgerAsync(Ct);
        var wrong = new PostgresLedgerOptions { Connection = run.Server.Connection(database), Password = "CANARY" };

        var refused = await Should.ThrowAsync<LedgerRefusedException>(() => PostgresLedger.OpenAsync(wrong, _clock, Ct));

        refused.Message.ShouldContain("Ledger:Password");
        refused.ToString().ShouldNotContain("CANARY");
        (await Should.ThrowAsync<LedgerRefusedException>(() => PostgresLedger.OpenAsync(run.OptionsOf("nowhere"), _clock, Ct))).Message
            .ShouldContain("no database");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable_and_not_refused()
    {
        var options = new PostgresLedgerOptions { Connection = "Host=/nowhere;Database=harness;Username=harness", Password = "x" };

        await Should.ThrowAsync<LedgerUnavailableException>(() => PostgresLedger.OpenAsync(options, _clock, Ct));
    }

    [Fact]
    public async Task A_locked_ledger_is_waited_for_and_then_reported_and_nothing_is_lost()
    {
        var database = await run.CreateLedgerAsync(Ct);
        await using var ledger = await PostgresLedger.OpenAsync(run.OptionsOf(database, TimeSpan.FromMilliseconds(200)), _clock, Ct);
        await using (var other = await run.Server.ConnectAsync(database, Ct))
        {
            await using var held = await other.BeginTransactionAsync(Ct);
            await new NpgsqlCommand("UPDATE ledger_head SET at = at", other).ExecuteNonQueryAsync(Ct);
            var waited = Stopwatch.StartNew();

            await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.EnqueueAsync(Given.Integration, [Given.Change("001")], Given.Noon, Ct));

            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }

        (await ledger.EnqueueAsync(Given.Integration, [Given.Change("001")], Given.Noon, Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task An_item_that_somebody_has_locked_is_passed_over_and_its_neighbours_are_claimed()
    {
        var database = await run.CreateLedgerAsync(Ct);
        await using var ledger = await PostgresLedger.OpenAsync(run.OptionsOf(database), _clock, Ct);
        await ledger.TakeLeaseAsync("first", TimeSpan.FromMinutes(1), Ct);
        await ledger.EnqueueAsync(Given.Integration, [Given.Change("001"), Given.Change("002")], Given.Noon, Ct);
        await using (var other = await run.Server.ConnectAsync(database, Ct))
        {
            await using var held = await other.BeginTransactionAsync(Ct);
            await new NpgsqlCommand("SELECT id FROM work_item WHERE record_id = '001' FOR UPDATE", other).ExecuteScalarAsync(Ct);

            (await ledger.ClaimAsync(Given.Integration, "accounts", 10, Given.Noon, Ct)).ShouldHaveSingleItem().Subject.Id.ShouldBe("002");
        }

        (await ledger.ClaimAsync(Given.Integration, "accounts", 10, Given.Noon, Ct)).ShouldHaveSingleItem().Subject.Id.ShouldBe("001");
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_of_a_transaction_leaves_nothing_of_it()
    {
        var database = await run.CreateLedgerAsync(Ct);
        await using var ledger = await PostgresLedger.OpenAsync(run.OptionsOf(database), _clock, Ct);
        await ledger.EnqueueAsync(Given.Integration, [Given.Change("001")], Given.Noon, Ct);

        await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("DELETE FROM work_item", [], Ct);
                await run.Server.ExecuteAsync(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", Ct);
                return true;
            },
            Ct));

        (await ledger.ListItemsAsync(new ItemFilter(Given.Integration), Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_server_is_asked_whether_a_commit_holds_whose_answer_was_lost()
    {
        var database = await run.CreateLedgerAsync(Ct);
        await using var source = NpgsqlDataSource.Create($"{run.Server.Connection(database)};Password={PostgresServer.Password}");
        var ids = new List<string>();
        await using (var connection = await source.OpenConnectionAsync(Ct))
        {
            foreach (var commits in new[] { true, false })
            {
                await using var transaction = await connection.BeginTransactionAsync(Ct);
                ids.Add((string)(await new NpgsqlCommand("SELECT pg_current_xact_id()::text", connection).ExecuteScalarAsync(Ct))!);
                await (commits ? transaction.CommitAsync(Ct) : transaction.RollbackAsync(Ct));
            }
        }

        (await CommitIds.HoldsAsync(source, ids[0], Ct), await CommitIds.HoldsAsync(source, ids[1], Ct)).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("Host=db;Database=harness;Username=u", null)]
    [InlineData("Host=db;Database=harness;Password=CANARY", "must not be in it")]
    [InlineData("Database=harness", "Host is missing")]
    [InlineData("Host=db", "Database is missing")]
    [InlineData("harness", "not a connection string")]
    [InlineData("Hots=db;Database=harness", "not a connection string")]
    public void A_connection_string_that_cannot_be_used_is_explained(string connection, string? expected)
    {
        var problem = PostgresLedgerOptions.Problem(connection);

        (problem is null).ShouldBe(expected is null);
        (problem ?? string.Empty).ShouldContain(expected ?? string.Empty);
        (problem ?? string.Empty).ShouldNotContain("CANARY");
    }
}
