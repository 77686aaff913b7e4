using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Rules;

/// <summary>Sales orders: defaults, prices that are worked out again, amounts, states.</summary>
internal sealed class SaleRules(Registry registry, OdooOptions options)
{
    private readonly Database database = registry.Database;

    public void Add()
    {
        registry.Rules["sale.order"] = new ModelRules { Filling = Number, Created = Complete, Saved = Save, Unlinking = RefuseConfirmed };
        registry.Rules["sale.order.line"] = new ModelRules { Created = CompleteLine, Writing = Reprice, Saved = (line, _) => Refresh(Order(line)), Unlinking = RefuseOfConfirmed };
    }

    /// <summary>Confirming sets the order's date to this moment, whatever it was.</summary>
    public void Confirm(OdooRecord order)
    {
        var allowed = options.Version >= 17 ? ["draft", "sent"] : new[] { "draft", "sent", "sale" };
        if (!allowed.Contains(order.Text("state")))
        {
            throw OdooError.User(options.Version >= 17
                ? "Some orders are not in a state requiring confirmation."
                : "It is not allowed to confirm an order in the following states: cancel, done");
        }

        registry.Write(order, new JsonObject { ["state"] = "sale", ["date_order"] = Moment() });
    }

    public void Cancel(OdooRecord order)
    {
        if (order.Flag("locked") || order.Text("state") == "done")
        {
            throw OdooError.User("You cannot cancel a locked order. Please unlock it first.");
        }

        registry.Write(order, new JsonObject { ["state"] = "cancel" });
    }

    public void Refresh(OdooRecord order)
    {
        var decimals = Decimals(order.Ref("currency_id"));
        decimal untaxed = 0, tax = 0;
        var lines = Lines(order);
        foreach (var line in lines)
        {
            var net = Values.Round(line.Number("price_unit") * (100 - line.Number("discount")) / 100 * line.Number("product_uom_qty"), decimals);
            var onTop = Values.Round(net * (line.Many(options.LineTaxes).Count > 0 ? options.TaxRate : 0) / 100, decimals);
            registry.Recompute(line, "price_subtotal", net);
            registry.Recompute(line, "price_tax", onTop);
            registry.Recompute(line, "price_total", net + onTop);
            (untaxed, tax) = (untaxed + net, tax + onTop);
        }

        registry.Recompute(order, "amount_untaxed", untaxed);
        registry.Recompute(order, "amount_tax", tax);
        registry.Recompute(order, "amount_total", untaxed + tax);
        registry.Recompute(order, "currency_rate", Math.Round(Rate(order.Ref("currency_id")), 6));
        registry.Recompute(order, "invoice_status", Status(order, lines));
    }

    public IReadOnlyList<OdooRecord> Lines(OdooRecord order) => database.Inverse("sale.order.line", "order_id", order.Id);

    public int Decimals(long? currency) => (int)database.The("res.currency", currency).Number("decimal_places");

    /// <summary>What an order's lines still have to be invoiced for.</summary>
    public static decimal Left(OdooRecord line) => line.Number("product_uom_qty") - line.Number("qty_invoiced");

    private decimal Rate(long? currency) => database.The("res.currency", currency).Number("rate") is > 0 and var rate ? rate : 1;

    private static string Status(OdooRecord order, IReadOnlyList<OdooRecord> lines) =>
        order.Text("state") is not ("sale" or "done") ? "no"
        : lines.Any(line => Left(line) != 0) ? "to invoice"
        : lines.Any(line => line.Number("qty_invoiced") != 0) ? "invoiced"
        : "no";

    private void Save(OdooRecord order, JsonObject sent)
    {
        if (sent.ContainsKey("pricelist_id"))
        {
            Currency(order);
        }

        Refresh(order);
    }

    private void Number(OdooRecord order, JsonObject sent)
    {
        database.Set(order, "name", $"S{database.Next("sale.order"):00000}");
        database.Set(order, "date_order", Moment());
        database.Set(order, "company_id", 1L);
    }

