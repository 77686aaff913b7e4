using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Models;

internal static class AccountModels
{
    public static IEnumerable<OdooModel> Of(Database database, OdooOptions options) =>
    [
        new("account.move", "Journal Entry",
            F.Char("name", "Number"),
            F.Choice("move_type", "Type", "entry", ("entry", "Journal Entry"), ("out_invoice", "Customer Invoice"), ("out_refund", "Customer Credit Note"), ("in_invoice", "Vendor Bill")),
            F.Choice("state", "Status", "draft", ("draft", "Draft"), ("posted", "Posted"), ("cancel", "Cancelled")),
            F.Choice("payment_state", "Payment Status", "not_paid",
                ("not_paid", "Not Paid"), ("in_payment", "In Payment"), ("paid", "Paid"), ("partial", "Partially Paid"), ("reversed", "Reversed"), ("invoicing_legacy", "Invoicing App Legacy")) with { ReadOnly = true },
            F.One("partner_id", "Partner", "res.partner"),
            F.Date("invoice_date", "Invoice/Bill Date"),
            F.Date("invoice_date_due", "Due Date"),
            F.Date("date", "Date"),
            F.One("commercial_partner_id", "Commercial Entity", "res.partner") with
            {
                ReadOnly = true,
                Compute = move => database.Find("res.partner", move.Ref("partner_id"))?.Ref("commercial_partner_id"),
            },
            F.Char("invoice_origin", "Origin"),
            F.Char("ref", "Reference"),
            F.Char("payment_reference", "Payment Reference"),
            F.One("currency_id", "Currency", "res.currency", required: true),
            F.One("invoice_payment_term_id", "Payment Terms", "account.payment.term"),
            F.One("journal_id", "Journal", "account.journal"),
            F.One("company_id", "Company", "res.company"),
            F.One("reversed_entry_id", "Reversal of", "account.move"),
            F.One("payment_id", "Payment", "account.payment"),
            F.Money("amount_untaxed", "Untaxed Amount"),
            F.Money("amount_tax", "Tax"),
            F.Money("amount_total", "Total"),
            F.Money("amount_residual", "Amount Due"),
            F.Lines("invoice_line_ids", "Invoice lines", "account.move.line", "move_id"),
            F.Binary("invoice_payments_widget", "Payments") with
            {
                Type = options.Version >= 16 ? FieldType.Binary : FieldType.Text,
                Compute = move => Widget(database, options, move),
            })
        {
            Order = "date desc, name desc, id desc",
            Display = move => move.Text("name") ?? "/",
        },
        new("account.move.line", "Journal Item",
            F.One("move_id", "Journal Entry", "account.move", required: true),
            F.Text("name", "Label"),
            F.One("product_id", "Product", "product.product"),
            F.Number("quantity", "Quantity", 2, 1m),
            F.Number("price_unit", "Unit Price", options.PriceDigits),
            F.Number("discount", "Discount (%)", options.DiscountDigits),
            F.Money("price_subtotal", "Subtotal"),
            F.Money("price_total", "Total"),
            F.Many("sale_line_ids", "Sales Order Lines", "sale.order.line")),
        new("account.payment", "Payments",
            F.Char("name", "Number"),
            F.One("partner_id", "Customer/Vendor", "res.partner"),
            F.Money("amount", "Amount", readOnly: false),
            F.One("currency_id", "Currency", "res.currency", required: true),
            F.Date("date", "Date"),
            F.One("journal_id", "Journal", "account.journal"),
            F.Choice("payment_type", "Payment Type", "inbound", ("outbound", "Send"), ("inbound", "Receive")),
            F.Choice("partner_type", "Partner Type", "customer", ("customer", "Customer"), ("supplier", "Vendor")),
            F.Choice("state", "Status", "draft", options.Version >= 18
                ? [("draft", "Draft"), ("in_process", "In Process"), ("paid", "Paid"), ("canceled", "Canceled"), ("rejected", "Rejected")]
                : [("draft", "Draft"), ("posted", "Posted"), ("cancel", "Cancelled")]),
            F.Flag("is_matched", "Is Matched With a Bank Statement"),
            F.Char("ref", "Memo"),
            F.One("move_id", "Journal Entry", "account.move")),
        new("account.partial.reconcile", "Partial Reconcile",
            F.One("debit_move_id", "Invoice", "account.move", required: true),
            F.One("credit_move_id", "Settled by", "account.move", required: true),
            F.Money("amount", "Amount"),
            F.Date("max_date", "Max Date")),
        new("account.payment.register", "Register Payment",
            F.Money("amount", "Amount", readOnly: false), F.Date("payment_date", "Payment Date"), F.One("journal_id", "Journal", "account.journal"), F.Char("communication", "Memo"),
            F.Choice("payment_difference_handling", "Payment Difference Handling", "open", ("open", "Keep open"), ("reconcile", "Mark as fully paid")),
            F.Many("move_ids", "Invoices", "account.move")),
        new("account.move.reversal", "Account Move Reversal",
            F.Many("move_ids", "Journal Entry", "account.move"), F.Date("date", "Reversal date"), F.Char("reason", "Reason"), F.One("journal_id", "Journal", "account.journal"),
            F.Choice("refund_method", "Credit Method", "refund", ("refund", "Partial Refund"), ("cancel", "Full Refund"), ("modify", "Full refund and new draft invoice"))),
    ];

    /// <summary>What settles an invoice; a JSON text up to 15, an object from 16 on.</summary>
    private static object? Widget(Database database, OdooOptions options, OdooRecord move)
    {
        var content = new JsonArray();
        foreach (var partial in database.Inverse("account.partial.reconcile", "debit_move_id", move.Id))
        {
            var counterpart = database.The("account.move", partial.Ref("credit_move_id"));
            var payment = counterpart.Ref("payment_id");
            content.Add(new JsonObject
            {
                ["name"] = counterpart.Text("ref") ?? counterpart.Text("name"),
                ["amount"] = partial.Number("amount"),
                ["date"] = counterpart.Text("date"),
                ["payment_id"] = partial.Id,
                ["partial_id"] = partial.Id,
                ["account_payment_id"] = payment is { } id ? JsonValue.Create(id) : JsonValue.Create(false),
                ["move_id"] = counterpart.Id,
                ["ref"] = counterpart.Text("name"),
            });
        }

        return content.Count == 0 ? null : options.Version >= 16
            ? new JsonObject { ["title"] = "Less Payment", ["outstanding"] = false, ["content"] = content }
            : new JsonObject { ["title"] = "Less Payment", ["outstanding"] = false, ["content"] = content }.ToJsonString();
    }
}
