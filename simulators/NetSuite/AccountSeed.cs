using System.Text.Json.Nodes;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.People;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite;

/// <summary>The world's products as items and what Finance already has of its companies as customers.</summary>
internal sealed class AccountSeed(RecordStore store, Books books, Staff staff)
{
    public void Fill(World world)
    {
        var actor = books.Actor;
        books.Actor = null;
        foreach (var product in world.Products.Where(p => p.InErp))
        {
            staff.Create(TypeOf(product.Kind), ItemOf(product));
        }

        foreach (var twin in world.Companies.SelectMany(c => c.ErpTwins))
        {
            staff.Create(EntityTypes.Customer, CustomerOf(twin));
        }

        books.Actor = actor;
    }

    private static RecordType TypeOf(ProductKind kind) => kind switch
    {
        ProductKind.Goods => ItemTypes.InventoryItem,
        ProductKind.NonStock => ItemTypes.NonInventoryItem,
        ProductKind.Service => ItemTypes.ServiceItem,
        _ => ItemTypes.KitItem,
    };

    private JsonObject ItemOf(Product product) => new()
    {
        ["itemId"] = product.Sku,
        ["displayName"] = product.Name,
        ["salesDescription"] = product.Name,
        ["unitsType"] = "1",
        ["saleUnit"] = product.Unit,
        ["isInactive"] = !product.IsActive,
        ["price"] = new JsonObject
        {
            ["items"] = new JsonArray([.. product.Prices.Select(p => new JsonObject
            {
                ["currencyPage"] = Currency(p.Key), ["priceLevel"] = "1", ["price"] = p.Value,
            })]),
        },
    };

    private JsonObject CustomerOf(ErpTwin twin) => new()
    {
        ["companyName"] = twin.Name,
        ["url"] = twin.Domain is null ? null : $"https://www.{twin.Domain}",
        ["email"] = twin.Email,
        ["phone"] = twin.Phone,
        ["vatRegNumber"] = twin.TaxId,
        ["currency"] = Currency(twin.Currency),
        ["terms"] = twin.PaymentTerms,
        ["creditLimit"] = twin.CreditLimit,
        ["subsidiary"] = "1",
        ["addressBook"] = new JsonObject
        {
            ["items"] = new JsonArray(new JsonObject
            {
                ["defaultBilling"] = true,
                ["defaultShipping"] = true,
                ["addressBookAddress"] = new JsonObject
                {
                    ["addr1"] = twin.Billing.Street,
                    ["city"] = twin.Billing.City,
                    ["state"] = twin.Billing.State,
                    ["zip"] = twin.Billing.PostalCode,
                    ["country"] = twin.Billing.Country,
                },
            }),
        },
    };

    private string Currency(string iso) => store.All("currency").First(c => c.Values.Text("symbol") == iso).Id;
}
