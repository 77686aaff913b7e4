using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Sync.Passes;

namespace Harness.Flows.Invoices;

/// <summary>Invoices with their payments and credits, condensed on the opportunity and on the account.</summary>
public static class InvoicesFlow
{
    /// <param name="today">The day in the ERP company's time zone.</param>
    public static Flow Create(Func<DateOnly> today) => new("invoices", InvoiceFields.Entity, Rank: 5, CallPriority: 2)
    {
        RollsUp = true,
        AgesByPath = InvoiceFields.DueDate.Name,
        Derive = (snapshot, side) => side == SystemRole.Erp ? snapshot with { Fields = InvoiceStatus.Complete(snapshot.Fields, today()) } : snapshot,
    };
}
