using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>Payment journals. Posting takes the rows away; nothing in API v2.0 lists what was posted.</summary>
internal sealed class Journals(CompanyStore store, Books books, Credits credits)
{
    public void Post(BcRecord journal)
    {
        var rows = store.All(Entities.CustomerPayments).Where(row => row.Text("journalId") == journal.Id).ToList();
        if (rows.Count == 0)
        {
            throw BcError.Dialog("There is nothing to post.");
        }

        foreach (var row in rows.Where(row => row.Number("amount") >= 0))
        {
            throw BcError.Dialog($"The \"amount\" should be a negative number. Line: {row.Text("lineNumber")}.");
        }

        foreach (var row in rows)
        {
            if (Invoice(row) is { } invoice)
            {
                credits.Pay(invoice, -row.Number("amount"), row.Date("postingDate"));
            }

            store.Remove(row);
            books.Report(row, "delete", new JsonObject { ["posted"] = true });
        }
    }

    private BcRecord? Invoice(BcRecord row)
    {
        var id = row.Text("appliesToInvoiceId");
        var number = row.Text("appliesToInvoiceNumber");
        if (id == BcRecord.NoId && number.Length == 0)
        {
            return null;
        }

        return (id != BcRecord.NoId ? store.Find(Entities.SalesInvoices, id) : store.FindNumber(Entities.SalesInvoices, number))
            ?? throw BcError.Dialog(string.Create(CultureInfo.InvariantCulture, $"The \"appliesToInvoiceNumber\" should be set to a Posted Invoice Number."));
    }
}
