using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Rules;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.People;

/// <summary>Orders, invoices, payments and credits made by hand.</summary>
internal sealed class Finance(Registry registry, SaleRules sales, MoveRules moves, Wizards wizards, Staff staff)
{
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["invoice-order"] = InvoiceOrder,
        ["post-payment"] = PostPayment,
        ["credit-memo"] = CreditMemo,
        ["void-invoice"] = VoidInvoice,
        ["reset-to-draft"] = ResetToDraft,
        ["void-payment"] = VoidPayment,
        ["match-payment"] = MatchPayment,
        ["approve-order"] = fields => On(fields, sales.Confirm),
        ["cancel-order"] = fields => On(fields, sales.Cancel),
        ["close-order"] = fields => On(fields, order => registry.Write(order, order.Model.Field("locked") is null
            ? new JsonObject { ["state"] = "done" }
            : new JsonObject { ["locked"] = true })),
        ["enter-order"] = EnterOrder,
    };

    /// <summary>{order, share?, date?, dueDate?, draft?}: the rest of the order, or a share of each line's quantity.</summary>
    private JsonObject InvoiceOrder(JsonObject fields)
    {
        var order = Order(fields);
        if (order.Text("state") is "draft" or "sent")
        {
            sales.Confirm(order);
        }

        var invoice = wizards.Invoice([order], Staff.Number(fields, "share"))[0];
        registry.Write(invoice, new JsonObject { ["invoice_date"] = Staff.TextOrNull(fields, "date"), ["invoice_date_due"] = Staff.TextOrNull(fields, "dueDate") });
        if (Staff.TextOrNull(fields, "draft") != "true")
        {
            moves.Post(invoice);
        }

        return staff.Shown(invoice);
    }

    /// <summary>{invoice, amount?, date?}: what is left to pay, or another amount; more than is due stays open on the payment.</summary>
    private JsonObject PostPayment(JsonObject fields)
    {
        var invoice = Invoice(fields);
        return staff.Shown(wizards.Pay(invoice, Staff.Number(fields, "amount") ?? invoice.Number("amount_residual"), Staff.TextOrNull(fields, "date")));
    }

    /// <summary>{invoice, amount?, date?}: the whole invoice, or an amount of it; posted and set against the invoice.</summary>
    private JsonObject CreditMemo(JsonObject fields)
    {
        var invoice = Invoice(fields);
        var refund = wizards.Reverse(invoice, Staff.TextOrNull(fields, "date"), Staff.Number(fields, "amount"));
        wizards.Credit(invoice, refund);
        return staff.Shown(refund);
    }

    private JsonObject VoidInvoice(JsonObject fields)
    {
        var invoice = Invoice(fields);
        moves.Draft(invoice);
        moves.Cancel(invoice);
        return staff.Shown(invoice);
    }

    private JsonObject ResetToDraft(JsonObject fields)
    {
        var invoice = Invoice(fields);
        moves.Draft(invoice);
        return staff.Shown(invoice);
    }

    private JsonObject VoidPayment(JsonObject fields)
    {
        var payment = staff.Found("account.payment", Staff.Text(fields, "payment"));
        wizards.CancelPayment(payment);
        return staff.Shown(payment);
    }

    /// <summary>{payment}: the bank statement confirms it, and Enterprise calls the invoice paid.</summary>
    private JsonObject MatchPayment(JsonObject fields)
    {
        var payment = staff.Found("account.payment", Staff.Text(fields, "payment"));
        registry.Write(payment, new JsonObject { ["is_matched"] = true });
        foreach (var partial in moves.Settling(registry.Database.The("account.move", payment.Ref("move_id"))).ToList())
        {
            moves.Refresh(registry.Database.The("account.move", partial.Ref("debit_move_id")));
        }

        return staff.Shown(payment);
    }

    /// <summary>{customer, lines: [{product_id or item, product_uom_qty or quantity, price_unit or rate, name?}], client_order_ref?, ...}: a confirmed order.</summary>
    private JsonObject EnterOrder(JsonObject fields)
    {
        var body = fields.DeepClone().AsObject();
        body.Remove("customer");
        body.Remove("lines");
        body["partner_id"] = staff.Found("res.partner", Staff.Text(fields, "customer")).Id;
        body["order_line"] = new JsonArray([.. (fields["lines"] as JsonArray ?? []).OfType<JsonObject>().Select(line => new JsonArray(0, 0, Line(line)))]);
        var order = registry.Create("sale.order", body);
        sales.Confirm(order);
        return staff.Shown(order);
    }

    private JsonObject Line(JsonObject sent)
    {
        var line = sent.DeepClone().AsObject();
        foreach (var (name, own) in new[] { ("item", "product_id"), ("quantity", "product_uom_qty"), ("rate", "price_unit"), ("description", "name") })
        {
            if (line[name] is { } value)
            {
                line[own] = value.DeepClone();
            }

            line.Remove(name);
        }

        line["product_id"] = staff.Found("product.product", Staff.Text(line, "product_id")).Id;
        return line;
    }

    private JsonObject On(JsonObject fields, Action<OdooRecord> act)
    {
        var order = Order(fields);
        act(order);
        return staff.Shown(order);
    }

    private OdooRecord Order(JsonObject fields) => staff.Found("sale.order", Staff.Text(fields, "order"));

    private OdooRecord Invoice(JsonObject fields) => staff.Found("account.move", Staff.Text(fields, "invoice"));
}
