using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Rules;

/// <summary>What the dialogs do: invoice orders, register payments, reverse invoices.</summary>
internal sealed class Wizards(Registry registry, OdooOptions options, SaleRules sales, MoveRules moves)
{
    private readonly Database database = registry.Database;

    /// <summary>Orders of one customer in one currency become ONE invoice.</summary>
    public IReadOnlyList<OdooRecord> Invoice(IReadOnlyList<OdooRecord> orders, decimal? share = null)
    {
        var made = new List<OdooRecord>();
        foreach (var group in orders.GroupBy(order => (order.Ref("partner_invoice_id"), order.Ref("currency_id"))))
        {
            var lines = group.Where(order => order.Text("state") is "sale" or "done").SelectMany(sales.Lines).Where(line => SaleRules.Left(line) != 0).ToList();
            if (lines.Count == 0)
            {
                throw OdooError.User(
                    "Cannot create an invoice. No items are available to invoice.\n\nTo resolve this issue, please ensure that:\n   • The products have been delivered before attempting to invoice them.");
            }

            var first = group.First();
            made.Add(registry.Create("account.move", new JsonObject
            {
                ["move_type"] = "out_invoice",
                ["partner_id"] = first.Ref("partner_invoice_id"),
                ["currency_id"] = first.Ref("currency_id"),
                ["invoice_origin"] = string.Join(", ", group.Select(order => order.Text("name"))),
                ["ref"] = first.Text("client_order_ref"),
                ["invoice_payment_term_id"] = first.Ref("payment_term_id"),
                ["journal_id"] = 1,
                ["invoice_line_ids"] = new JsonArray([.. lines.Select(line => Command(Billed(line, share)))]),
            }));
        }

        return made;
    }

    /// <summary>The payment is booked as a journal entry of its own; more than is due stays open on it.</summary>
    public OdooRecord Pay(OdooRecord invoice, decimal amount, string? date)
    {
        if (invoice.Text("state") != "posted" || invoice.Text("move_type") != "out_invoice")
        {
            throw OdooError.User("You can only register payment for posted journal entries.");
        }

        var on = date ?? moves.Today;
        var payment = registry.Create("account.payment", new JsonObject
        {
            ["partner_id"] = invoice.Ref("partner_id"), ["amount"] = amount, ["currency_id"] = invoice.Ref("currency_id"), ["date"] = on, ["journal_id"] = 2,
            ["ref"] = invoice.Text("name"), ["state"] = options.Version >= 18 ? options.Enterprise ? "in_process" : "paid" : "posted",
        });
        var entry = registry.Create("account.move", new JsonObject
        {
            ["move_type"] = "entry", ["partner_id"] = invoice.Ref("partner_id"), ["currency_id"] = invoice.Ref("currency_id"), ["date"] = on, ["journal_id"] = 2,
            ["payment_id"] = payment.Id, ["ref"] = invoice.Text("name"), ["invoice_date"] = on,
        });
        moves.Post(entry);
        registry.Write(payment, new JsonObject { ["move_id"] = entry.Id, ["name"] = entry.Text("name") });
        if (Math.Min(amount, invoice.Number("amount_residual")) is > 0 and var settled)
        {
            moves.Settle(invoice, entry, settled);
        }

        return payment;
    }

    public void CancelPayment(OdooRecord payment)
    {
        var entry = database.The("account.move", payment.Ref("move_id"));
        foreach (var partial in moves.Settling(entry).ToList())
        {
            moves.Undo(partial);
        }

        registry.Write(entry, new JsonObject { ["state"] = "cancel" });
        registry.Write(payment, new JsonObject { ["state"] = options.Version >= 18 ? "canceled" : "cancel" });
    }

    /// <summary>A draft credit note over the whole invoice or over an amount of it, with a positive total.</summary>
    public OdooRecord Reverse(OdooRecord invoice, string? date, decimal? amount = null)
    {
        if (invoice.Text("state") != "posted")
        {
            throw OdooError.User("You can only reverse posted moves.");
        }

        var lines = amount is { } gross
            ? [new JsonObject { ["name"] = "Credit", ["quantity"] = 1, ["price_unit"] = Net(gross) }]
            : moves.Lines(invoice).Select(Copied);
        return registry.Create("account.move", new JsonObject
        {
            ["move_type"] = "out_refund",
            ["partner_id"] = invoice.Ref("partner_id"),
            ["currency_id"] = invoice.Ref("currency_id"),
            ["invoice_origin"] = invoice.Text("invoice_origin"),
            ["reversed_entry_id"] = invoice.Id,
            ["ref"] = $"Reversal of: {invoice.Text("name")}",
            ["invoice_date"] = date ?? moves.Today,
            ["date"] = date ?? moves.Today,
            ["journal_id"] = 1,
            ["invoice_line_ids"] = new JsonArray([.. lines.Select(Command)]),
        });
    }

    public void Credit(OdooRecord invoice, OdooRecord refund)
    {
        moves.Post(refund);
        if (Math.Min(refund.Number("amount_residual"), invoice.Number("amount_residual")) is > 0 and var settled)
        {
            moves.Settle(invoice, refund, settled);
        }
    }

    private decimal Net(decimal gross) => gross / (1 + (options.TaxRate / 100));

    private static JsonNode Command(JsonObject line) => new JsonArray(0, 0, line);

    private static JsonObject Billed(OdooRecord line, decimal? share) => new()
    {
        ["product_id"] = line.Ref("product_id"),
        ["name"] = line.Text("name"),
        ["quantity"] = Values.Round(SaleRules.Left(line) * (share ?? 1), 2),
        ["price_unit"] = line.Number("price_unit"),
        ["discount"] = line.Number("discount"),
        ["sale_line_ids"] = new JsonArray(new JsonArray(6, 0, new JsonArray(line.Id))),
    };

    private static JsonObject Copied(OdooRecord line) => new()
    {
        ["product_id"] = line.Ref("product_id"),
        ["name"] = line.Text("name"),
        ["quantity"] = line.Number("quantity"),
        ["price_unit"] = line.Number("price_unit"),
        ["discount"] = line.Number("discount"),
        ["sale_line_ids"] = new JsonArray(new JsonArray(6, 0, new JsonArray([.. line.Many("sale_line_ids").Select(id => JsonValue.Create(id))]))),
    };
}
