using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

/// <summary>
/// Payments and credit memos applied to invoices by document, refunds to what those have left over, and what follows for
/// statuses.
/// </summary>
internal sealed class Settlement(RecordStore store, NetSuiteOptions options, Today today, Balances balances)
{
    public void Check(NsRecord source)
    {
        var values = source.Values;
        var lines = source.Lines("apply");
        lines.RemoveAll(l => !l.Values.Flag("apply") && l.Values.ContainsKey("apply"));
        var limit = source.Type == TransactionTypes.CustomerPayment ? values.Number("payment") : source.Type == TransactionTypes.CustomerRefund ? null : values.Number("total");
        for (var i = 0; i < lines.Count; i++)
        {
            limit -= Apply(source, lines[i].Values, i, limit);
        }

        var applied = lines.Sum(l => l.Values.Amount("amount"));
        if (source.Voided)
        {
            values.Put("payment", 0m);
            values.Put("total", 0m);
        }
        else if (source.Type == TransactionTypes.CustomerPayment)
        {
            values.Put("payment", Money.Round(values.Number("payment") ?? applied, store.Decimals(values.Text("currency"))));
            values.Put("undepFunds", values.Get("undepFunds") ?? values.Get("account") is null);
            values.Put("total", values.Get("payment"));
            if (values.Amount("payment") <= 0)
            {
                throw NsError.User("Please enter value(s) for: Payment Amount.", "payment");
            }
        }
        else if (source.Type == TransactionTypes.CustomerRefund)
        {
            values.Put("total", applied);
            if (applied <= 0)
            {
                throw NsError.User("You must enter at least one line item for this transaction.", "apply");
            }
        }

        if (applied > values.Amount("total"))
        {
            throw NsError.User("The total of the amounts applied may not exceed the amount of the transaction.", "apply");
        }

        values.Put("applied", applied);
        Leave(source);
    }

    /// <summary>What follows for a document from what is applied to it.</summary>
    public void Refresh(NsRecord document, bool stamp)
    {
        if (document.Type == TransactionTypes.Invoice)
        {
            RefreshInvoice(document);
        }
        else
        {
            Leave(document);
        }

        if (stamp && options.ApplyingTouchesInvoice)
        {
            document.Values.Put("lastModifiedDate", today.Now);
        }
    }

    private void RefreshInvoice(NsRecord invoice)
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
    }

    /// <summary>What a payment or a credit has left over once it was applied and paid back.</summary>
    private void Leave(NsRecord source)
    {
        if (source.Type == TransactionTypes.CustomerRefund)
        {
            source.Status = source.Voided ? "V" : "Y";
            return;
        }

        var rest = source.Values.Amount("total") - source.Values.Amount("applied") - balances.AppliedTo(source);
        source.Values.Put("unapplied", rest);
        var isPayment = source.Type == TransactionTypes.CustomerPayment;
        if (!isPayment)
        {
            source.Values.Put("amountRemaining", rest);
        }

        source.Status = source.Voided ? "V" : isPayment ? (source.Values.Flag("undepFunds") ? "B" : "C") : rest == 0 ? "B" : "A";
    }

    private decimal Apply(NsRecord source, Values line, int index, decimal? limit)
    {
        var place = $"apply.items[{index}]";
        var id = line.Text("doc") ?? throw NsError.User("Please enter value(s) for: Document.", $"{place}.doc");
        var document = store.Find(TransactionTypes.Group, id)!;
        if (!Takes(source, document) || Owner(document) != Owner(source) || document.Values.Text("currency") != source.Values.Text("currency") || document.Voided)
        {
            throw NsError.Value("doc", id, $"{place}.doc");
        }

        var open = document.Type == TransactionTypes.Invoice
            ? balances.Remaining(document, source)
            : document.Values.Amount("total") - document.Values.Amount("applied") - balances.AppliedTo(document, source);
        line.Put("apply", true);
        line.Put("amount", Money.Round(line.Number("amount") ?? Math.Min(open, limit ?? open), store.Decimals(document.Values.Text("currency"))));
        if (line.Amount("amount") <= 0 || line.Amount("amount") > open)
        {
            throw NsError.User(
                $"You cannot apply {line.Amount("amount")} to {document.Values.Text("tranId")}: {open} is due.", $"{place}.amount");
        }

        return line.Amount("amount");
    }

    private static bool Takes(NsRecord source, NsRecord document) => source.Type == TransactionTypes.CustomerRefund
        ? document.Type == TransactionTypes.CreditMemo || document.Type == TransactionTypes.CustomerPayment
        : document.Type == TransactionTypes.Invoice;

    private static string? Owner(NsRecord document) => document.Values.Text(document.Type.Field("customer") is null ? "entity" : "customer");
}
