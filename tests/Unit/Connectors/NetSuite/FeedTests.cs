using System.Text.Json.Nodes;
using Harness.Port;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Connectors.NetSuite;

public sealed class FeedTests
{
    private static readonly TimeSpan overlap = TimeSpan.FromMinutes(10);
    private static readonly ChangeSource customers = new("customers", new Selection("customer", "companyName", A.Address("billing", "city")));
    private static readonly ChangeSource settlements = new("settlements", new Selection("settlement", "total", "unapplied", "type"), "appliedTo");

    [Fact]
    public async Task Pages_of_one_second_bring_every_record_once()
    {
        using var bench = new Bench(pageSize: 2);
        var made = Enumerable.Range(1, 7).Select(i => bench.Made("customer", Customer(i))).ToList();

        var (read, _) = await DrainAsync(bench, customers, null);

        read.Select(r => r.Ref.Id).ShouldBe(made);
    }

    [Fact]
    public async Task A_quiet_poll_is_one_call_and_gives_nothing_with_a_new_version()
    {
        using var bench = new Bench();
        Enumerable.Range(1, 3).ToList().ForEach(i => bench.Made("customer", Customer(i)));
        var (first, cursor) = await DrainAsync(bench, customers, null);
        var before = bench.Calls.Count();

        var (second, again) = await DrainAsync(bench, customers, cursor);

        (bench.Calls.Count() - before).ShouldBe(1);
        second.Select(r => r.Version).ShouldBe(first.Select(r => r.Version));
        again.ShouldBe(cursor);
    }

    [Fact]
    public async Task A_second_edit_within_one_second_has_another_version()
    {
        using var bench = new Bench();
        var id = bench.Made("customer", Customer(1));
        var (first, cursor) = await DrainAsync(bench, customers, null);
        bench.Account.PersonEdits("customer", id, new JsonObject { ["companyName"] = "Renamed" });

        var (second, _) = await DrainAsync(bench, customers, cursor);

        second.ShouldHaveSingleItem().Version.ShouldNotBe(first.ShouldHaveSingleItem().Version);
    }

    [Fact]
    public async Task A_change_that_shows_late_is_found_within_the_overlap()
    {
        using var bench = new Bench();
        bench.Account.Faults.Arm(new FaultOrder("late-visible") { Delay = TimeSpan.FromMinutes(3) });
        var late = bench.Made("customer", Customer(1));
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        bench.Made("customer", Customer(2));
        var (_, cursor) = await DrainAsync(bench, customers, null);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));

        var (read, _) = await DrainAsync(bench, customers, cursor);

        read.Select(r => r.Ref.Id).ShouldContain(late);
    }

    [Fact]
    public async Task Deleted_records_are_a_source_of_their_own()
    {
        using var bench = new Bench();
        var id = bench.Made("customer", Customer(1));
        bench.Account.PersonDeletes("customer", id);

        var (read, _) = await DrainAsync(bench, new ChangeSource("deleted:customer", new Selection("deletedrecord")), null);

        var gone = read.ShouldHaveSingleItem();
        gone.Deleted.ShouldBeTrue();
        gone.Ref.ShouldBe(new RecordRef("netsuite", "customer", id));
        (await bench.ReadAsync(new Selection("customer", "companyName"), id)).Deleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Payments_and_credits_are_one_source_and_name_their_invoices()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 100m);
        bench.Account.Actions["post-payment"](new JsonObject { ["invoice"] = invoice, ["amount"] = 40, ["date"] = "2026-02-03" });
        bench.Account.Actions["credit-memo"](new JsonObject { ["invoice"] = invoice, ["amount"] = 80 });
        var before = bench.Calls.Count();

        var (read, _) = await DrainAsync(bench, settlements, null);

        (bench.Calls.Count() - before).ShouldBe(1);
        read.Select(r => r.Values["type"]!.ToString()).ShouldBe(["CustPymt", "CustCred"], ignoreOrder: true);
        read.ShouldAllBe(r => r.Values["appliedTo"]!.AsArray().Single()!.ToString() == invoice);
        read.Single(r => r.Values["type"]!.ToString() == "CustCred").Values["unapplied"]!.GetValue<decimal>().ShouldBe(20m);
    }

    [Fact]
    public async Task A_payment_that_is_taken_off_its_invoice_in_the_same_second_is_another_version_of_it_and_still_names_its_customer()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 100m);
        var source = new ChangeSource("settlements", new Selection("settlement", "appliedTo", "unapplied", "status"), "entity.id");
        var payment = bench.Account.Actions["post-payment"](new JsonObject { ["invoice"] = invoice, ["amount"] = 40 })["id"]!.ToString();
        var (before, _) = await DrainAsync(bench, source, null);
        bench.Account.Actions["unapply"](new JsonObject { ["credit"] = payment });

        var (after, _) = await DrainAsync(bench, source, null);

        after.ShouldHaveSingleItem().Version.ShouldNotBe(before.ShouldHaveSingleItem().Version);
        after[0].Values["entity.id"]!.ToString().ShouldBe(before[0].Values["entity.id"]!.ToString());
        after[0].Values["appliedTo"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refund_is_in_the_same_source()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 100m);
        var payment = bench.Account.Actions["post-payment"](new JsonObject { ["invoice"] = invoice, ["amount"] = 140 })["id"]!.ToString();
        var (_, cursor) = await DrainAsync(bench, settlements, null);
        bench.Account.Actions["refund"](new JsonObject { ["credit"] = payment });

        var (read, _) = await DrainAsync(bench, settlements, cursor);

        read.Select(r => r.Values["type"]!.ToString()).ShouldContain("CustRfnd");
    }

    [Fact]
    public async Task A_feed_goes_on_after_a_stop_in_the_middle_of_a_drain()
    {
        using var bench = new Bench(pageSize: 2);
        var made = Enumerable.Range(1, 5).Select(i => bench.Made("customer", Customer(i))).ToList();
        var page = await bench.Connector.ReadChangesAsync(Request(customers, null), Bench.Ct);
        page.HasMore.ShouldBeTrue();

        var (rest, _) = await DrainAsync(bench, customers, page.Cursor);

        page.Records.Concat(rest).Select(r => r.Ref.Id).ShouldBe(made);
    }

    [Fact]
    public async Task A_position_that_cannot_be_read_is_said()
    {
        using var bench = new Bench();

        var thrown = await Should.ThrowAsync<ConnectorException>(() => bench.Connector.ReadChangesAsync(Request(customers, "garbled"), Bench.Ct));

        thrown.Fault.Kind.ShouldBe(FaultKind.UnexpectedAnswer);
    }

    private static async Task<(List<RawRecord> Records, string Cursor)> DrainAsync(Bench bench, ChangeSource source, string? cursor)
    {
        var records = new List<RawRecord>();
        while (true)
        {
            var page = await bench.Connector.ReadChangesAsync(Request(source, cursor), Bench.Ct);
            records.AddRange(page.Records);
            cursor = page.Cursor;
            if (!page.HasMore)
            {
                return (records, cursor);
            }
        }
    }

    private static ChangeRequest Request(ChangeSource source, string? cursor) =>
        new(source, cursor, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), overlap);

    private static JsonObject Customer(int number) => new() { ["companyName"] = $"Company {number}", ["subsidiary"] = "1" };
}
