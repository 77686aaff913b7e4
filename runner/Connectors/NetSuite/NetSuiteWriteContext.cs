using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>Reads what the bodies of a batch need, set-wise and only what its records need.</summary>
internal sealed class WriteContextReader(NetSuiteQuery query, NetSuiteSchemas schemas, NetSuiteLookups lookups)
{
    private const int idsPerStatement = 900;

    public async Task<WriteContext> ReadAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct)
    {
        var names = writes
            .SelectMany(write => write.Values)
            .Where(value => NetSuiteLookups.Knows(value.Key) && value.Value is not null)
            .GroupBy(value => value.Key, value => value.Value!.ToString())
            .ToDictionary(group => group.Key, group => group.ToHashSet(StringComparer.OrdinalIgnoreCase));
        var rows = writes.SelectMany(write => write.Lines).SelectMany(set => set.Rows).ToList();
        var items = rows
            .Select(row => row.Values.GetValueOrDefault("item.itemId")?.ToString())
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var discounts = rows.Exists(row => OrderLineBodies.Discount(row) is not null)
            || writes.Any(write => write.Values.GetValueOrDefault("headerDiscountPercent") is not null);
        await lookups.LearnAsync(names, items, discounts, ct).ConfigureAwait(false);
        return new WriteContext(
            await AddressesAsync(Updated(writes, w => w.Values.Keys.Any(AddressBodies.Covers)), ct).ConfigureAwait(false),
            await LinesAsync(Updated(writes, w => w.Lines.Count > 0), ct).ConfigureAwait(false),
            await SchemasAsync(writes, ct).ConfigureAwait(false));
    }

    private static IReadOnlyList<string> Updated(IEnumerable<WriteRequest> writes, Func<WriteRequest, bool> which) =>
        NetSuiteQuery.Ids(writes.Where(w => w.Id is not null && which(w)).Select(w => w.Id!));

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<AddressRow>>> AddressesAsync(IReadOnlyList<string> customers, CancellationToken ct)
    {
        var found = new Dictionary<string, IReadOnlyList<AddressRow>>();
        foreach (var chunk in customers.Chunk(idsPerStatement))
        {
            var columns = string.Concat(AddressBodies.FieldNames.Select(name => $", a.{name} AS {name}"));
            var page = await query.AllAsync(
                $"SELECT b.entity AS doc, b.internalid AS line, b.defaultbilling AS billing, b.defaultshipping AS shipping{columns} "
                + "FROM customeraddressbook b LEFT JOIN customeraddressbookentityaddress a ON a.nkey = b.addressbookaddress "
                + $"WHERE b.entity IN ({string.Join(", ", chunk)}) ORDER BY b.entity, b.internalid", ct).ConfigureAwait(false);
            foreach (var customer in page.Rows.Where(r => r["doc"] is not null && r["line"] is not null).GroupBy(r => r["doc"]!))
            {
                found[customer.Key] =
                [
                    .. customer.Select(row => new AddressRow(
                        row["line"]!, row["billing"] == "T", row["shipping"] == "T", AddressBodies.FieldNames.ToDictionary(name => name, name => row[name]))),
                ];
            }
        }

        return found;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>>> LinesAsync(IReadOnlyList<string> orders, CancellationToken ct)
    {
        var found = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>();
        foreach (var chunk in orders.Chunk(idsPerStatement))
        {
            var page = await query.AllAsync(
                $"SELECT l.transaction AS doc, l.id AS line, l.custcol_crm_line AS crmline FROM transactionline l "
                + $"WHERE l.transaction IN ({string.Join(", ", chunk)}) AND l.mainline = 'F' AND l.taxline = 'F' "
                + "ORDER BY l.transaction, l.linesequencenumber, l.id", ct).ConfigureAwait(false);
            foreach (var order in page.Rows.Where(r => r["doc"] is not null && r["line"] is not null).GroupBy(r => r["doc"]!))
            {
                found[order.Key] = [.. order.Select(row => KeyValuePair.Create(row["crmline"] ?? "", row["line"]!))];
            }
        }

        return found;
    }

    /// <summary>Only where a path is not in the catalogue of objects.</summary>
    private async Task<IReadOnlyDictionary<string, NetSuiteSchema>> SchemasAsync(IEnumerable<WriteRequest> writes, CancellationToken ct)
    {
        var needed = new Dictionary<string, NetSuiteSchema>();
        foreach (var type in writes.GroupBy(w => w.ObjectType))
        {
            if (NetSuiteCatalogue.Find(type.Key) is { Writable: true } of
                && type.SelectMany(w => w.Values.Keys).Any(path => of.Path(path) is null && !path.Contains('.', StringComparison.Ordinal)))
            {
                needed[of.Name] = await schemas.OfAsync(of.Schema, ct).ConfigureAwait(false);
            }
        }

        return needed;
    }
}
