using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Referee;

internal static class OdooBooks
{
    private const string DiscountProduct = "DISCOUNT";

    private static readonly Dictionary<string, string> Terms = new()
    {
        ["30 Days"] = "Net 30", ["2 Months"] = "Net 60", ["60 Days"] = "Net 60", ["14 Days"] = "Net 14", ["Immediate Payment"] = "Due on receipt",
    };

    private static readonly Dictionary<string, string> Units = new() { ["Units"] = "Each", ["Hours"] = "Hour", ["Month"] = "Month", ["Box"] = "Box" };

    /// <summary>The caller holds the system's lock.</summary>
    public static ErpBooks Read(SimulatedSystem odoo)
    {
        var partners = Living(odoo, "res.partner").Where(each => each.Flag("active")).ToList();
        var keys = Living(odoo, "ir.model.data").ToLookup(each => (each.Text("model"), each.Text("res_id")), each => each.Text("name"));
        var names = new Names(odoo, keys);
        var invoices = Invoices(odoo, names).ToList();
        var today = odoo.Clock.GetUtcNow().ToString("yyyy-MM-dd");
        var products = Living(odoo, "product.product").Where(each => each.Text("default_code") != DiscountProduct).ToList();
        var skus = products.ToDictionary(each => each.Text("id")!, each => each.Text("default_code"));
        var prices = Living(odoo, "product.pricelist.item").ToLookup(each => each.Text("product_id"));
        var lines = Living(odoo, "sale.order.line").ToLookup(each => each.Text("order_id"));
        return new ErpBooks(
            [.. partners.Where(each => each.Flag("is_company")).Select(each => Customer(each, partners, names, invoices.Where(invoice => invoice.CustomerId == each.Text("id")).ToList(), today))],
            [.. partners.Where(each => !each.Flag("is_company") && each.Text("type") == "contact").Select(each => Contact(each, names))],
            [.. products.Select(each => new ErpItem(
                each.Text("id")!, each.Text("default_code") ?? "", each.Text("name") ?? "", Units.GetValueOrDefault(names.Of("uom.uom", each.Text("uom_id")) ?? ""), each.Flag("active"),
                prices[each.Text("id")].ToDictionary(item => names.Of("res.currency", item.Text("currency_id")) ?? "", item => item.Number("fixed_price") ?? 0)))],
            [.. Living(odoo, "sale.order").Where(each => each.Text("state") != "cancel").Select(each => Order(each, lines[each.Text("id")], skus, names))],
            invoices,
            [.. odoo.Journal.Entries.Where(entry => entry.Change == "create").Select(Creation)],
            today,
            CustomerNameLimit: int.MaxValue);
    }

    private static IEnumerable<JsonNode> Living(SimulatedSystem odoo, string model) => odoo.Records(model).Living("deleted");

    private static Creation Creation(JournalEntry entry) => new(
        entry.Sequence, entry.Actor,
        entry.ObjectName switch
        {
            "res.partner" when entry.Fields.Text("is_company") is "true" => MadeKind.Customer,
            "sale.order" => MadeKind.Order,
            _ => MadeKind.Other,
        },
        entry.Key,
        entry.Fields.Text("x_crm_opportunity") is { } opportunity ? Same.CrmId(opportunity) : Same.CrmIdIn(entry.Fields.Text("xml_id")));

    private static ErpCustomer Customer(JsonNode record, List<JsonNode> partners, Names names, List<ErpInvoice> invoices, string today)
    {
        var id = record.Text("id")!;
        var below = partners.Where(each => each.Text("parent_id") == id).ToLookup(each => each.Text("type"));
        var open = invoices.Where(invoice => invoice.Standing == InvoiceStanding.Open).ToList();
        return new ErpCustomer(
            id, names.Key("res.partner", id), record.Text("name") ?? "", Same.Domain(record.Text("website")), Same.Domain(record.Text("email")), record.Text("vat"),
            names.CurrencyOfList(record.Text("property_product_pricelist")),
            Terms.GetValueOrDefault(names.Of("account.payment.term", record.Text("property_payment_term_id")) ?? ""),
            record.Number("credit_limit") is not 0 and var limit ? limit : null,
            Place(below["invoice"].FirstOrDefault() ?? record, names), Place(below["delivery"].FirstOrDefault(), names),
            open.Sum(invoice => invoice.Balance), open.Where(invoice => string.CompareOrdinal(invoice.Due, today) < 0).Sum(invoice => invoice.Balance));
    }

