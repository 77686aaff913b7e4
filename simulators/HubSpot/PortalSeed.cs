using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot;

/// <summary>The portal on the day before: the world's companies with their contacts, products, open deals.</summary>
internal sealed class PortalSeed(Portal portal, RecordWriter writer)
{
    private static readonly Writer Before = new("seed", "seed");
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(11);

    public void Fill(World world)
    {
        portal.Past = portal.Clock.GetUtcNow() - Age;
        var companies = world.Companies.ToDictionary(company => company.Number, Company);
        var products = world.Products.Where(product => product.InCrm).ToDictionary(product => product.Sku, Product);
        foreach (var opportunity in world.Opportunities)
        {
            Deal(opportunity, companies[opportunity.Company], products);
        }

        portal.Past = null;
    }

    private string Company(Company company)
    {
        portal.Past += Pace;
        var id = Create("companies", new JsonObject
        {
            ["name"] = company.Name,
            ["domain"] = company.Domain,
            ["website"] = company.Domain is { } domain ? $"https://www.{domain}" : null,
            ["phone"] = company.Phone,
            ["address"] = company.Billing.Street,
            ["city"] = company.Billing.City,
            ["state"] = company.Billing.State,
            ["zip"] = company.Billing.PostalCode,
            ["country"] = CountryNames.Of(company.Billing.Country),
            ["tax_id"] = company.TaxId,
            ["payment_terms"] = company.PaymentTerms,
            ["credit_limit"] = company.CreditLimit,
            ["currency_code"] = company.Currency,
            ["shipping_street"] = (company.Shipping ?? company.Billing).Street,
            ["shipping_city"] = (company.Shipping ?? company.Billing).City,
            ["shipping_state"] = (company.Shipping ?? company.Billing).State,
            ["shipping_zip"] = (company.Shipping ?? company.Billing).PostalCode,
            ["shipping_country"] = CountryNames.Of((company.Shipping ?? company.Billing).Country),
            ["lifecyclestage"] = "customer",
        });
        foreach (var person in company.Contacts)
        {
            Contact(person, id);
        }

        return id;
    }

    // An e-mail address is one contact's: a second one with the same is kept without.
    private void Contact(Person person, string company)
    {
        var isTaken = person.Email is { } email && portal.Table("contacts").FindBy("email", email) is not null;
        var id = Create("contacts", new JsonObject
        {
            ["firstname"] = person.FirstName,
            ["lastname"] = person.LastName,
            ["email"] = isTaken ? null : person.Email,
            ["phone"] = person.Phone,
            ["jobtitle"] = person.Title,
            ["contact_role"] = person.Role,
            ["primary_contact"] = person.IsPrimary ? "true" : "false",
        });
        portal.Associations.Set(AssociationTypes.Primary("contacts", "companies")!, id, company);
    }

    private string Product(Product product)
    {
        var fields = new JsonObject { ["name"] = product.Name, ["hs_sku"] = product.Sku };
        foreach (var (currency, price) in product.Prices)
        {
            fields[currency == PortalSettings.HomeCurrency ? "price" : $"hs_price_{currency.ToLowerInvariant()}"] = price;
        }

        return Create("products", fields);
    }

    private void Deal(OpenOpportunity opportunity, string company, Dictionary<string, string> products)
    {
        portal.Past += Pace;
        var id = Create("deals", new JsonObject
        {
            ["dealname"] = opportunity.Name,
            ["pipeline"] = Pipelines.Default,
            ["dealstage"] = Pipelines.StageLabelled(opportunity.Stage),
            ["closedate"] = $"{opportunity.CloseDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}T12:00:00.000Z",
            ["deal_currency_code"] = opportunity.Currency,
            ["header_discount"] = opportunity.HeaderDiscount,
            ["po_number"] = opportunity.PoNumber,
        });
        portal.Associations.Set(AssociationTypes.Primary("deals", "companies")!, id, company);
        var sum = 0m;
        foreach (var line in opportunity.Lines)
        {
            var lineId = Create("line_items", new JsonObject
            {
                ["hs_product_id"] = products[line.Sku],
                ["quantity"] = line.Quantity,
                ["price"] = line.UnitPrice,
                ["hs_discount_percentage"] = line.Discount,
                ["hs_line_item_currency_code"] = opportunity.Currency,
                ["description"] = line.Description,
            });
            portal.Associations.Set(AssociationTypes.Plain("deals", "line_items")!, id, lineId);
            sum += LineRules.Number(portal.Table("line_items").Find(lineId)!["amount"]) ?? 0;
        }

        writer.Update(Before, portal.Table("deals").Find(id)!, new JsonObject { ["amount"] = sum });
    }

    private string Create(string objectName, JsonObject fields) => writer.Create(Before, portal.Table(objectName).Type, fields).Id;
}
