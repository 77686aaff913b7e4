using System.Collections.Concurrent;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>
/// Names behind ids, because NetSuite takes references by id. Each list is read once for the run, and once more when a
/// name is not in it.
/// </summary>
internal sealed class NetSuiteLookups(NetSuiteQuery query, string discountItem) : IDisposable
{
    public const string Currencies = "currency.symbol";
    public const string Terms = "terms.refName";
    public const string Units = "saleUnit.refName";

    private const int namesPerStatement = 900;

    private static readonly Dictionary<string, string> statements = new()
    {
        [Currencies] = "SELECT id AS id, symbol AS name FROM currency ORDER BY id",
        [Terms] = "SELECT id AS id, name AS name FROM term ORDER BY id",
        [Units] = "SELECT DISTINCT saleunit AS id, BUILTIN.DF(saleunit) AS name FROM item WHERE saleunit IS NOT NULL ORDER BY saleunit",
    };

    private readonly ConcurrentDictionary<string, Dictionary<string, string>> lists = new();
    private readonly ConcurrentDictionary<string, string> items = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? discount;

    public static bool Knows(string path) => path is Currencies or Terms;

    /// <summary>Ids by name, without regard to case.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListAsync(string path, CancellationToken ct) =>
        lists.TryGetValue(path, out var list) ? list : await RefreshAsync(path, ct).ConfigureAwait(false);

    public async Task<IReadOnlyDictionary<string, string>> RefreshAsync(string path, CancellationToken ct)
    {
        var page = await query.AllAsync(statements[path], ct).ConfigureAwait(false);
        var list = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in page.Rows)
        {
            if (row["id"] is { } id && row["name"] is { } name)
            {
                list.TryAdd(name, id);
            }
        }

        return lists[path] = list;
    }

    /// <summary>Reads the lists and items that a batch names, a statement each where something is not known yet.</summary>
    public async Task LearnAsync(IReadOnlyDictionary<string, HashSet<string>> names, IReadOnlyCollection<string> itemIds, bool needsDiscount, CancellationToken ct)
    {
        await gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            foreach (var (path, wanted) in names)
            {
                var isNew = !lists.ContainsKey(path);
                var list = await ListAsync(path, ct).ConfigureAwait(false);
                if (!isNew && wanted.Any(name => !list.ContainsKey(name)))
                {
                    await RefreshAsync(path, ct).ConfigureAwait(false);
                }
            }

            foreach (var chunk in itemIds.Where(name => !items.ContainsKey(name)).Distinct().Chunk(namesPerStatement))
            {
                await LearnItemsAsync(chunk, ct).ConfigureAwait(false);
            }

            if (needsDiscount && discount is null)
            {
                var page = await query.PageAsync(
                    $"SELECT id AS id FROM item WHERE itemtype = 'Discount' AND LOWER(itemid) = {NetSuiteQuery.Quote(discountItem.ToLowerInvariant())} ORDER BY id", ct)
                    .ConfigureAwait(false);
                discount = page.Rows is [var row, ..] ? row["id"] : null;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public string? Find(string path, string name) => lists.GetValueOrDefault(path)?.GetValueOrDefault(name);

    public Fault Unknown(string path)
    {
        var allowed = lists.GetValueOrDefault(path)?.Keys.Order(StringComparer.OrdinalIgnoreCase).ToList() ?? [];
        var shown = string.Join(", ", allowed.Take(20));
        var more = allowed.Count > 20 ? $" and {allowed.Count - 20} more" : "";
        return new Fault(FaultKind.UnmappedValue, $"NetSuite has no such value for {path}. It knows: {shown}{more}.", Fields: [path]);
    }

    public string? Item(string itemId) => items.GetValueOrDefault(itemId);

    public string? Discount => discount;

    public void Dispose() => gate.Dispose();

    public Fault NoDiscountItem => NetSuiteFaults.Broken(
        $"NetSuite has no discount item named {discountItem}: create one (Lists > Accounting > Items > New > Discount) or name another in the configuration.");

    private async Task LearnItemsAsync(IEnumerable<string> names, CancellationToken ct)
    {
        var page = await query.AllAsync(
            $"SELECT id AS id, itemid AS name FROM item WHERE LOWER(itemid) IN ({NetSuiteQuery.List(names.Select(n => n.ToLowerInvariant()))}) ORDER BY id", ct)
            .ConfigureAwait(false);
        foreach (var row in page.Rows)
        {
            if (row["id"] is { } id && row["name"] is { } name)
            {
                items.TryAdd(name, id);
            }
        }
    }
}
