using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>Payments and credit memos as they are posted against invoices.</summary>
internal sealed class Credits(CompanyStore store, Books books, CardRules cards, DocumentRules documents, Ledger ledger)
{
    /// <summary>More than is due stays on the customer's account, applied to nothing.</summary>
    public LedgerEntry Pay(BcRecord invoice, decimal amount, DateOnly? date)
    {
        Posted(invoice);
        var due = ledger.Remaining(invoice);
        var entry = new LedgerEntry(
            EntryKind.Payment, invoice.Id, invoice.Text("customerId"), store.Next("PAY", 1), amount < 0 ? amount : Math.Min(due, amount), date ?? store.Today);
        ledger.Apply(entry, invoice);
        Told(invoice, entry, amount);
        return entry;
    }

    /// <summary>The whole invoice, or one line over an amount.</summary>
    public BcRecord Credit(BcRecord invoice, decimal? amount, DateOnly? date)
    {
        Posted(invoice);
        var due = ledger.Remaining(invoice);
        var memo = Memo(invoice, date, "Open");
        if (amount is { } part)
        {
            Line(memo, invoice, part);
        }
        else
        {
            Copy(invoice, memo);
            memo.Put("discountAmount", invoice.Number("discountAmount"));
        }

        documents.Total(memo);
        var applied = Math.Min(due, memo.Number("totalAmountIncludingTax"));
        memo.Put("status", applied == memo.Number("totalAmountIncludingTax") ? "Paid" : "Open");
        store.Touch(memo);
        books.Report(memo, "create", new JsonObject { ["invoiceNumber"] = invoice.Text("number") });
        books.OnSaved(memo, null);
        ledger.Apply(new LedgerEntry(EntryKind.CreditMemo, invoice.Id, invoice.Text("customerId"), memo.Text("number"), applied, memo.Date("postingDate")!.Value), invoice);
        return memo;
    }

    /// <summary>Makes and posts a corrective credit memo; what was paid must be undone first.</summary>
    public void Cancel(BcRecord invoice)
    {
        Posted(invoice);
        if (ledger.HasPayments(invoice))
        {
            throw BcError.Dialog("You cannot cancel this posted sales invoice because it is fully or partially paid. To reverse a paid sales invoice, you must manually create a sales credit memo.");
        }

        var memo = Memo(invoice, null, "Corrective");
        Copy(invoice, memo);
        memo.Put("discountAmount", invoice.Number("discountAmount"));
        documents.Total(memo);
        store.Touch(memo);
        invoice.Put("status", "Canceled");
        store.Touch(invoice);
        books.Report(invoice, "update", new JsonObject { ["status"] = "Canceled" });
        books.OnSaved(invoice, null);
    }

    private static void Posted(BcRecord invoice)
    {
        if (invoice.Text("status") is not ("Open" or "Paid"))
        {
            throw BcError.Dialog("The action can be applied to a posted invoice only.");
        }
    }

    private BcRecord Memo(BcRecord invoice, DateOnly? date, string status)
    {
        var memo = cards.Blank(Entities.SalesCreditMemos);
        foreach (var name in new[]
        {
            "externalDocumentNumber", "customerId", "customerNumber", "customerName", "billToName", "billToCustomerId", "billToCustomerNumber", "currencyId", "currencyCode", "paymentTermsId",
        })
        {
            memo.Put(name, invoice.Values[name]?.DeepClone());
        }

        memo.Put("number", store.Next("PS-CR", 104_001));
        memo.Put("creditMemoDate", date ?? store.Today);
        memo.Put("postingDate", date ?? store.Today);
        memo.Put("dueDate", date ?? store.Today);
        memo.Put("invoiceId", invoice.Id);
        memo.Put("invoiceNumber", invoice.Text("number"));
        memo.Put("status", status);
        store.Add(memo);
        return memo;
    }

    private void Copy(BcRecord invoice, BcRecord memo)
    {
        foreach (var line in store.LinesOf(invoice.Id).ToList())
        {
            var copy = cards.Blank(Entities.SalesCreditMemoLines);
            foreach (var property in Entities.All[Entities.SalesCreditMemoLines].Properties.Where(property => property.Name != "id"))
            {
                copy.Put(property.Name, line.Values[property.Name]?.DeepClone());
            }

            copy.Put("documentId", memo.Id);
            store.Add(copy);
        }
    }

    private void Line(BcRecord memo, BcRecord invoice, decimal amount)
    {
        var line = cards.Blank(Entities.SalesCreditMemoLines);
        line.Put("documentId", memo.Id);
        line.Put("sequence", 10_000);
        line.Put("lineType", "Item");
        line.Put("lineObjectNumber", store.LinesOf(invoice.Id)[0].Text("lineObjectNumber"));
        line.Put("quantity", 1);
        line.Put("unitPrice", amount);
        line.Put("amountExcludingTax", amount);
        store.Add(line);
    }

    private void Told(BcRecord invoice, LedgerEntry entry, decimal amount) => books.Report(
        invoice, "payment", new JsonObject { ["document"] = entry.Document, ["amount"] = amount, ["date"] = entry.Date.ToString("yyyy-MM-dd") });
}
