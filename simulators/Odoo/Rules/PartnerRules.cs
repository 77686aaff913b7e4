using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Rules;

/// <summary>Nothing of a partner is unique: not its name, its reference, its e-mail or its tax number.</summary>
internal static class PartnerRules
{
    private static readonly string[] documents = ["sale.order", "account.move"];

    public static void Add(Registry registry)
    {
        registry.Rules["res.partner"] = new ModelRules
        {
            Created = (partner, _) => registry.Database.Set(
                partner, "property_product_pricelist",
                partner.Get("property_product_pricelist") ?? registry.Database.Living("product.pricelist").OrderBy(list => list.Id).First().Id),
            Saved = (partner, _) => Check(registry, partner),
            Unlinking = partner => RefuseWhereUsed(registry, partner),
        };
        registry.Rules["product.product"] = new ModelRules
        {
            Created = (product, _) => registry.Database.Set(
                product, "uom_id", product.Get("uom_id") ?? registry.Database.Living("uom.uom").OrderBy(unit => unit.Id).First().Id),
        };
    }

    private static void Check(Registry registry, OdooRecord partner)
    {
        if (partner.Text("type") == "contact" && partner.Text("name") is null)
        {
            throw OdooError.Validation("Contacts require a name");
        }

        if (partner.Text("website") is { } site && !site.Contains("://", StringComparison.Ordinal))
        {
            registry.Database.Set(partner, "website", $"http://{site}");
        }
    }

    private static void RefuseWhereUsed(Registry registry, OdooRecord partner)
    {
        if (documents.Any(model => registry.Database.Inverse(model, "partner_id", partner.Id).Count > 0))
        {
            throw OdooError.Validation(
                "The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n\nModel: Sales Order (sale.order), Constraint: sale_order_partner_id_fkey");
        }
    }
}
