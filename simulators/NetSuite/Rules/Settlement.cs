using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

/// <summary>Payments and credit memos applied to invoices by document, and what follows for statuses.</summary>
internal sealed class Settlement(RecordStore store, NetSuiteOptions options, Today today, Balances balances)
{
    public void Check(NsRecord source)
    {
        var values = source.Values;
        var lines = source.Lines("apply");
        lines.RemoveAll(l => !l.Values.Flag("apply") && l.Values.ContainsKey("apply"));
        var isPayment = source.Type == TransactionTypes.CustomerPayment;
        var limit = isPayment ? values.Number("payment") : values.Number("total");
        for (var i = 0; i < lines.Count; i++)
        {
            limit -= Apply(source, lines[i].Values, i, limit);
        }

        var applied = lines.Sum(l => l.Values.Amount("amount"));
        if (isPayment)
        {
            values.Put("payment", Money.Round(values.Number("payment") ?? applied, store.Decimals(values.Text("currency"))));
            values.Put("undepFunds", values.Get("undepFunds") ?? values.Get("account") is null);
            values.Put("total", values.Get("payment"));
            if (values.Amount("payment") <= 0)
            {
                throw NsError.User("Please enter value(s) for: Payment Amount.", "payment");
            }
        }

        if (applied > values.Amount("total"))
        {
            throw NsError.User("The total of the amounts applied may not exceed the amount of the transaction.", "apply");
        }

        var rest = values.Amount("total") - applied;
        values.Put("applied", applied);
        values.Put("unapplied", rest);
        if (!isPayment)
        {
            values.Put("amountRemaining", rest);
        }

        source.Status = source.Voided ? "V" : isPayment ? (values.Flag("undepFunds") ? "B" : "C") : rest == 0 ? "B" : "A";
    }

    /// <summary>An invoice's status, paid and remaining amounts from what is applied to it.</summary>
    public void Refresh(NsRecord invoice, bool stamp)
    {
        var values = invoice.Values;
        var paid = balances.AppliedTo(invoice);
        invoice.Status = invoice.Voided ? "V" : values.Text("approvalStatus") switch { "1" => "D", "3" => "E", _ => "A" };
        var remaining = balances.Remaining(invoice);
        if (invoice.Status == "A" && remaining == 0)
        {
            invoice.Status = "B";
        }

        values.Put("amountPaid", paid);
        values.Put("amountRemaining", remaining);
        if (stamp && options.ApplyingTouchesInvoice)
        {
            values.Put("lastModifiedDate", today.Now);
        }
    }

    private decimal Apply(NsRecord source, Values line, int index, decimal? limit)
    {
        var place = $"apply.items[{index}]";
        var id = line.Text("doc") ?? throw NsError.User("Please enter value(s) for: Document.", $"{place}.doc");
        var invoice = store.Find(TransactionTypes.Group, id)!;
        var owner = source.Values.Text(source.Type.Field("customer") is null ? "entity" : "customer");
        if (invoice.Type != TransactionTypes.Invoice
            || invoice.Values.Text("entity") != owner
            || invoice.Values.Text("currency") != source.Values.Text("currency")
            || invoice.Voided)
        {
            throw NsError.Value("doc", id, $"{place}.doc");
        }

        var open = balances.Remaining(invoice, source);
        line.Put("apply", true);
        line.Put("amount", Money.Round(line.Number("amount") ?? Math.Min(open, limit ?? open), store.Decimals(invoice.Values.Text("currency"))));
        if (line.Amount("amount") <= 0 || line.Amount("amount") > open)
        {
            throw NsError.User(
                $"You cannot apply {line.Amount("amount")} to {invoice.Values.Text("tranId")}: {open} is due.", $"{place}.amount");
        }

        return line.Amount("amount");
    }
}
