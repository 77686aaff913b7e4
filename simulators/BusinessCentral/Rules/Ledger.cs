using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

internal enum EntryKind
{
    Payment,
    CreditMemo,
}

/// <summary>What was applied to a posted invoice. No entity of API v2.0 shows it.</summary>
internal sealed record LedgerEntry(EntryKind Kind, string InvoiceId, string CustomerId, string Document, decimal Amount, DateOnly Date)
{
    public bool IsReversed { get; set; }
}

internal sealed class Ledger(CompanyStore store)
{
    private readonly List<LedgerEntry> entries = [];

    public IReadOnlyList<LedgerEntry> Entries => entries;

    public decimal Remaining(BcRecord invoice) => invoice.Text("status") switch
    {
        "Canceled" or "Corrective" => 0,
        "Draft" or "In Review" => invoice.Number("totalAmountIncludingTax"),
        _ => invoice.Number("totalAmountIncludingTax") - entries.Where(entry => entry.InvoiceId == invoice.Id && !entry.IsReversed).Sum(entry => entry.Amount),
    };

    public bool HasPayments(BcRecord invoice) => entries.Exists(entry => entry.InvoiceId == invoice.Id && entry is { Kind: EntryKind.Payment, IsReversed: false });

    /// <summary>The invoice's row changes only where its status does: a part of a payment leaves row and stamp as they are.</summary>
    public void Apply(LedgerEntry entry, BcRecord? invoice)
    {
        entries.Add(entry);
        Follow(invoice);
    }

    public void Reverse(LedgerEntry entry)
    {
        entry.IsReversed = true;
        Follow(store.Find(Entities.SalesInvoices, entry.InvoiceId));
    }

    private void Follow(BcRecord? invoice)
    {
        if (invoice is null || invoice.Text("status") is not ("Open" or "Paid"))
        {
            return;
        }

        var status = Remaining(invoice) == 0 ? "Paid" : "Open";
        if (invoice.Text("status") != status)
        {
            invoice.Put("status", status);
            store.Touch(invoice);
        }
    }
}