    private void Complete(OdooRecord order, JsonObject sent)
    {
        if (database.Find("res.partner", order.Ref("partner_id")) is not { } partner)
        {
            return;
        }

        database.Set(order, "partner_invoice_id", order.Get("partner_invoice_id") ?? Address(partner, "invoice"));
        database.Set(order, "partner_shipping_id", order.Get("partner_shipping_id") ?? Address(partner, "delivery"));
        database.Set(order, "pricelist_id", order.Get("pricelist_id") ?? partner.Get("property_product_pricelist"));
        if (options.Version >= 16)
        {
            database.Set(order, "payment_term_id", order.Get("payment_term_id") ?? partner.Get("property_payment_term_id"));
        }

        Currency(order);
    }

    private void Currency(OdooRecord order) => database.Set(
        order, "currency_id", database.Find("product.pricelist", order.Ref("pricelist_id"))?.Ref("currency_id") ?? database.The("res.company", 1).Ref("currency_id"));

    private long Address(OdooRecord partner, string type) =>
        database.Inverse("res.partner", "parent_id", partner.Id).FirstOrDefault(child => child.Text("type") == type && child.Flag("active"))?.Id ?? partner.Id;

    private void CompleteLine(OdooRecord line, JsonObject sent)
    {
        if (database.Find("product.product", line.Ref("product_id")) is not { } product)
        {
            return;
        }

        if (!sent.ContainsKey("name"))
        {
            database.Set(line, "name", Values.Display(product));
        }

        if (!sent.ContainsKey("price_unit"))
        {
            database.Set(line, "price_unit", ListPrice(Order(line), product) is var price and not 0 ? price : null);
        }

        database.Set(line, options.LineUnit, line.Get(options.LineUnit) ?? product.Get("uom_id"));
        if (!sent.ContainsKey(options.LineTaxes))
        {
            database.Set(line, options.LineTaxes, new List<long> { 1 });
        }
    }

    /// <summary>
    /// From 16 on a change of the quantity works price and discount out anew where they are not sent with it; in 19 a
    /// price that was set by hand stays, the discount does not.
    /// </summary>
    private void Reprice(OdooRecord line, JsonObject sent)
    {
        if (options.Version < 16 || !sent.ContainsKey("product_uom_qty") || database.Find("product.product", line.Ref("product_id")) is not { } product)
        {
            return;
        }

        if (options.Version < 19 && !sent.ContainsKey("price_unit"))
        {
            database.Set(line, "price_unit", ListPrice(Order(line), product));
        }

        if (!sent.ContainsKey("discount"))
        {
            database.Set(line, "discount", null);
        }
    }

    private decimal ListPrice(OdooRecord order, OdooRecord product) =>
        database.Inverse("product.pricelist.item", "pricelist_id", order.Ref("pricelist_id") ?? 0)
            .FirstOrDefault(item => (item.Ref("product_id") ?? item.Ref("product_tmpl_id")) == product.Id)?.Number("fixed_price")
        ?? Values.Round(product.Number("list_price") * Rate(order.Ref("currency_id")), options.PriceDigits);

    private OdooRecord Order(OdooRecord line) => database.The("sale.order", line.Ref("order_id"));

    private static void RefuseConfirmed(OdooRecord order)
    {
        if (order.Text("state") is not ("draft" or "cancel"))
        {
            throw OdooError.User("You can not delete a sent quotation or a confirmed sales order. You must first cancel it.");
        }
    }

    private void RefuseOfConfirmed(OdooRecord line)
    {
        if (Order(line).Text("state") is "sale" or "done")
        {
            throw OdooError.User("You can not remove an order line once the sales order is confirmed.\nYou should rather set the quantity to 0.");
        }
    }

    private string Moment() => database.Now.UtcDateTime.ToString(Values.Moment, CultureInfo.InvariantCulture);
}
