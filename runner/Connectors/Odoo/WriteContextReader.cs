using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>Reads what the bodies of a batch need, set-wise and only what its records need.</summary>
internal sealed class WriteContextReader(OdooQuery query, OdooSchemas schemas, OdooLookups lookups)
{
    public async Task<WriteContext> ReadAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct)
    {
        await LearnAsync(writes, ct).ConfigureAwait(false);
        var addressed = Updated(writes, write => write.Values.Keys.Any(OdooAddresses.Covers));
        var orders = Updated(writes, write => write.ObjectType == OdooCatalogue.Order.Name
            && (write.Lines.Count > 0 || write.Values.ContainsKey("header_discount") || write.Values.ContainsKey("confirmed")));
        var lined = Updated(writes, write => write.Lines.Count > 0 || write.Values.ContainsKey("header_discount"));
        var contacts = Updated(writes, write => write.Values.Keys.Any(path => path is "x_crm_first_name" or "x_crm_last_name"));
        var lines = lined.Count == 0 ? [] : await OdooBeside.OrderLinesAsync(query, lined, OdooLines.Fields, ct).ConfigureAwait(false);
        await LearnProductsAsync(writes, lines.Values, ct).ConfigureAwait(false);
        return new WriteContext(
            addressed.Count == 0 ? Array.Empty<AddressRow>().ToLookup(row => row.Id) : await OdooAddresses.ReadAsync(query, addressed, ct).ConfigureAwait(false),
            lines,
            await RowsAsync("sale.order", orders, ["state", "date_order"], ct).ConfigureAwait(false),
            await RowsAsync("res.partner", contacts, ["name", "x_crm_first_name", "x_crm_last_name"], ct).ConfigureAwait(false),
            await SchemasAsync(writes, ct).ConfigureAwait(false));
    }

    /// <summary>The lists behind the names of a batch; once more where a name is not in one.</summary>
    private async Task LearnAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct)
    {
        var named = writes.SelectMany(write => write.Values
            .Where(value => !OdooValues.IsEmpty(value.Value) && OdooCatalogue.Find(write.ObjectType)?.Path(value.Key)?.List is not null)
            .Select(value => (List: OdooCatalogue.Find(write.ObjectType)!.Path(value.Key)!.List!, Name: value.Value!.ToString()))).Distinct().ToList();
        await lookups.LearnAsync(named.Select(one => one.List), ct).ConfigureAwait(false);
        foreach (var list in named.Where(one => lookups.Find(one.List, one.Name) is null).Select(one => one.List).Distinct())
        {
            await lookups.RefreshAsync(list, ct).ConfigureAwait(false);
        }

        if (writes.Any(write => write.Values.Keys.Any(OdooAddresses.Covers)))
        {
            await lookups.LearnAsync([OdooLookups.Countries, OdooLookups.States], ct).ConfigureAwait(false);
        }
    }

    private async Task LearnProductsAsync(IReadOnlyList<WriteRequest> writes, IEnumerable<OdooLines> existing, CancellationToken ct)
    {
        var rows = writes.SelectMany(write => write.Lines).SelectMany(set => set.Rows).ToList();
        var ids = rows.Select(row => OdooValues.Text(row.Values.GetValueOrDefault("product_id.id")))
            .Concat(existing.SelectMany(lines => lines.All).Select(row => OdooValues.Reference(row["product_id"]))).OfType<string>().ToHashSet();
        var codes = rows.Select(row => OdooValues.Text(row.Values.GetValueOrDefault("product_id.default_code"))).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var discount = writes.SelectMany(write => write.Lines).Any(OrderLineBodies.NeedsDiscountProduct)
            || writes.Any(write => OdooValues.Number(write.Values.GetValueOrDefault("header_discount")) is not (null or 0));
        if (ids.Count + codes.Count > 0 || discount)
        {
            await lookups.LearnProductsAsync(ids, codes, discount, ct).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyDictionary<string, OdooRow>> RowsAsync(string model, IReadOnlyList<string> ids, string[] fields, CancellationToken ct) => ids.Count == 0
        ? new Dictionary<string, OdooRow>()
        : (await query.AllAsync(model, new JsonArray(new JsonArray("id", "in", OdooValues.Numbers(ids))), fields, ct).ConfigureAwait(false)).ToDictionary(row => row.Id);

    /// <summary>Only where a path is not in the catalogue of objects.</summary>
    private async Task<IReadOnlyDictionary<string, OdooSchema>> SchemasAsync(IEnumerable<WriteRequest> writes, CancellationToken ct)
    {
        var needed = new Dictionary<string, OdooSchema>();
        foreach (var type in writes.GroupBy(write => write.ObjectType))
        {
            if (OdooCatalogue.Find(type.Key) is { Writable: true } of && type.SelectMany(write => write.Values.Keys).Any(path => of.Path(path) is null))
            {
                needed[of.Name] = await schemas.OfAsync(of.Model, ct).ConfigureAwait(false);
            }
        }

        return needed;
    }

    private static IReadOnlyList<string> Updated(IEnumerable<WriteRequest> writes, Func<WriteRequest, bool> which) =>
        OdooValues.Ids(writes.Where(write => write.Id is not null && which(write)).Select(write => write.Id!));
}
