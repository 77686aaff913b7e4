using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Catalog;

namespace Harness.Simulators.Referee;

internal static class HubSpotBooks
{
    /// <summary>The caller holds the system's lock.</summary>
    public static CrmBooks Read(SimulatedSystem hubSpot)
    {
        var lines = Living(hubSpot, "line_items").ToDictionary(line => line.Text("id")!);
        var products = Living(hubSpot, "products").ToList();
        var skus = products.ToDictionary(product => product.Text("id")!, product => product.Text("hs_sku"));
        var merged = hubSpot.Records("companies").OfType<JsonNode>()
            .Where(company => company.Text("merged_into") is not null)
            .ToLookup(company => company.Text("merged_into"), company => company.Text("id")!);
        return new CrmBooks(
            [.. Living(hubSpot, "companies").Select(company => Account(company, merged[company.Text("id")]))],
            [.. Living(hubSpot, "contacts").Select(Contact)],
            [.. products.Select(Product)],
            [.. Living(hubSpot, "deals").Select(deal => Deal(deal, lines, skus))],
            [.. hubSpot.Journal.Entries.Where(entry => entry.Change == "create").Select(Creation)]);
    }

    private static IEnumerable<JsonNode> Living(SimulatedSystem hubSpot, string objectName) => hubSpot.Records(objectName).Living("archived");

    private static Creation Creation(JournalEntry entry) => new(
        entry.Sequence, entry.Actor, entry.ObjectName == "products" ? MadeKind.Product : MadeKind.Other, entry.Key, entry.Fields.Text("hs_sku"));

    private static SyncState Sync(JsonNode record) => new(record.Text("erp_sync_status"), record.Text("erp_sync_message"));

    private static CrmAccount Account(JsonNode record, IEnumerable<string> merged) => new(
        record.Text("id")!, record.Text("name") ?? "", Same.Domain(record.Text("website") ?? record.Text("domain")), record.Text("tax_id"),
        record.Text("currency_code"), record.Text("payment_terms"), record.Number("credit_limit"),
        new Place(
            string.Join('\n', new[] { record.Text("address"), record.Text("address2") }.OfType<string>()) is { Length: > 0 } street ? street : null,
            record.Text("city"), record.Text("state"), null, record.Text("zip"), CountryNames.CodeOf(record.Text("country"))),
        new Place(
            record.Text("shipping_street"), record.Text("shipping_city"), record.Text("shipping_state"), null, record.Text("shipping_zip"),
            CountryNames.CodeOf(record.Text("shipping_country"))),
        record.Text("erp_id"), Sync(record), record.Number("erp_balance"), record.Number("erp_overdue"), [.. merged]);

    private static CrmContact Contact(JsonNode record) => new(
        record.Text("id")!, record.Text("company"), record.Text("firstname"), record.Text("lastname"), record.Text("email"),
        record.Text("phone"), record.Text("contact_role"), record.Flag("primary_contact"), record.Text("erp_id"), Sync(record));

    private static CrmProduct Product(JsonNode record) => new(
        record.Text("id")!, record.Text("hs_sku"), record.Text("name") ?? "", record.Text("erp_unit"),
        record.Text("erp_active") is null || record.Flag("erp_active"),
        World.Currencies.Select(code => (code, Price: record.Number(code == PortalSettings.HomeCurrency ? "price" : $"hs_price_{code.ToLowerInvariant()}")))
            .Where(pair => pair.Price is not null)
            .ToDictionary(pair => pair.code, pair => pair.Price!.Value));

    private static CrmOpportunity Deal(JsonNode record, Dictionary<string, JsonNode> lines, Dictionary<string, string?> skus) => new(
        record.Text("id")!, record.Text("dealname") ?? "", record.Text("company"), record.Text("deal_currency_code"),
        record.Number("amount") ?? 0, record.Number("header_discount") ?? 0, record.Day("closedate") ?? "",
        record.Flag("hs_is_closed_won"), record.Text("po_number"),
        [.. record["associations"]!.List("line_items").Select(id => id.GetValue<string>()).Where(lines.ContainsKey).Select(id => lines[id]).Select(line => new CrmLine(
            line.Text("id")!, skus.GetValueOrDefault(line.Text("hs_product_id") ?? ""), line.Number("quantity") ?? 0,
            line.Number("amount") ?? 0, line.Number("hs_discount_percentage") ?? 0))],
        Sync(record),
        new CrmFigures(
            record.Text("erp_invoice_number"), record.Text("erp_invoice_status"), record.Day("erp_invoice_due"),
            record.Number("erp_invoiced"), record.Number("erp_paid"), record.Number("erp_credited"),
            record.Number("erp_balance"), record.Day("erp_last_payment")));
}
