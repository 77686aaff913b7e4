using System.Text.Json.Nodes;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// A contact belongs to a company contact and not to a customer; which customer a company contact stands for is told only
/// from the customer's side (contactsInformation). The company contact bears the customer's name.
/// </summary>
internal sealed class ContactCompanies(BusinessCentralService service)
{
    private const int perRequest = 40;
    private const string select = "$select=id,displayName&$expand=contactsInformation($select=contactNumber,contactType)";

    /// <summary>Customers by the number of their company contact.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CustomersAsync(IEnumerable<JsonObject> contacts, CancellationToken ct)
    {
        var names = contacts.Select(contact => contact.Text("companyName")).Where(name => name.Length > 0).Distinct().ToList();
        return names.Count == 0
            ? new Dictionary<string, string>()
            : (await ReadAsync(names.Select(name => $"displayName eq {BusinessCentralValues.Quote(name)}"), ct).ConfigureAwait(false))
                .GroupBy(pair => pair.Company).ToDictionary(pair => pair.Key, pair => pair.First().Customer);
    }

    /// <summary>Numbers of company contacts by customer.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CompaniesAsync(IEnumerable<string> customers, CancellationToken ct)
    {
        var ids = customers.Where(id => Guid.TryParse(id, out _)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return ids.Count == 0
            ? new Dictionary<string, string>()
            : (await ReadAsync(ids.Select(id => $"id eq {id}"), ct).ConfigureAwait(false))
                .GroupBy(pair => pair.Customer, StringComparer.OrdinalIgnoreCase).ToDictionary(pair => pair.Key, pair => pair.First().Company, StringComparer.OrdinalIgnoreCase);
    }

    private async Task<List<(string Customer, string Company)>> ReadAsync(IEnumerable<string> conditions, CancellationToken ct)
    {
        var urls = conditions.Chunk(perRequest).Select(chunk => $"customers?$filter={Uri.EscapeDataString(string.Join(" or ", chunk))}&{select}").ToList();
        var found = await service.RowsAsync(urls, ct).ConfigureAwait(false);
        return
        [
            .. from answer in found
               from customer in answer.Rows
               from contact in (customer["contactsInformation"] as JsonArray ?? []).OfType<JsonObject>()
               where contact.Text("contactType") == "Company"
               select (customer.Text("id"), contact.Text("contactNumber")),
        ];
    }
}
