using System.Text.Json.Nodes;
using Harness.Features.Company;

namespace Harness.Features.Steps;

/// <summary>Invoices, payments and credits, as Finance posts them.</summary>
[Binding]
internal sealed class InvoiceSteps(World world, OrderBook orders)
{
    private JsonObject? _payment;
    private JsonObject? _credit;

    [StepDefinition("Finance invoices the order for {string}, due in {int} day(s)")]
    public void InvoiceDueIn(string opportunity, int days) => Invoice(opportunity, world.Today, days, null);

    [StepDefinition("Finance invoices the order for {string}, due {int} day(s) ago")]
    public void InvoiceDueAgo(string opportunity, int days) => Invoice(opportunity, world.Today.AddDays(-days), 0, null);

    [StepDefinition("Finance invoices {decimal} % of the order for {string}")]
    public void InvoiceShare(decimal percent, string opportunity) => Invoice(opportunity, world.Today, 30, percent / 100);

    [StepDefinition("Finance invoices the rest of the order for {string}")]
    public void InvoiceRest(string opportunity) => Invoice(opportunity, world.Today, 30, null);

    [StepDefinition("Finance holds the invoice of {string} back for approval")]
    public void Hold(string opportunity) => world.Finance.HoldBack(InvoiceOf(opportunity));

    [StepDefinition("the customer pays {decimal} of the invoice of {string}")]
    public void Pay(decimal amount, string opportunity) => _payment = world.Finance.Post("post-payment", InvoiceOf(opportunity), amount);

    [StepDefinition("the customer pays {decimal} for the invoices of {string} and {string}")]
    public void PayAll(decimal amount, string first, string second) => _payment = world.Finance.PayAll([InvoiceOf(first), InvoiceOf(second)], amount);

    [StepDefinition("the payment bounces")]
    public void Bounce() => world.Finance.VoidPayment(_payment!);

    [StepDefinition("Finance takes the payment off the invoice again")]
    public void TakeOff() => world.Finance.TakeOff(_payment!);

    [StepDefinition("Finance uses the rest of the payment for the invoice of {string}")]
    public void UseRest(string opportunity) => world.Finance.ApplyRest(_payment!, InvoiceOf(opportunity));

    [StepDefinition("Finance pays back {decimal} of the payment")]
    public void PayBack(decimal amount) => world.Finance.PayBack(_payment!, amount);

    [StepDefinition("Finance pays back {decimal} of the credit memo")]
    public void PayBackCredit(decimal amount) => world.Finance.PayBack(_credit!, amount);

    [StepDefinition("the customer pays the first invoice of {string}")]
    public void PayFirst(string opportunity) => world.Finance.Post("post-payment", orders.InvoicesOf(opportunity)[0], null);

    [StepDefinition("Finance credits the invoice of {string}")]
    public void Credit(string opportunity) => _credit = world.Finance.Post("credit-memo", InvoiceOf(opportunity), null);

    [StepDefinition("Finance credits {decimal} of the invoice of {string}")]
    public void Credit(decimal amount, string opportunity) => _credit = world.Finance.Post("credit-memo", InvoiceOf(opportunity), amount);

    [StepDefinition("Finance voids the invoice of {string}")]
    public void Void(string opportunity) => world.Finance.Post("void-invoice", InvoiceOf(opportunity), null);

    [Then("Sales sees both invoice numbers on the opportunity {string}")]
    public void SeesBothNumbers(string opportunity)
    {
        var shown = world.Sales.Text("opportunity", world.Sales.One("opportunity", opportunity), "invoice number") ?? "";
        var numbers = orders.InvoicesOf(opportunity).Select(invoice => world.Finance.Text("invoice", invoice, "number")!).ToList();
        numbers.Count.ShouldBe(2);
        numbers.ShouldAllBe(number => shown.Contains(number));
    }

    private JsonObject InvoiceOf(string opportunity) => orders.InvoicesOf(opportunity).ShouldHaveSingleItem();

    private void Invoice(string opportunity, DateOnly date, int dueIn, decimal? share) =>
        world.Finance.Invoice(orders.For(opportunity), date, date.AddDays(dueIn), share);
}
