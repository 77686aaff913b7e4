using System.Text.Json.Nodes;
using CsCheck;

namespace Harness.Unit.Flows;

/// <summary>
/// Whatever Finance posts in whatever order, and whenever the engine looks in between: Sales sees what the books say in the end. What
/// the books say is worked out here from the acts alone.
/// </summary>
public sealed class OrderOfEventsTests
{
    private static readonly Gen<(int Act, int Which, int Amount, int Look)[]> Days =
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 1], Gen.Int[1, 900], Gen.Int[0, 3]).Array[3, 12];

    [Fact]
    public void Any_day_of_payments_credits_refunds_and_corrections_ends_with_the_same_balance_as_the_books() =>
        Days.Sample(
            day => ADayOfPostingsAsync(day).GetAwaiter().GetResult(),
            iter: 25, threads: 1, seed: "0N0XIzNsQ0O2",
            print: day => string.Join(", ", day.Select(act => act.ToString())));

    /// <summary>An overpayment, a credit, a refund and a second invoice's payment: every order in which Finance may post them, with a look after each.</summary>
    [Fact]
    public async Task Every_order_of_four_postings_ends_with_the_same_balance()
    {
        var seen = new HashSet<(decimal, decimal)>();
        foreach (var order in Orders([0, 1, 2, 3]))
        {
            await using var books = await FinanceBooks.OpenAsync();
            string? paid = null;
            Action[] postings =
            [
                () => paid = books.Post("post-payment", ("invoice", books.Invoices[0]), ("amount", 1300)),
                () => books.Post("credit-memo", ("invoice", books.Invoices[0]), ("amount", 200)),
                () => books.Post("pay-invoices", ("invoices", new JsonArray(books.Invoices[1], books.Invoices[0])), ("amount", 550)),
                () => books.Post("refund", ("credit", paid), ("amount", 100)),
            ];
            if (order.ToList().IndexOf(3) < order.ToList().IndexOf(0))
            {
                continue;
            }

            foreach (var one in order)
            {
                postings[one]();
                await books.LookAsync(one);
            }

            await books.SettleAsync();
            seen.Add((books.Balance, books.Shown("Opportunity", "006A", "ERP_Balance__c") + books.Shown("Opportunity", "006B", "ERP_Balance__c")));
        }

        seen.ShouldHaveSingleItem().ShouldBe((FinanceBooks.First + FinanceBooks.Second - 1300 - 200 - 550 + 100, 0));
    }

    private static async Task ADayOfPostingsAsync((int Act, int Which, int Amount, int Look)[] day)
    {
        await using var books = await FinanceBooks.OpenAsync();
        var ledger = new ExpectedBooks(books);
        foreach (var (act, which, amount, look) in day)
        {
            ledger.Post(act, which, amount);
            if (look > 0)
            {
                await books.LookAsync(look - 1);
            }
        }

        await books.SettleAsync();

        books.Balance.ShouldBe(ledger.Balance);
        books.Shown("Opportunity", "006A", "ERP_Invoiced__c").ShouldBe(FinanceBooks.First);
        foreach (var (id, total) in new[] { ("006A", FinanceBooks.First), ("006B", FinanceBooks.Second) })
        {
            var shown = books.Shown("Opportunity", id, "ERP_Paid__c") + books.Shown("Opportunity", id, "ERP_Credited__c") + books.Shown("Opportunity", id, "ERP_Balance__c");
            shown.ShouldBe(total);
            books.Status(id).ShouldBe(books.Shown("Opportunity", id, "ERP_Balance__c") == total ? "sent"
                : books.Shown("Opportunity", id, "ERP_Balance__c") > 0 ? "partially_paid"
                : books.Shown("Opportunity", id, "ERP_Paid__c") == 0 ? "credited" : "paid");
        }
    }

    private static IEnumerable<IReadOnlyList<int>> Orders(IReadOnlyList<int> of) => of.Count == 0
        ? [[]]
        : of.SelectMany(first => Orders([.. of.Where(one => one != first)]).Select(rest => (IReadOnlyList<int>)[first, .. rest]));
}
