using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>Names and codes behind ids, because Odoo takes references by id. A list is read once for the run, and once more when a name is not in it.</summary>
internal sealed class OdooLookups(OdooQuery query, string discountProduct) : IDisposable
{
    public const string Countries = "res.country";
    public const string States = "res.country.state";
    public const string Terms = "account.payment.term";
    public const string PriceLists = "product.pricelist";
    public const string Units = "uom.uom";

    private static readonly Dictionary<string, string[]> fields = new()
    {
        [Countries] = ["code"], [States] = ["code", "country_id"], [Terms] = ["name"], [PriceLists] = ["currency_id"], [Units] = ["name"],
    };

    public static readonly string[] ProductFields = ["default_code", "display_name"];

    private readonly ConcurrentDictionary<string, IReadOnlyList<OdooRow>> lists = new();
    private readonly ConcurrentDictionary<string, (string? Code, string? Label)> products = new();
    private readonly ConcurrentDictionary<string, string> productIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim gate = new(1, 1);
    private OdooRow? company;

    public string? DiscountProduct => productIds.GetValueOrDefault(discountProduct);

    public Fault NoDiscountProduct => OdooFaults.Broken(
        $"Odoo has no product with the internal reference {discountProduct}: create one (Products > New, type Service, invoiced on ordered quantities) or name another in the configuration.");

    public async Task LearnAsync(IEnumerable<string> names, CancellationToken ct)
    {
        foreach (var name in names.Distinct().Where(name => !lists.ContainsKey(name)))
        {
            await RefreshAsync(name, ct).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<OdooRow>> RefreshAsync(string name, CancellationToken ct) =>
        lists[name] = await query.AllAsync(name, new JsonArray(), fields[name], ct).ConfigureAwait(false);

    /// <summary>Products by id and by internal reference, a call for all that are not known yet.</summary>
    public async Task LearnProductsAsync(IReadOnlyCollection<string> ids, IReadOnlyCollection<string> codes, bool discount, CancellationToken ct)
    {
        await gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            var newIds = OdooValues.Ids(ids).Where(id => !products.ContainsKey(id)).ToList();
            var newCodes = codes.Concat(discount ? [discountProduct] : []).Where(code => !productIds.ContainsKey(code)).Distinct().ToList();
            if (newIds.Count + newCodes.Count == 0)
            {
                return;
            }

            var wanted = new List<JsonArray>();
            if (newIds.Count > 0)
            {
                wanted.Add(new JsonArray(new JsonArray("id", "in", OdooValues.Numbers(newIds))));
            }

            if (newCodes.Count > 0)
            {
                wanted.Add(new JsonArray(new JsonArray("default_code", "in", new JsonArray([.. newCodes.Select(code => JsonValue.Create(code))]))));
            }

            Know(await query.AllAsync("product.product", OdooQuery.Or(wanted), ProductFields, ct).ConfigureAwait(false));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Rows that hold <see cref="ProductFields"/>, whatever they were read for.</summary>
    public void Know(IEnumerable<OdooRow> rows)
    {
        foreach (var row in rows)
        {
            var code = OdooValues.Text(row["default_code"]);
            products[row.Id] = (code, OdooValues.Text(row["display_name"]));
            if (code is not null)
            {
                productIds.TryAdd(code, row.Id);
            }
        }
    }

    public string? ProductCode(string id) => products.GetValueOrDefault(id).Code;

    public string? ProductLabel(string id) => products.GetValueOrDefault(id).Label;

    public string? Product(string code) => productIds.GetValueOrDefault(code);

    public string? CountryCode(string id) => Code(Countries, id);

    public string? StateCode(string id) => Code(States, id);

    public string? Country(string code) => Rows(Countries).FirstOrDefault(row => Is(row["code"], code))?.Id;

    public string? State(string? country, string code) =>
        Rows(States).FirstOrDefault(row => Is(row["code"], code) && OdooValues.Reference(row["country_id"]) == country)?.Id;

    public string? CurrencyOf(string priceList) => OdooValues.Label(Rows(PriceLists).FirstOrDefault(row => row.Id == priceList)?["currency_id"]);

    /// <summary>The id of what is called so; of several price lists in a currency the oldest.</summary>
    public string? Find(string list, string name) => Rows(list)
        .FirstOrDefault(row => list == PriceLists ? string.Equals(OdooValues.Label(row["currency_id"]), name, StringComparison.OrdinalIgnoreCase) : Is(row[fields[list][0]], name))?.Id;

    public IReadOnlyList<string> Names(string list) =>
        [.. Rows(list).Select(row => list == PriceLists ? OdooValues.Label(row["currency_id"]) : OdooValues.Text(row[fields[list][0]])).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase)];

    public Fault Unknown(string list, string path)
    {
        var names = Names(list);
        var more = names.Count > 20 ? $" and {names.Count - 20} more" : "";
        var what = list == PriceLists ? "price list in that currency" : "such value";
        return new Fault(FaultKind.UnmappedValue, $"Odoo has no {what} for {path}. It knows: {string.Join(", ", names.Take(20))}{more}.", Fields: [path]);
    }

    /// <summary>Null where there is no such company, or the user does not belong to it.</summary>
    public async Task<OdooRow?> CompanyAsync(int company, CancellationToken ct) =>
        this.company ??= await query.AllAsync("res.company", new JsonArray(new JsonArray("id", "=", company)), ["name", "currency_id"], ct).ConfigureAwait(false) is [var row, ..] ? row : null;

    public void Dispose() => gate.Dispose();

    private IReadOnlyList<OdooRow> Rows(string list) => lists.GetValueOrDefault(list, []);

    private string? Code(string list, string id) => OdooValues.Text(Rows(list).FirstOrDefault(row => row.Id == id)?["code"]);

    private static bool Is(JsonNode? node, string text) => string.Equals(OdooValues.Text(node), text, StringComparison.OrdinalIgnoreCase);
}
