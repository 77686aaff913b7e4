using Harness.Core.Records.Fields;
using Harness.Sync.Passes;
using Harness.Sync.Reconciling;

namespace Harness.Flows.Products;

/// <summary>The ERP's items become the CRM's products, with a price book entry for each currency.</summary>
public static class ProductsFlow
{
    public static Flow Create() => new("products", ProductFields.Entity, Rank: 1, CallPriority: 4)
    {
        NotOurs = item => item is { Erp: { } product, Link: null } && product.Fields.Get(ProductFields.Active) == false
            ? "An inactive item that the CRM does not know."
            : null,
        Tally = (product, _) => new Tallied(null, product.Fields.Get(ProductFields.Active) == false ? "inactive" : "active", 0),
    };
}
