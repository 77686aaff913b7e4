using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Models;

internal static class ProductModels
{
    public static IEnumerable<OdooModel> Of(Database database, OdooOptions options) =>
    [
        new("product.product", "Product",
            F.Char("name", "Name", required: true),
            F.Char("default_code", "Internal Reference"),
            F.Text("description_sale", "Sales Description"),
            Kind(options),
            F.Number("list_price", "Sales Price", options.PriceDigits, 1m),
            F.Number("lst_price", "Public Price", options.PriceDigits) with { Compute = product => product.Number("list_price") },
            F.One("uom_id", "Unit of Measure", "uom.uom", required: true),
            F.Choice("invoice_policy", "Invoicing Policy", "order", ("order", "Ordered quantities"), ("delivery", "Delivered quantities")),
            F.Flag("sale_ok", "Can be Sold", true),
            F.Flag("active", "Active", true),
            F.Whole("product_tmpl_id", "Product Template") with { Type = FieldType.Many2one, Relation = "product.product", Compute = product => product.Id, ReadOnly = true })
        {
            Display = product => product.Text("default_code") is { } code ? $"[{code}] {product.Text("name")}" : product.Text("name") ?? "",
        },
        new("product.pricelist.item", "Pricelist Rule",
            F.One("pricelist_id", "Pricelist", "product.pricelist", required: true),
            F.One("product_tmpl_id", "Product", "product.product"),
            F.One("product_id", "Product Variant", "product.product"),
            F.Choice("applied_on", "Apply On", "3_global",
                ("3_global", "All Products"), ("2_product_category", "Product Category"), ("1_product", "Product"), ("0_product_variant", "Product Variant")),
            F.Choice("compute_price", "Computation", "fixed", ("fixed", "Fixed Price"), ("percentage", "Discount"), ("formula", "Formula")),
            F.Number("fixed_price", "Fixed Price", options.PriceDigits),
            F.Number("min_quantity", "Min. Quantity"),
            F.One("currency_id", "Currency", "res.currency") with
            {
                ReadOnly = true,
                Compute = item => database.Find("product.pricelist", item.Ref("pricelist_id"))?.Ref("currency_id"),
            }),
    ];

    /// <summary>"type" held all three kinds up to 17; from 18 on goods that are stocked carry a flag of their own.</summary>
    private static ModelField Kind(OdooOptions options) => options.Version >= 18
        ? F.Choice("type", "Product Type", "consu", ("consu", "Goods"), ("service", "Service"), ("combo", "Combo"))
        : F.Choice("type", "Product Type", "consu", ("consu", "Consumable"), ("service", "Service"), ("product", "Storable Product"));
}
