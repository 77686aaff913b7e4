using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Sync.Passes;

namespace Harness.Host.Demo;

/// <summary>
/// What people see and type in the screens of both systems, whichever vendors they are: the matrix says which object an
/// account or an order is there and which field holds what.
/// </summary>
internal sealed class Screens(SimulatedCompany company, MappingMatrix matrix)
{
    private const string Order = "sales_order";

    public Task<IReadOnlyList<JsonObject>> AccountsAsync(CancellationToken ct) => ListAsync("account", SystemRole.Crm, ct);

    public Task<IReadOnlyList<JsonObject>> CustomersAsync(CancellationToken ct) => ListAsync("account", SystemRole.Erp, ct);

    public Task<IReadOnlyList<JsonObject>> OrdersAsync(CancellationToken ct) => ListAsync(Order, SystemRole.Erp, ct);

    public Task<IReadOnlyList<JsonObject>> InvoicesAsync(CancellationToken ct) => ListAsync("invoice", SystemRole.Erp, ct);

    public async Task<IReadOnlyList<JsonObject>> OpenOpportunitiesAsync(CancellationToken ct) =>
        [.. (await ListAsync(Order, SystemRole.Crm, ct)).Where(one => !IsTrue(Seen(one, Order, "won", SystemRole.Crm)))];

    public Task WinAsync(JsonObject opportunity, DateOnly date, CancellationToken ct) =>
        company.ActAsync(company.Crm, "close-won", new JsonObject { ["opportunity"] = IdOf(opportunity), ["date"] = $"{date:yyyy-MM-dd}" }, ct);

    public Task ActOnAsync(JsonObject record, string action, string what, CancellationToken ct, decimal? amount = null)
    {
        var input = new JsonObject { [what] = IdOf(record) };
        if (amount is { } given)
        {
            input["amount"] = given;
        }

        return company.ActAsync(company.Erp, action, input, ct);
    }

    public Task EditAccountAsync(JsonObject account, string field, string value, CancellationToken ct) => company.EditAsync(
        company.Crm, matrix.Entities["account"].CrmObject, IdOf(account), new JsonObject { [Path("account", field, SystemRole.Crm)!] = value }, ct);

    public Task EditBillingStreetAsync(JsonObject customer, string street, CancellationToken ct) => company.ActAsync(
        company.Erp, "edit-address", new JsonObject { ["customer"] = IdOf(customer), [Path("account", "billing.street", SystemRole.Erp)!.Split('.')[^1]] = street }, ct);

    public bool IsStopped(JsonObject account) => matrix.Entities["account"].Status?.State is { } state && Under(account, state)?.ToString() == "stopped";

    public JsonNode? SeenOn(JsonObject account, string field) => Seen(account, "account", field, SystemRole.Crm);

    public decimal TotalOf(JsonObject invoice) =>
        decimal.TryParse(Seen(invoice, "invoice", "total", SystemRole.Erp)?.ToString(), CultureInfo.InvariantCulture, out var total) ? total : 0;

    /// <summary>When people last won each opportunity, by its id; from the CRM's own journal.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> WonAsync(CancellationToken ct)
    {
        var stage = Path(Order, "stage", SystemRole.Crm)!;
        return (await company.JournalAsync(company.Crm, ct))
            .Where(entry => entry["object"]?.ToString() == matrix.Entities[Order].CrmObject && entry["actor"]?.ToString() == "person" && entry["change"]?.ToString() != "create")
            .Where(entry => (entry["fields"] as JsonObject)?.ContainsKey(stage) == true)
            .GroupBy(entry => entry["key"]!.ToString()).ToDictionary(group => group.Key, group => At(group.Last()));
    }

    /// <summary>
    /// Orders that the integration made, by the ERP's own journal, each with the opportunity that it is linked to. Not every ERP
    /// has a field that carries the opportunity.
    /// </summary>
    public async Task<IReadOnlyList<(string Opportunity, DateTimeOffset At)>> OrderedAsync(Integration integration, CancellationToken ct)
    {
        var made = (await company.JournalAsync(company.Erp, ct))
            .Where(entry => entry["object"]?.ToString() == matrix.Entities[Order].ErpObject && entry["change"]?.ToString() == "create" && entry["actor"]?.ToString() == "api")
            .SelectMany(entry => Names(entry).Select(name => (Name: name, At: At(entry))))
            .GroupBy(order => order.Name).ToDictionary(group => group.Key, group => group.First().At);
        var links = await integration.Ledger.ReadLinksAsync(integration.Id, Order, SystemRole.Erp, [.. made.Keys], ct);
        return [.. links.Select(link => (link.CrmId, made[link.ErpId]))];
    }

    public static string IdOf(JsonObject record) => (record["Id"] ?? record["id"])?.ToString() ?? throw new InvalidOperationException("A simulated record has no id.");

    // An order of Business Central is known by its number, which its invoices keep when it is gone.
    private static IEnumerable<string> Names(JsonObject entry) =>
        new[] { entry["key"], (entry["fields"] as JsonObject)?["number"] }.OfType<JsonNode>().Select(name => name.ToString()).Distinct();

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string entity, SystemRole side, CancellationToken ct) =>
        [.. (await company.RecordsAsync(side == SystemRole.Crm ? company.Crm : company.Erp, matrix.Entities[entity].ObjectIn(side), ct)).OrderBy(IdOf, StringComparer.Ordinal)];

    private JsonNode? Seen(JsonObject record, string entity, string field, SystemRole side) => Path(entity, field, side) is { } path ? Under(record, path) : null;

    private string? Path(string entity, string field, SystemRole side) =>
        matrix.Entities[entity].Rows.FirstOrDefault(row => row.Field == field)?.PathsIn(side) is [var first, ..] ? first : null;

    private static JsonNode? Under(JsonObject record, string path) => path.Split('.').Aggregate((JsonNode?)record, (node, name) => (node as JsonObject)?[name]);

    private static bool IsTrue(JsonNode? node) => string.Equals(node?.ToString(), "true", StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset At(JsonObject entry) => DateTimeOffset.Parse(entry["time"]!.ToString());
}
