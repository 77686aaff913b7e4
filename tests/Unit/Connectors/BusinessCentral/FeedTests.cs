using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.BusinessCentral;

public sealed class FeedTests
{
    private static readonly Selection invoices = new("salesInvoice", "number", "status", "orderNumber", "totalAmountIncludingTax", "amountPaid", "amountCredited", "remainingAmount");

    [Fact]
    public async Task A_feed_is_drained_page_by_page_and_goes_on_where_it_stood()
    {
        using var bench = new Bench(pageSize: 2);
        var ids = Enumerable.Range(1, 5).Select(i =>
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            return bench.Customer($"Company {i}");
        }).ToList();

        var seen = new List<string>();
        string? cursor = null;
        ChangePage page;
        do
        {
            page = await bench.Connector.ReadChangesAsync(A.Feed(new Selection("customer", "displayName"), cursor), Bench.Ct);
            cursor = page.Cursor;
            seen.AddRange(page.Records.Select(record => record.Ref.Id));
        }
        while (page.HasMore);

        seen.ShouldBe(ids);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        bench.System.PersonEdits("customers", ids[0], new JsonObject { ["phoneNumber"] = "1" });
        var next = await bench.Connector.ReadChangesAsync(A.Feed(new Selection("customer", "displayName"), cursor), Bench.Ct);
        next.Records.Select(record => record.Ref.Id).ShouldContain(ids[0]);
        next.Records.Count.ShouldBeLessThan(3);
    }

    [Fact]
    public async Task A_cursor_far_in_the_future_brings_nothing()
    {
        using var bench = new Bench();
        bench.Customer("Acme GmbH");

        var page = await bench.Connector.ReadChangesAsync(A.Feed(new Selection("customer", "displayName"), """{"newest":"2099-01-01T00:00:00.000Z"}"""), Bench.Ct);

        page.Records.ShouldBeEmpty();
        page.HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task A_position_that_cannot_be_read_stops_the_feed_and_no_record_is_skipped()
    {
        using var bench = new Bench();

        var stopped = await Should.ThrowAsync<ConnectorException>(() => bench.Connector.ReadChangesAsync(A.Feed(new Selection("customer", "displayName"), "rubbish"), Bench.Ct));

        stopped.Fault.Kind.ShouldBe(FaultKind.UnexpectedAnswer);
    }

    /// <summary>Trap 3: a part of a payment changes neither the invoice's status nor its stamp.</summary>
    [Fact]
    public async Task A_payment_in_part_is_seen_although_the_invoices_stamp_stands_still()
    {
        using var bench = new Bench();
        var invoice = Invoice(bench, 100);
        var first = await bench.Connector.ReadChangesAsync(A.Feed(invoices), Bench.Ct);
        var stamp = bench.Stored("salesInvoices", invoice)["lastModifiedDateTime"]!.ToString();
        bench.Act("post-payment", new JsonObject { ["invoice"] = invoice, ["amount"] = 40 });

        var second = await bench.Connector.ReadChangesAsync(A.Feed(invoices, """{"newest":"2099-01-01T00:00:00.000Z"}"""), Bench.Ct);

        bench.Stored("salesInvoices", invoice)["lastModifiedDateTime"]!.ToString().ShouldBe(stamp);
        var record = second.Records.ShouldHaveSingleItem();
        record.Values["remainingAmount"]!.ToString().ShouldBe("60");
        record.Values["amountPaid"]!.ToString().ShouldBe("40");
        record.Version.ShouldNotBe(first.Records.Single().Version);
        bench.Calls.Count(call => call.Operation == "batch-read").ShouldBe(3, "changes and open invoices share a call; what credits took off is another");
    }

    /// <summary>Trap 9: "Paid" may be a credit memo.</summary>
    [Fact]
    public async Task What_a_credit_memo_settled_is_no_money_received()
    {
        using var bench = new Bench();
        var invoice = Invoice(bench, 100);
        bench.Act("credit-memo", new JsonObject { ["invoice"] = invoice });

        var record = await bench.ReadAsync(invoices, invoice);

        record.Values["status"]!.ToString().ShouldBe("Paid");
        record.Values["amountPaid"]!.ToString().ShouldBe("0");
        record.Values["amountCredited"]!.ToString().ShouldBe("100");
    }

    [Fact]
    public async Task Payment_and_credit_are_told_apart_on_one_invoice()
    {
        using var bench = new Bench();
        var invoice = Invoice(bench, 100);
        bench.Act("post-payment", new JsonObject { ["invoice"] = invoice, ["amount"] = 30 });
        bench.Act("credit-memo", new JsonObject { ["invoice"] = invoice, ["amount"] = 20 });

        var record = await bench.ReadAsync(invoices, invoice);

        (record.Values["amountPaid"]!.ToString(), record.Values["amountCredited"]!.ToString(), record.Values["remainingAmount"]!.ToString()).ShouldBe(("30", "20", "50"));
    }

    /// <summary>Trap 8: posting gives a draft another number.</summary>
    [Fact]
    public async Task A_draft_that_is_posted_stays_the_same_invoice_under_another_number()
    {
        using var bench = new Bench();
        bench.Item("HX-1");
        var customer = bench.Customer("Acme GmbH");
        var id = bench.Made("salesInvoices", new JsonObject
        {
            ["customerId"] = customer,
            ["salesInvoiceLines"] = new JsonArray(new JsonObject { ["lineType"] = "Item", ["lineObjectNumber"] = "HX-1", ["quantity"] = 1, ["unitPrice"] = 10 }),
        });
        var draft = await bench.ReadAsync(invoices, id);
        using var http = new HttpClient(bench.Transport, disposeHandler: false);
        await Api.PostAsync(bench, http, $"salesInvoices({id})/Microsoft.NAV.post");

        var posted = await bench.ReadAsync(invoices, id);

        posted.Values["number"]!.ToString().ShouldNotBe(draft.Values["number"]!.ToString());
        posted.Values["status"]!.ToString().ShouldBe("Open");
    }

    [Fact]
    public async Task Invoices_and_credit_memos_name_what_they_are_about()
    {
        using var bench = new Bench();
        var invoice = Invoice(bench, 100);
        bench.Act("credit-memo", new JsonObject { ["invoice"] = invoice, ["amount"] = 10 });

        var orders = await bench.Connector.ReadChangesAsync(A.Feed(new Selection("salesInvoice", "orderNumber"), about: "orderNumber"), Bench.Ct);
        var memos = await bench.Connector.ReadChangesAsync(A.Feed(new Selection("salesCreditMemo", "invoiceId"), about: "invoiceId"), Bench.Ct);

        orders.Records.Single().Values["orderNumber"]!.ToString().ShouldStartWith("S-ORD");
        memos.Records.Single().Values["invoiceId"]!.ToString().ShouldBe(invoice);
    }

    internal static string Invoice(Bench bench, decimal amount)
    {
        bench.Item("HX-1");
        var customer = bench.Customer("Acme GmbH");
        var order = bench.Act("enter-order", new JsonObject
        {
            ["customer"] = customer, ["lines"] = new JsonArray(new JsonObject { ["item"] = "HX-1", ["quantity"] = 1, ["rate"] = amount }),
        });
        return bench.Act("invoice-order", new JsonObject { ["order"] = order["id"]!.ToString() })["id"]!.ToString();
    }
}
