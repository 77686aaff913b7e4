using System.Text.Json.Nodes;

namespace Harness.Reliability.Kills;

/// <summary>
/// Old records are caught up on by the real program while people go on editing them and the program is killed; in the
/// last half of the way it lives on, and its memory is watched.
/// </summary>
public sealed class BackfillTests
{
    private const int Megabyte = 1 << 20;
    private const int MostGrowth = 100;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_records_are_caught_up_on_while_people_edit_them_and_the_runner_is_killed()
    {
        var size = RunSize.Current;
        await using var company = Company.Open(accounts: size.BackfillRecords, opportunities: 0, seed: size.Seed, from: Company.Today);
        company.Configure(Hurry);
        var terminal = new TerminalOf(company);
        (await terminal.TypeAsync("check", "--fix")).Exit.ShouldBe(0);
        var program = new RunnerProgram(company);
        (await terminal.TypeAsync("backfill", "accounts", "--since", $"{Company.Today.AddDays(-60):yyyy-MM-dd}", "--go")).Exit.ShouldBe(0);

        var accounts = Company.Records(company.Crm, "Account").Select(one => one["Id"]!.ToString()).ToArray();
        var editing = new Editing(company, accounts, size.BackfillRecords / 100, new Random(size.Seed));
        for (var kill = 0; kill < size.BackfillKills; kill++)
        {
            await KillAfterAsync(program, company, size.BackfillRecords / 2 / (size.BackfillKills + 1), editing);
        }

        var memory = await LiveOnAsync(program, company, terminal, editing);
        var verdict = company.Verdict();
        Figures.Write("backfill", ("records", size.BackfillRecords), ("edited", editing.Done), ("kills", size.BackfillKills),
            ("memoryWarmMb", memory.Warm), ("memoryEndMb", memory.End),
            ("lost", About(verdict, "lost").Count), ("doubled", About(verdict, "doubled").Count), ("unexplained", About(verdict, "unexplained").Count));
        foreach (var kind in new[] { "lost", "doubled", "unexplained" })
        {
            About(verdict, kind).Take(5).ShouldBeEmpty(kind);
        }

        editing.Done.ShouldBe(size.BackfillRecords / 100);
        (memory.End - memory.Warm).ShouldBeLessThanOrEqualTo(MostGrowth, $"{memory.Warm} MB warm, {memory.End} MB at the end");
    }

    private static void Hurry(JsonNode settings)
    {
        var main = settings["Integrations"]!["main"]!;
        main["Policy"]!["BackfillBatchSize"] = 200;
        main["Policy"]!["Overlap"] = "00:02:00";
        foreach (var flow in main["Schedules"]!.AsObject())
        {
            flow.Value!["Every"] = "00:00:30";
        }

        settings["Systems"]!["netsuite"]!["Login"]!["MaxConcurrency"] = "5";
        settings["Systems"]!["netsuite"]!["Quota"]!["Concurrency"] = 5;
        settings["Systems"]!["salesforce"]!["Quota"] = new JsonObject { ["Concurrency"] = 5, ["DailyCalls"] = 10_000_000 };
    }

    private static async Task KillAfterAsync(RunnerProgram program, Company company, int records, Editing editing)
    {
        var enough = Changed(company) + records;
        using var running = program.StartQuietly(null, "run");
        using var look = new PeriodicTimer(Glance, Company.Clock);
        while (Changed(company) < enough && !running.HasExited)
        {
            editing.Go(Changed(company));
            await look.WaitForNextTickAsync(Ct);
        }

        running.HasExited.ShouldBeFalse();
        running.Kill();
        await running.WaitForExitAsync(Ct);
    }

    private static async Task<(long Warm, long End)> LiveOnAsync(RunnerProgram program, Company company, TerminalOf terminal, Editing editing)
    {
        var warmAt = Changed(company) + Math.Min(5000, company.Accounts / 10);
        var (warm, end) = (0L, 0L);
        using var running = program.StartQuietly(null, "run");
        using var look = new PeriodicTimer(Look, Company.Clock);
        while (!await IsDoneAsync(terminal) || !editing.IsDone)
        {
            running.HasExited.ShouldBeFalse();
            editing.Go(Changed(company));
            running.Refresh();
            warm = Changed(company) < warmAt || warm == 0 ? Math.Max(warm, running.WorkingSet64 / Megabyte) : warm;
            end = running.WorkingSet64 / Megabyte;
            await look.WaitForNextTickAsync(Ct);
        }

        running.Kill();
        await running.WaitForExitAsync(Ct);
        await program.SettleAsync(Ct);
        return (warm, end);
    }

    private static async Task<bool> IsDoneAsync(TerminalOf terminal)
    {
        var status = JsonNode.Parse((await terminal.TypeAsync("status", "--json")).Said)!;
        var accounts = status["flows"]!["accounts"]?.AsObject();
        return status["backfills"]!.AsArray().All(one => one!["done"]!.GetValue<bool>())
            && accounts is not null && !accounts.ContainsKey("pending") && !accounts.ContainsKey("waiting") && status["pending_notes"]!.GetValue<int>() == 0;
    }

    /// <summary>Accounts were caught up on; their contacts were not asked for.</summary>
    private static List<string> About(JsonObject verdict, string kind) =>
        [.. verdict[kind]!.AsArray().Where(one => one!["kind"]!.ToString() == "account").Select(one => one!.ToJsonString())];

    private static int Changed(Company company) => company.Erp.Journal.Entries.Count + company.Crm.Journal.Entries.Count;

    /// <summary>People who edit one account in a hundred, spread over the whole way.</summary>
    private sealed class Editing(Company company, string[] accounts, int edits, Random chance)
    {
        private readonly int _every = Math.Max(1, accounts.Length / Math.Max(1, edits));
        private int _next;

        public int Done { get; private set; }

        public bool IsDone => Done >= edits;

        public void Go(int progress)
        {
            while (!IsDone && (progress >= _next || progress >= accounts.Length))
            {
                Company.Edit(company.Crm, "Account", accounts[chance.Next(accounts.Length)], new JsonObject { ["ShippingStreet"] = $"Dock {++Done}" });
                _next += _every;
            }
        }
    }
}
