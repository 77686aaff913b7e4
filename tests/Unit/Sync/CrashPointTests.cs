using Harness.Core.Records;
using Harness.Port;
using Harness.Store;
using Harness.Sync.Crashes;
using Harness.Sync.Ledger;
using Harness.Unit.Core;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Sync;

public sealed class CrashPointTests
{
    private static readonly IReadOnlyList<CrashPoint> All = CrashPoint.All([.. Preset.Matrix.Entities.Values], ["salesforce", "netsuite"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("S6:sales_order", 1)]
    [InlineData("S6:sales_order:3", 3)]
    [InlineData("S13:netsuite", 1)]
    [InlineData("S10:alert:2", 2)]
    public void An_order_names_a_step_a_subject_and_how_many_times(string text, int times)
    {
        var order = CrashOrder.Parse(text, All);
        var point = new CrashPoint(text.Split(':')[0], text.Split(':')[1]);

        Enumerable.Range(1, times + 2).Select(_ => order.IsNow(point)).ShouldBe(Enumerable.Range(1, times + 2).Select(time => time == times));
        order.IsNow(new CrashPoint("S1", "account")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("S6")]
    [InlineData("S6:sales_order:0")]
    [InlineData("S6:sales_order:often")]
    [InlineData("S6:sales_order:1:2")]
    [InlineData("S12:account")]
    [InlineData("S9:invoice")]
    [InlineData("S6:opportunity")]
    public void An_order_for_a_moment_that_does_not_exist_is_refused(string text) => Should.Throw<FormatException>(() => CrashOrder.Parse(text, All));

    [Fact]
    public void Every_step_exists_for_every_entity_that_takes_it()
    {
        All.ShouldBeUnique();
        All.Count(point => point.Step == CrashStep.Recorded).ShouldBe(5);
        All.Where(point => point.Step == CrashStep.Shown).Select(point => point.Subject).ShouldBe(["account", "contact", "product", "sales_order"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_ledger_tells_each_step_after_it_is_durable_and_the_read_page_before()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        await using var plain = await SqliteLedger.OpenAsync(":memory:", clock, Ct);
        await plain.TakeLeaseAsync("test", TimeSpan.FromHours(1), Ct);
        var cursor = new CursorKey("main", "salesforce", "accounts/Account");
        var seen = new List<string>();
        var ledger = LedgerSteps.Around(plain, new CrashPoints(new Dictionary<string, string> { ["accounts"] = "account" }, async point =>
            seen.Add($"{point} {await plain.ReadCursorAsync(cursor, Ct) ?? "-"}")));
        var work = new NewWork("accounts", SystemRole.Crm, new RecordRef("salesforce", "Account", "001A"), "v1", clock.GetUtcNow(), null, WorkTrigger.Poll, 1);

        await ledger.StorePageAsync(cursor, null, "c1", [work], clock.GetUtcNow(), Ct);
        var item = (await ledger.ClaimAsync("main", "accounts", 10, clock.GetUtcNow(), Ct)).ShouldHaveSingleItem();
        var intents = await ledger.WriteIntentsAsync([new Intent(0, "main", item.Id, "account", SystemRole.Erp, "customer", null, "key", "main-acc-001A", "hash", clock.GetUtcNow())], Ct);
        await ledger.CommitAsync(
            new PassCommit("main", clock.GetUtcNow())
            {
                Outcomes = [new ItemOutcome(item.Id, ItemState.Synced)],
                Intents = [new IntentClosed(intents[0].Id, IntentOutcome.Written, "77", null, null)],
            },
            Ct);

        seen.ShouldBe(["S1:account -", "S2:account c1", "S3:account c1", "S4:account c1", "S7:account c1", "S8:account c1"]);
    }
}