    private static Place Place(JsonNode? address, Names names)
    {
        var street = string.Join(' ', new[] { address.Text("street"), address.Text("street2") }.OfType<string>());
        return new Place(
            street.Length == 0 ? null : street, address.Text("city"), names.CodeOf("res.country.state", address.Text("state_id")), null, address.Text("zip"),
            names.CodeOf("res.country", address.Text("country_id")));
    }

    private static ErpContact Contact(JsonNode record, Names names) => new(
        record.Text("id")!, names.Key("res.partner", record.Text("id")), record.Text("parent_id"), record.Text("x_crm_first_name"), record.Text("x_crm_last_name"),
        record.Text("email"), record.Text("phone"), record.Text("x_crm_contact_role"), record.Flag("x_crm_primary_contact"));

    private static ErpOrder Order(JsonNode record, IEnumerable<JsonNode> rows, Dictionary<string, string?> skus, Names names)
    {
        var lines = new Dictionary<string, ErpLine>();
        var discounts = new List<(string? Key, decimal Net)>();
        foreach (var row in rows.Where(row => row.Number("product_uom_qty") is not (null or 0)))
        {
            var (key, net) = (row.Text("x_crm_line"), row.Number("price_subtotal") ?? 0);
            if (row.Text("product_id") is { } product && skus.TryGetValue(product, out var sku))
            {
                lines[key ?? row.Text("id")!] = new ErpLine(key, sku, row.Number("product_uom_qty") ?? 0, net);
            }
            else
            {
                discounts.Add((key, net));
            }
        }

        foreach (var (key, net) in discounts.Where(one => one.Key is { } key && key.EndsWith("-d", StringComparison.Ordinal) && lines.ContainsKey(key[..^2])))
        {
            lines[key![..^2]] = lines[key[..^2]] with { Net = lines[key[..^2]].Net + net };
        }

        return new ErpOrder(
            record.Text("id")!, record.Text("name") ?? "", names.Key("sale.order", record.Text("id")), record.Text("x_crm_opportunity"), record.Text("client_order_ref"),
            record.Text("origin"), record.Text("partner_id"), names.Of("res.currency", record.Text("currency_id")), record.Number("amount_untaxed") ?? 0, [.. lines.Values]);
    }

    private static IEnumerable<ErpInvoice> Invoices(SimulatedSystem odoo, Names names)
    {
        var moves = Living(odoo, "account.move").ToDictionary(each => each.Text("id")!);
        var settled = Living(odoo, "account.partial.reconcile").ToLookup(each => each.Text("debit_move_id"));
        var orders = Living(odoo, "sale.order").SelectMany(order => order.List("invoice_ids").Select(id => (Invoice: id.ToString(), Order: order)))
            .ToLookup(pair => pair.Invoice, pair => pair.Order);
        foreach (var move in moves.Values.Where(each => each.Text("move_type") == "out_invoice"))
        {
            var order = orders[move.Text("id")!].FirstOrDefault();
            var partials = settled[move.Text("id")].Select(each => (Amount: each.Number("amount") ?? 0, By: moves[each.Text("credit_move_id")!])).ToList();
            var cash = partials.Where(each => each.By.Text("move_type") != "out_refund").ToList();
            yield return new ErpInvoice(
                move.Text("id")!, move.Text("name") ?? "", order.Text("id"), order.Text("x_crm_opportunity"), move.Text("commercial_partner_id"),
                names.Of("res.currency", move.Text("currency_id")),
                move.Text("state") switch { "cancel" => InvoiceStanding.Voided, "draft" => InvoiceStanding.Pending, _ => InvoiceStanding.Open },
                move.Number("amount_total") ?? 0, cash.Sum(each => each.Amount), partials.Except(cash).Sum(each => each.Amount), move.Day("invoice_date_due"),
                cash.Select(each => each.By.Day("date")).Max());
        }
    }

    /// <summary>What ids stand for.</summary>
    private sealed class Names(SimulatedSystem odoo, ILookup<(string? Model, string? Id), string?> keys)
    {
        private readonly Dictionary<string, Dictionary<string, JsonNode>> rows = [];

        public string? Key(string model, string? id) => keys[(model, id)].FirstOrDefault();

        public string? Of(string model, string? id) => Row(model, id).Text("name");

        public string? CodeOf(string model, string? id) => Row(model, id).Text("code");

        public string? CurrencyOfList(string? list) => Of("res.currency", Row("product.pricelist", list).Text("currency_id"));

        private JsonNode? Row(string model, string? id)
        {
            if (!rows.TryGetValue(model, out var known))
            {
                rows[model] = known = odoo.Records(model).OfType<JsonNode>().ToDictionary(each => each.Text("id")!);
            }

            return id is null ? null : known.GetValueOrDefault(id);
        }
    }
}
