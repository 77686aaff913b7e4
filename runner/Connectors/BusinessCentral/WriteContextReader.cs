using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>Reads what the bodies of a batch need, set-wise and only what its records need.</summary>
internal sealed class WriteContextReader(BusinessCentralService service, BusinessCentralRecords records, BusinessCentralLookups lookups)
{
    private readonly ContactCompanies companies = new(service);

    public async Task<WriteContext> ReadAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct)
    {
        var terms = Texts(writes, "paymentTerms.code");
        var numbers = writes.Where(write => write is { ObjectType: BusinessCentralCatalogue.SalesOrder, Id: not null }).Select(write => write.Id!).ToList();
        var open = (await records.OpenOrdersAsync(numbers, ct).ConfigureAwait(false)).ToDictionary(order => order.Text("number"), StringComparer.OrdinalIgnoreCase);
        var missing = numbers.Where(number => !open.ContainsKey(number)).ToList();
        return new WriteContext(
            terms.Count > 0 || writes.Any(write => write.ObjectType == BusinessCentralCatalogue.SalesOrder)
                ? await lookups.KnowingAsync(terms, ct).ConfigureAwait(false)
                : new BusinessCentralLookups.Lists(new Dictionary<string, string>(), new Dictionary<string, int>(), "", "", [], [], []),
            await companies.CompaniesAsync(Texts(writes, "customer.id"), ct).ConfigureAwait(false),
            open,
            await InvoicedAsync(missing, ct).ConfigureAwait(false));
    }

    private async Task<HashSet<string>> InvoicedAsync(List<string> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
        {
            return [];
        }

        var selection = new Selection(BusinessCentralCatalogue.SalesOrder, "status");
        return [.. (await records.OrdersAsync(selection, numbers, ct).ConfigureAwait(false)).Rows.Select(row => row.Text("number"))];
    }

    private static List<string> Texts(IEnumerable<WriteRequest> writes, string path) =>
        [.. writes.Select(write => write.Values.GetValueOrDefault(path)?.ToString()).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
}
