using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>What is worked out on reading and kept nowhere: balances, and who a customer's contacts are.</summary>
internal sealed class Figures(CompanyStore store, Ledger ledger, Currencies currencies)
{
    private const string RemainingAmount = "remainingAmount";
    private const string BalanceDue = "balanceDue";

    public static bool IsWorkedOut(string property) => property is RemainingAmount or BalanceDue;

    public JsonNode? Of(BcRecord record, Property property) => (record.Set, property.Name) switch
    {
        (Entities.SalesInvoices, RemainingAmount) => ledger.Remaining(record),
        (Entities.Customers, BalanceDue) => Due(record),
        _ => null,
    };

    /// <summary>The contact of the company itself, and the persons who work there.</summary>
    public IEnumerable<JsonObject> ContactsOf(string customerId)
    {
        var company = CompanyOf(customerId);
        return company is null ? [] : store.All(Entities.Contacts)
            .Where(contact => contact == company || contact.Text("companyNumber") == company.Text("number"))
            .Select(contact => new JsonObject
            {
                ["@odata.etag"] = contact.Etag,
                ["contactId"] = contact.Id,
                ["contactNumber"] = contact.Text("number"),
                ["contactName"] = contact.Text("displayName"),
                ["contactType"] = contact.Text("type"),
                ["relatedId"] = customerId,
                ["relatedType"] = "Customer",
            });
    }

    /// <summary>The business relation is a table of its own in the application; callers see it only through contactsInformation.</summary>
    public BcRecord? CompanyOf(string customerId) =>
        store.All(Entities.Contacts).FirstOrDefault(contact => contact.Text("customer") == customerId);

    private decimal Due(BcRecord customer) => store.All(Entities.SalesInvoices)
        .Where(invoice => invoice.Text("customerId") == customer.Id && invoice.Text("status") == "Open" && invoice.Date("dueDate") < store.Today)
        .Sum(invoice => currencies.ToLocal(ledger.Remaining(invoice), invoice.Text("currencyCode"), store.Today));
}
