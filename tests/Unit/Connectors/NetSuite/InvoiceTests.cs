using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.NetSuite;

public sealed class InvoiceTests
{
    private static readonly Selection figures = new(
        "invoice", "status", "total", "amountPaid", "amountCredited", "amountRemaining", "lastPaymentDate", "createdFrom.id", "entity.id", "currency.symbol", "dueDate", "tranId");

    [Fact]
    public async Task Cash_and_credits_are_told_apart()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 100m);
        Pay(bench, invoice, 30, "2026-02-03");
        Pay(bench, invoice, 10.5m, "2026-02-01");
        bench.Account.Actions["credit-memo"](new JsonObject { ["invoice"] = invoice, ["amount"] = 20 });

        var read = await bench.ReadAsync(figures, invoice);

        read.Values["amountPaid"]!.GetValue<decimal>().ShouldBe(40.5m);
        read.Values["amountCredited"]!.GetValue<decimal>().ShouldBe(20m);
        read.Values["amountRemaining"]!.GetValue<decimal>().ShouldBe(39.5m);
        read.Values["lastPaymentDate"]!.ToString().ShouldBe("2026-02-03");
        read.Values["status"]!.ToString().ShouldBe("Open");
        read.Values["tranId"]!.ToString().ShouldStartWith("INV-");
    }

    [Fact]
    public async Task An_invoice_settled_by_a_credit_memo_was_not_paid()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 100m);
        bench.Account.Actions["credit-memo"](new JsonObject { ["invoice"] = invoice });

        var read = await bench.ReadAsync(figures, invoice);

        read.Values["status"]!.ToString().ShouldBe("Paid In Full");
        read.Values["amountPaid"]!.GetValue<decimal>().ShouldBe(0m);
        read.Values["amountCredited"]!.GetValue<decimal>().ShouldBe(100m);
        read.Values["lastPaymentDate"].ShouldBeNull();
    }

    [Fact]
    public async Task A_batch_of_invoices_with_many_payments_is_read_whole()
    {
        using var bench = new Bench(pageSize: 3);
        var invoices = new List<string>();
        for (var i = 1; i <= 3; i++)
        {
            invoices.Add(await Sold.InvoiceAsync(bench, 100m, i));
            for (var payment = 1; payment <= i * 2; payment++)
            {
                Pay(bench, invoices[^1], 5, "2026-02-03");
            }
        }

        var read = await bench.Connector.ReadManyAsync(figures, invoices, Bench.Ct);

        read.Select(r => r.Ref.Id).ShouldBe(invoices);
        read.Select(r => r.Values["amountPaid"]!.GetValue<decimal>()).ShouldBe([10m, 20m, 30m]);
    }

    [Fact]
    public async Task Invoices_of_orders_are_found_by_the_order_in_one_call()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 100m);
        await Sold.InvoiceAsync(bench, 50m, 2);
        var order = (await bench.ReadAsync(figures, invoice)).Values["createdFrom.id"]!;
        var before = bench.Calls.Count();

        var found = await bench.Connector.FindManyAsync(figures, [new FindKey("createdFrom.id", order.DeepClone())], Bench.Ct);

        found.ShouldHaveSingleItem().Ref.Id.ShouldBe(invoice);
        (bench.Calls.Count() - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_voided_invoice_says_so()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 100m);
        bench.Account.Actions["void-invoice"](new JsonObject { ["invoice"] = invoice });

        (await bench.ReadAsync(figures, invoice)).Values["status"]!.ToString().ShouldBe("Voided");
    }

    [Fact]
    public async Task What_a_payment_has_left_over_is_found_by_the_customer_until_it_is_used_or_paid_back()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 100m);
        var customer = (await bench.ReadAsync(figures, invoice)).Values["entity.id"]!;
        var payment = bench.Account.Actions["post-payment"](new JsonObject { ["invoice"] = invoice, ["amount"] = 130 })["id"]!.ToString();
        (await LeftOverAsync(bench, customer)).ShouldBe([30m]);

        bench.Account.Actions["refund"](new JsonObject { ["credit"] = payment, ["amount"] = 20 });
        (await LeftOverAsync(bench, customer)).ShouldBe([10m]);

        bench.Account.Actions["unapply"](new JsonObject { ["credit"] = payment });
        (await LeftOverAsync(bench, customer)).ShouldBe([110m]);

        bench.Account.Actions["apply-credit"](new JsonObject { ["credit"] = payment, ["invoice"] = invoice });
        (await LeftOverAsync(bench, customer)).ShouldBe([10m]);

        bench.Account.Actions["refund"](new JsonObject { ["credit"] = payment });
        (await LeftOverAsync(bench, customer)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_voided_payment_has_nothing_left_over()
    {
        using var bench = new Bench();
        var invoice = await Sold.InvoiceAsync(bench, 100m);
        var customer = (await bench.ReadAsync(figures, invoice)).Values["entity.id"]!;
        var payment = bench.Account.Actions["post-payment"](new JsonObject { ["invoice"] = invoice, ["amount"] = 130 })["id"]!.ToString();

        bench.Account.Actions["void-payment"](new JsonObject { ["payment"] = payment });

        (await LeftOverAsync(bench, customer)).ShouldBeEmpty();
        (await bench.ReadAsync(figures, invoice)).Values["amountRemaining"]!.GetValue<decimal>().ShouldBe(100m);
    }

    private static async Task<IEnumerable<decimal>> LeftOverAsync(Bench bench, JsonNode customer) =>
        (await bench.Connector.FindManyAsync(new Selection("openCredit", "currency.symbol", "unapplied"), [new FindKey("entity.id", customer.DeepClone())], Bench.Ct))
        .Select(credit => credit.Values["unapplied"]!.GetValue<decimal>());

    private static void Pay(Bench bench, string invoice, decimal amount, string date) =>
        bench.Account.Actions["post-payment"](new JsonObject { ["invoice"] = invoice, ["amount"] = amount, ["date"] = date });
}
