using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Flows;

/// <summary>
/// The customer's balance from the postings alone: what was invoiced, less what was paid and credited, plus what was paid back. What an
/// amount is applied to makes no difference to it. A posting that the ERP refuses did not happen.
/// </summary>
internal sealed class ExpectedBooks(FinanceBooks books)
{
    private readonly Dictionary<string, decimal> _paid = [];
    private readonly Dictionary<string, decimal> _credited = [];
    private readonly Dictionary<string, decimal> _refunds = [];

    public decimal Balance => FinanceBooks.First + FinanceBooks.Second - _paid.Values.Sum() - _credited.Values.Sum() + _refunds.Values.Sum();

    public void Post(int act, int which, int amount)
    {
        try
        {
            Do(act, books.Invoices[which], which, amount);
        }
        catch (VendorRuleException)
        {
        }
    }

    private void Do(int act, string invoice, int which, int amount)
    {
        switch (act)
        {
            case 0:
                _paid[books.Post("post-payment", ("invoice", invoice), ("amount", amount))] = amount;
                break;
            case 1:
                // More than both invoices together.
                _paid[books.Post("pay-invoices", ("invoices", new JsonArray(books.Invoices[which], books.Invoices[1 - which])), ("amount", amount * 2))] = amount * 2;
                break;
            case 2:
                _credited[books.Post("credit-memo", ("invoice", invoice), ("amount", amount))] = amount;
                break;
            case 3 when Any(which, _paid, _credited) is { } credit:
                _refunds[books.Post("refund", ("credit", credit), ("amount", amount / 4 + 1))] = amount / 4 + 1;
                break;
            case 4 when Any(which, _paid) is { } payment:
                books.Post("void-payment", ("payment", payment));
                _paid.Remove(payment);
                break;
            case 5 when Any(amount, _paid, _credited) is { } credit:
                books.Post("unapply", ("credit", credit));
                break;
            case 6 when Any(amount, _paid, _credited) is { } credit:
                books.Post("apply-credit", ("credit", credit), ("invoice", invoice));
                break;
            case 7 when Any(amount, _refunds) is { } refund:
                books.Post("void-refund", ("refund", refund));
                _refunds.Remove(refund);
                break;
        }
    }

    private static string? Any(int which, params Dictionary<string, decimal>[] posted) =>
        posted.SelectMany(of => of.Keys).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } all ? all[which % all.Count] : null;
}
