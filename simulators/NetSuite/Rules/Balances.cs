using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

/// <summary>What is worked out from documents and what is applied to them.</summary>
internal sealed class Balances(RecordStore store, Today today)
{
    public decimal AppliedTo(NsRecord document, NsRecord? except = null) => store.AppliedTo.Find(document.Id)
        .Where(source => source.Id != except?.Id && !source.Voided)
        .SelectMany(source => source.Lines("apply"))
        .Where(line => line.Values.Flag("apply") && line.Values.Text("doc") == document.Id)
        .Sum(line => line.Values.Amount("amount"));

    public decimal Remaining(NsRecord invoice, NsRecord? except = null) => invoice.Voided || invoice.Status is "D" or "E"
        ? 0
        : invoice.Values.Amount("total") - AppliedTo(invoice, except);

    /// <summary>In the customer's own currency: open invoices less what was paid or credited and not applied yet.</summary>
    public decimal Of(NsRecord customer, bool overdue)
    {
        var currency = customer.Values.Text("currency");
        var sum = store.TransactionsOfEntity.Find(customer.Id).Sum(t => Open(t, overdue) * Rate(t, currency));
        return Money.Round(sum, store.Decimals(currency));
    }

    public object? LineValue(NsLine line, Sublist sublist, string field)
    {
        if (sublist.Name == "apply" && store.Find(TransactionTypes.Group, line.Values.Text("doc") ?? "") is { } document)
        {
            return field switch
            {
                "refNum" => document.Values.Get("tranId"),
                "total" => document.Values.Get("total"),
                "due" => Remaining(document),
                "applyDate" => document.Values.Get("tranDate"),
                "line" => line.Values.Get(field) ?? 0m,
                _ => line.Values.Get(field),
            };
        }

        return sublist.Name == "price" && field == "priceLevelName"
            ? store.Find("priceLevel", line.Values.Text("priceLevel") ?? "")?.Values.Get("name")
            : line.Values.Get(field);
    }

    private decimal Open(NsRecord transaction, bool overdue) => transaction.Type.TypeCode switch
    {
        "CustInvc" when !overdue || transaction.Values.Date("dueDate") < today.Date => transaction.Values.Amount("amountRemaining"),
        "CustPymt" or "CustCred" when !overdue && !transaction.Voided => -transaction.Values.Amount("unapplied"),
        _ => 0,
    };

    private decimal Rate(NsRecord transaction, string? currency)
    {
        if (transaction.Values.Text("currency") == currency || currency is null)
        {
            return 1;
        }

        var own = store.Find("currency", currency)?.Values.Amount("exchangeRate") ?? 1;
        return transaction.Values.Amount("exchangeRate") / own;
    }
}
