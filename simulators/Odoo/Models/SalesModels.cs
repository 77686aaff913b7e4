using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Models;

internal static class SalesModels
{
    public static IEnumerable<OdooModel> Of(Database database, OdooOptions options) =>
    [
        new("sale.order", "Sales Order",
        [
            F.Char("name", "Order Reference"),
            F.Choice("state", "Status", "draft", [("draft", "Quotation"), ("sent", "Quotation Sent"), ("sale", "Sales Order"),
                .. Locked(options), ("cancel", "Cancelled")]),
            .. LockedFlag(options),
            F.Choice("invoice_status", "Invoice Status", "no",
                ("upselling", "Upselling Opportunity"), ("invoiced", "Fully Invoiced"), ("to invoice", "To Invoice"), ("no", "Nothing to Invoice")) with { ReadOnly = true },
            F.One("partner_id", "Customer", "res.partner", required: true),
            F.One("partner_invoice_id", "Invoice Address", "res.partner"),
            F.One("partner_shipping_id", "Delivery Address", "res.partner"),
            F.Char("client_order_ref", "Customer Reference"),
            F.Char("origin", "Source Document"),
            F.Moment("date_order", "Order Date") with { Required = true },
            F.One("pricelist_id", "Pricelist", "product.pricelist"),
            F.One("currency_id", "Currency", "res.currency") with { ReadOnly = true },
            F.Number("currency_rate", "Currency Rate") with { ReadOnly = true },
            F.One("payment_term_id", "Payment Terms", "account.payment.term"),
            F.One("company_id", "Company", "res.company"),
            F.Text("note", "Terms and conditions"),
            F.Money("amount_untaxed", "Untaxed Amount"),
            F.Money("amount_tax", "Taxes"),
            F.Money("amount_total", "Total"),
            F.Lines("order_line", "Order Lines", "sale.order.line", "order_id"),
            F.Many("invoice_ids", "Invoices", "account.move") with { ReadOnly = true, Compute = order => Invoices(database, order) },
            F.Whole("invoice_count", "Invoice Count") with { ReadOnly = true, Compute = order => (decimal)Invoices(database, order).Count },
        ])
        {
            Order = "date_order desc, id desc",
        },
        new("sale.order.line", "Sales Order Line",
            F.One("order_id", "Order Reference", "sale.order", required: true),
            F.Text("name", "Description") with { Required = true },
            F.Choice("display_type", "Display Type", null, ("line_section", "Section"), ("line_note", "Note")),
            F.Whole("sequence", "Sequence") with { Default = 10m },
            F.One("product_id", "Product", "product.product"),
            F.Number("product_uom_qty", "Quantity", 2, 1m),
            F.One(options.LineUnit, "Unit of Measure", "uom.uom"),
            F.Number("price_unit", "Unit Price", options.PriceDigits),
            F.Number("discount", "Discount (%)", options.DiscountDigits),
            F.Many(options.LineTaxes, "Taxes", "account.tax"),
            F.Money("price_subtotal", "Subtotal"),
            F.Money("price_tax", "Total Tax"),
            F.Money("price_total", "Total"),
            F.Number("qty_delivered", "Delivered Quantity"),
            F.Number("qty_invoiced", "Invoiced Quantity") with { ReadOnly = true },
            F.One("currency_id", "Currency", "res.currency") with
            {
                ReadOnly = true,
                Compute = line => database.Find("sale.order", line.Ref("order_id"))?.Ref("currency_id"),
            },
            F.Choice("state", "Order Status", null, ("draft", "Quotation"), ("sale", "Sales Order")) with
            {
                ReadOnly = true,
                Compute = line => database.Find("sale.order", line.Ref("order_id"))?.Text("state"),
            })
        {
            Order = "order_id, sequence, id",
            Display = line => $"{database.Find("sale.order", line.Ref("order_id"))?.Text("name")} - {line.Text("name")}",
        },
        new("sale.advance.payment.inv", "Sales Advance Payment Invoice",
            F.Choice("advance_payment_method", "Create Invoice", "delivered", ("delivered", "Regular invoice"), ("percentage", "Down payment (percentage)"), ("fixed", "Down payment (fixed amount)")),
            F.Many("sale_order_ids", "Sales Orders", "sale.order")),
    ];

    /// <summary>A state of its own up to 16, a flag beside the state from 17 on.</summary>
    private static IEnumerable<(string, string)> Locked(OdooOptions options) => options.Version >= 17 ? [] : [("done", "Locked")];

    private static IEnumerable<ModelField> LockedFlag(OdooOptions options) => options.Version >= 17 ? [F.Flag("locked", "Locked")] : [];

    private static IReadOnlyList<long> Invoices(Database database, OdooRecord order)
    {
        var lines = database.Inverse("sale.order.line", "order_id", order.Id).Select(line => line.Id).ToHashSet();
        return
        [
            .. database.Living("account.move.line").Where(line => line.Many("sale_line_ids").Any(lines.Contains))
                .Select(line => line.Ref("move_id")!.Value).Distinct().Order(),
        ];
    }
}
