using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Rules;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral;

/// <summary>The world's products as items and what Finance already has of its companies as customers.</summary>
internal sealed class CompanySeed(CompanyStore store, Books books, BusinessCentralOptions options)
{
    public void Fill(World world)
    {
        var actor = books.Actor;
        books.Actor = null;
        foreach (var product in world.Products.Where(product => product.InErp))
        {
            books.Create(Entities.Items, Item(product));
        }

        foreach (var twin in world.Companies.SelectMany(company => company.ErpTwins))
        {
            books.Create(Entities.Customers, Customer(twin));
        }

        books.Actor = actor;
    }

    private JsonObject Item(Product product) => new()
    {
        ["number"] = product.Sku,
        ["displayName"] = product.Name,
        ["type"] = product.Kind switch { ProductKind.Service => "Service", ProductKind.NonStock => "Non-Inventory", _ => "Inventory" },
        ["baseUnitOfMeasureCode"] = product.Unit == "Each" ? "PCS" : product.Unit.ToUpperInvariant(),
        ["unitPrice"] = product.Prices[options.LocalCurrency],
        ["blocked"] = !product.IsActive,
    };

    private JsonObject Customer(ErpTwin twin) => new()
    {
        ["displayName"] = twin.Name,
        ["website"] = twin.Domain is null ? null : $"https://www.{twin.Domain}",
        ["email"] = twin.Email,
        ["phoneNumber"] = twin.Phone,
        ["taxRegistrationNumber"] = twin.TaxId,
        ["currencyCode"] = twin.Currency,
        ["paymentTermsId"] = twin.PaymentTerms is null ? null : store.FindNumber(Entities.PaymentTerms, Terms(twin.PaymentTerms))!.Id,
        ["creditLimit"] = twin.CreditLimit,
        ["addressLine1"] = twin.Billing.Street,
        ["city"] = twin.Billing.City,
        ["state"] = twin.Billing.State,
        ["postalCode"] = twin.Billing.PostalCode,
        ["country"] = twin.Billing.Country,
    };

    private static string Terms(string words) => words switch { "Net 14" => "14 DAYS", "Net 60" => "60 DAYS", "Due on receipt" => "0 DAYS", _ => "30 DAYS" };
}
