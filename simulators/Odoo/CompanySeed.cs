using System.Text.Json.Nodes;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.People;
using Harness.Simulators.Odoo.Rpc;

namespace Harness.Simulators.Odoo;

/// <summary>The world's products, and what Finance already has of its companies as partners. An administrator has made the custom fields.</summary>
internal sealed class CompanySeed(Registry registry, OdooOptions options, Staff staff)
{
    private const int DigitsOfDinar = 3;

    private static readonly Dictionary<string, string> units = new() { ["Each"] = "Units", ["Hour"] = "Hours", ["Month"] = "Month", ["Box"] = "Box" };

    private static readonly Dictionary<string, string> terms = new()
    {
        ["Net 30"] = "30 Days", ["Net 60"] = "60 Days", ["Net 14"] = "14 Days", ["Due on receipt"] = "Immediate Payment",
    };

    private static readonly (string Model, string Name, string Label, string Type)[] fields =
    [
        ("sale.order", "x_crm_opportunity", "CRM opportunity", "char"), ("sale.order.line", "x_crm_line", "CRM line", "char"),
        ("res.partner", "x_crm_first_name", "First name", "char"), ("res.partner", "x_crm_last_name", "Last name", "char"),
        ("res.partner", "x_crm_contact_role", "Contact role", "char"), ("res.partner", "x_crm_primary_contact", "Primary contact", "boolean"),
    ];

    public void Fill(World world)
    {
        var actor = registry.Actor;
        registry.Actor = null;
        CompanySetup.KeepPrices(registry, options, DigitsOfDinar);
        foreach (var (model, name, label, type) in fields.Where(field => registry.Model(field.Model).Field(field.Name) is null))
        {
            staff.Create("ir.model.fields", new JsonObject
            {
                ["name"] = name, ["field_description"] = label, ["ttype"] = type, ["model_id"] = Id("ir.model", "model", model), ["state"] = "manual",
            });
        }

        foreach (var product in world.Products.Where(product => product.InErp))
        {
            Add(product);
        }

        foreach (var twin in world.Companies.SelectMany(company => company.ErpTwins))
        {
            staff.Create("res.partner", PartnerOf(twin));
        }

        registry.Actor = actor;
    }

    private void Add(Product product)
    {
        var id = staff.Create("product.product", new JsonObject
        {
            ["default_code"] = product.Sku,
            ["name"] = product.Name,
            ["type"] = product.Kind == ProductKind.Service ? "service" : "consu",
            ["uom_id"] = Id("uom.uom", "name", units[product.Unit]),
            ["list_price"] = product.Prices["EUR"],
            ["active"] = product.IsActive,
        })["id"].Whole() ?? 0;
        foreach (var (currency, price) in product.Prices)
        {
            staff.Create("product.pricelist.item", new JsonObject
            {
                ["pricelist_id"] = PriceList(currency), ["product_tmpl_id"] = id, ["product_id"] = id, ["applied_on"] = "0_product_variant", ["compute_price"] = "fixed", ["fixed_price"] = price,
            });
        }
    }

    private JsonObject PartnerOf(ErpTwin twin) => new()
    {
        ["name"] = twin.Name,
        ["is_company"] = true,
        ["website"] = twin.Domain is null ? null : $"https://www.{twin.Domain}",
        ["email"] = twin.Email,
        ["phone"] = twin.Phone,
        ["vat"] = twin.TaxId,
        ["property_product_pricelist"] = PriceList(twin.Currency),
        ["property_payment_term_id"] = twin.PaymentTerms is { } name ? Id("account.payment.term", "name", terms[name]) : null,
        ["credit_limit"] = twin.CreditLimit,
        ["street"] = twin.Billing.Street,
        ["city"] = twin.Billing.City,
        ["zip"] = twin.Billing.PostalCode,
        ["country_id"] = twin.Billing.Country is { } country ? Id("res.country", "code", country) : null,
        ["state_id"] = twin.Billing is { State: { } state, Country: { } of } ? State(of, state) : null,
    };

    private long PriceList(string currency) => registry.Database.Living("product.pricelist").First(list => list.Ref("currency_id") == Id("res.currency", "name", currency)).Id;

    private long? State(string country, string code) => registry.Database.Living("res.country.state")
        .FirstOrDefault(state => state.Text("code") == code && state.Ref("country_id") == Id("res.country", "code", country))?.Id;

    private long Id(string model, string field, string value) => registry.Database.Living(model).First(row => row.Text(field) == value).Id;
}
