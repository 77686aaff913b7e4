namespace Harness.Simulators.Referee;

/// <summary>Every active item of the ERP is one product of the CRM, with its unit and its base prices. The ERP owns them all.</summary>
internal sealed class ProductRules(CrmBooks crm, ErpBooks erp, Verdict verdict)
{
    private readonly ILookup<string?, CrmProduct> products = crm.Products.ToLookup(product => product.Sku);

    private readonly HashSet<string> createdByApi =
        [.. crm.Creations.Where(creation => creation is { Actor: "api", Kind: MadeKind.Product }).Select(creation => creation.Id)];

    public void Check()
    {
        foreach (var item in erp.Items)
        {
            Check(item);
        }
    }

    private void Check(ErpItem item)
    {
        var found = products[item.Sku].ToList();
        if (found.Count > 1 && found.Exists(product => createdByApi.Contains(product.Id)))
        {
            verdict.Doubled.Add(new Finding(
                "product", item.Sku, item.Name, null, "one product", string.Join(", ", found.Select(product => product.Id))));
        }

        if (item.IsActive)
        {
            verdict.Count("products");
        }

        if (found.Count > 0)
        {
            Compare(item, found[0]);
        }
        else if (item.IsActive)
        {
            verdict.Lost.Add(new Finding("product", item.Sku, item.Name, null, "one product", null));
        }
    }

    private void Compare(ErpItem item, CrmProduct product)
    {
        Field("is_active", item.IsActive == product.IsActive, item.IsActive, product.IsActive);
        if (!item.IsActive)
        {
            return;
        }

        Field("name", Same.Text(item.Name, product.Name), item.Name, product.Name);
        Field("unit", Same.Code(item.Unit, product.Unit), item.Unit, product.Unit);
        foreach (var (currency, price) in item.Prices)
        {
            var stored = product.Prices.TryGetValue(currency, out var amount) ? (decimal?)amount : null;
            Field($"price.{currency}", stored == price, price, stored);
        }

        void Field(string field, bool isSame, object? expected, object? found) =>
            verdict.Compare("product", item.Sku, item.Name, field, isSame, expected, found);
    }
}
