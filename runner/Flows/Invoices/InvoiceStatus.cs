using Harness.Core.Records;
using Harness.Core.Records.Fields;

namespace Harness.Flows.Invoices;

/// <summary>
/// The status that Sales sees, from the amounts first and the ERP's own word second: no ERP has a word for "partially
/// paid" and "overdue" that can be relied on.
/// </summary>
public static class InvoiceStatus
{
    public static FieldSet Complete(FieldSet document, DateOnly today) => document.Get(InvoiceFields.Unapplied) is { } left
        ? document.With(InvoiceFields.Status, "unapplied").With(InvoiceFields.Balance, left with { Amount = -left.Amount })
        : document.With(InvoiceFields.Status, Of(document, today));

    public static string Of(FieldSet invoice, DateOnly today)
    {
        var said = invoice.Get(InvoiceFields.Status);
        if (said is "voided" or "pending")
        {
            return said;
        }

        var total = invoice.Get(InvoiceFields.Total)?.Amount ?? 0;
        var balance = invoice.Get(InvoiceFields.Balance)?.Amount ?? total;
        var credited = invoice.Get(InvoiceFields.Credited)?.Amount ?? 0;
        var paid = invoice.Get(InvoiceFields.Paid)?.Amount ?? 0;
        if (balance <= 0 && total > 0)
        {
            return credited >= total && paid <= 0 ? "credited" : "paid";
        }

        return invoice.Get(InvoiceFields.DueDate) is { } due && due < today ? "overdue"
            : paid > 0 || credited > 0 ? "partially_paid"
            : "sent";
    }
}
