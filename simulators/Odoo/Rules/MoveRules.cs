using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Rules;

/// <summary>Invoices and credit notes: amounts, posting, and what is left to pay.</summary>
internal sealed class MoveRules(Registry registry, OdooOptions options, SaleRules sales)
{
    private readonly Database database = registry.Database;

    public void Add()
    {
        registry.Rules["account.move"] = new ModelRules
        {
            Created = (move, _) => database.Set(move, "company_id", 1L),
            Saved = (move, _) => Refresh(move),
            Unlinking = RefusePosted,
        };
        registry.Rules["account.move.line"] = new ModelRules { Saved = (line, _) => Refresh(database.The("account.move", line.Ref("move_id"))) };
    }

    public string Today => database.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public IReadOnlyList<OdooRecord> Lines(OdooRecord move) => database.Inverse("account.move.line", "move_id", move.Id);

    public void Post(OdooRecord move)
    {
        if (move.Text("state") != "draft")
        {
            throw OdooError.User($"The entry {move.Text("name")} (id {move.Id}) must be in draft.");
        }

        if (Lines(move).Count == 0 && move.Text("move_type") != "entry")
        {
            throw OdooError.User("You need to add a line before posting.");
        }

        var date = move.Text("invoice_date") ?? Today;
        var prefix = move.Text("move_type") switch { "out_refund" => "RINV", "entry" => "PBNK1", _ => "INV" };
        registry.Write(move, new JsonObject
        {
            ["state"] = "posted",
            ["name"] = move.Text("name") is { } kept and not "/" ? kept : $"{prefix}/{date[..4]}/{database.Next(prefix + date[..4]):00000}",
            ["invoice_date"] = date,
            ["date"] = move.Text("date") ?? date,
            ["invoice_date_due"] = move.Text("invoice_date_due") ?? Due(move, date),
        });
        registry.Write(move, new JsonObject { ["payment_reference"] = move.Text("payment_reference") ?? move.Text("name") });
    }

    /// <summary>What settled it is taken off again; it keeps its number.</summary>
    public void Draft(OdooRecord move)
    {
        if (move.Text("state") is not ("posted" or "cancel"))
        {
            throw OdooError.User("Only posted/cancelled journal entries can be reset to draft.");
        }

        foreach (var partial in Settling(move).ToList())
        {
            Undo(partial);
        }

        registry.Write(move, new JsonObject { ["state"] = "draft" });
    }

    public void Cancel(OdooRecord move)
    {
        if (move.Text("state") != "draft" && options.Version >= 17)
        {
            throw OdooError.User("Only draft journal entries can be cancelled.");
        }

        registry.Write(move, new JsonObject { ["state"] = "cancel" });
    }

    /// <summary>Books a payment's or a credit note's amount against an invoice.</summary>
    public void Settle(OdooRecord invoice, OdooRecord by, decimal amount)
    {
        registry.Create("account.partial.reconcile", new JsonObject
        {
            ["debit_move_id"] = invoice.Id, ["credit_move_id"] = by.Id, ["amount"] = amount, ["max_date"] = by.Text("date"),
        });
        Refresh(invoice);
        Refresh(by);
    }

    public void Undo(OdooRecord partial)
    {
        var (invoice, by) = (database.The("account.move", partial.Ref("debit_move_id")), database.The("account.move", partial.Ref("credit_move_id")));
        registry.Unlink(partial);
        Refresh(invoice);
        Refresh(by);
    }

    public void Refresh(OdooRecord move)
    {
        var decimals = sales.Decimals(move.Ref("currency_id"));
        decimal untaxed = 0, total = 0;
        foreach (var line in Lines(move))
        {
            var net = Values.Round(line.Number("price_unit") * (100 - line.Number("discount")) / 100 * line.Number("quantity"), decimals);
            var gross = net + Values.Round(net * options.TaxRate / 100, decimals);
            registry.Recompute(line, "price_subtotal", net);
            registry.Recompute(line, "price_total", gross);
            (untaxed, total) = (untaxed + net, total + gross);
        }

        if (move.Text("move_type") == "entry")
        {
            return;
        }

        registry.Recompute(move, "amount_untaxed", untaxed);
        registry.Recompute(move, "amount_tax", total - untaxed);
        registry.Recompute(move, "amount_total", total);
        registry.Recompute(move, "amount_residual", total - Settling(move).Sum(partial => partial.Number("amount")));
        registry.Recompute(move, "payment_state", PaymentState(move));
        Invoiced(move);
    }

    /// <summary>What this move settles, or what settles it.</summary>
    public IEnumerable<OdooRecord> Settling(OdooRecord move) => database.Inverse("account.partial.reconcile", "debit_move_id", move.Id)
        .Concat(database.Inverse("account.partial.reconcile", "credit_move_id", move.Id));

    private string PaymentState(OdooRecord move)
    {
        var partials = Settling(move).ToList();
        if (move.Text("state") != "posted" || partials.Count == 0)
        {
            return "not_paid";
        }

        if (move.Number("amount_residual") != 0)
        {
            return "partial";
        }

        var sources = partials.Select(partial => database.The("account.move", partial.Ref("credit_move_id"))).ToList();
        var payments = sources.Select(source => database.Find("account.payment", source.Ref("payment_id"))).OfType<OdooRecord>().ToList();
        return payments.Count > 0 ? options.Enterprise && !payments.TrueForAll(payment => payment.Flag("is_matched")) ? "in_payment" : "paid"
            : move.Text("move_type") == "out_invoice" && sources.TrueForAll(source => source.Text("move_type") is "out_refund" or "entry") ? "reversed"
            : "paid";
    }

    /// <summary>What an order's lines are invoiced for follows their invoices, less what was credited.</summary>
    private void Invoiced(OdooRecord move)
    {
        var touched = Lines(move).SelectMany(line => line.Many("sale_line_ids")).Distinct().Select(id => database.Find("sale.order.line", id)).OfType<OdooRecord>().ToList();
        foreach (var line in touched)
        {
            var quantity = database.Living("account.move.line").Where(own => own.Many("sale_line_ids").Contains(line.Id))
                .Select(own => (Line: own, Move: database.The("account.move", own.Ref("move_id"))))
                .Where(own => own.Move.Text("state") != "cancel")
                .Sum(own => own.Move.Text("move_type") == "out_refund" ? -own.Line.Number("quantity") : own.Line.Number("quantity"));
            registry.Recompute(line, "qty_invoiced", quantity);
        }

        foreach (var order in touched.Select(line => line.Ref("order_id")).Distinct())
        {
            sales.Refresh(database.The("sale.order", order));
        }
    }

    private string Due(OdooRecord move, string date)
    {
        var days = (int)(database.Find("account.payment.term", move.Ref("invoice_payment_term_id"))?.Number("days") ?? 0);
        return DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static void RefusePosted(OdooRecord move)
    {
        if (move.Text("state") == "posted")
        {
            throw OdooError.User("You cannot delete an entry which has been posted once.");
        }
    }
}
