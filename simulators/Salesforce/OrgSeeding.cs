using System.Text.Json.Nodes;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Rules;

namespace Harness.Simulators.Salesforce;

/// <summary>The org on the day before: setup in every org, then the world's companies, products and opportunities.</summary>
internal sealed class OrgSeeding(Org org, RecordWriter writer)
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(11);

    private ChangeSet? _changes;

    public void SetUp() => InThePast(() =>
    {
        org.OrganizationId = Insert("Organization", new JsonObject
        {
            ["Name"] = "Harness Trading GmbH", ["OrganizationType"] = "Enterprise Edition", ["InstanceName"] = "EU99",
            ["IsSandbox"] = false, ["DefaultLocaleSidKey"] = "de_DE", ["TimeZoneSidKey"] = "UTC",
        }).Id;
        org.IntegrationUserId = User("Integration", "Harness", Api.ConnectedApp.Username);
        Insert("UserPermissionAccess", []);
        org.SalesUserId = User("Eva", "Brandt", "eva.brandt@harness.example");
        SetUpCurrencies();
        SetUpStages();
        org.StandardPriceBookId = Insert("Pricebook2", new JsonObject { ["Name"] = "Standard Price Book", ["IsActive"] = true, ["IsStandard"] = true }).Id;
    });

    public void Fill(World world) => InThePast(() =>
    {
        var accounts = world.Companies.ToDictionary(company => company.Number, Account);
        var entries = new Dictionary<(string Sku, string Currency), string>();
        foreach (var product in world.Products.Where(product => product.InCrm))
        {
            Product(product, entries);
        }

        foreach (var opportunity in world.Opportunities)
        {
            Opportunity(opportunity, accounts[opportunity.Company], entries);
        }
    });

    private void InThePast(Action fill)
    {
        _changes = writer.Begin(new Writer("seed", "seed", org.SalesUserId));
        org.Past = org.Clock.GetUtcNow() - Age;
        fill();
        org.Past = null;
        _changes = null;
    }

    private string User(string first, string last, string username) => Insert("User", new JsonObject
    {
        ["Username"] = username, ["FirstName"] = first, ["LastName"] = last, ["Name"] = $"{first} {last}", ["Email"] = username,
        ["IsActive"] = true, ["TimeZoneSidKey"] = "UTC", ["LocaleSidKey"] = "en_US", ["UserType"] = "Standard",
        ["DefaultCurrencyIsoCode"] = Currencies.Corporate,
    }).Id;

    private void SetUpCurrencies()
    {
        foreach (var code in Currencies.Codes)
        {
            Insert("CurrencyType", new JsonObject
            {
                ["IsoCode"] = code, ["ConversionRate"] = World.RatesPerEuro[code], ["DecimalPlaces"] = Currencies.Decimals(code),
                ["IsActive"] = true, ["IsCorporate"] = code == Currencies.Corporate,
            });
        }

        var today = DateOnly.FromDateTime(org.Clock.GetUtcNow().UtcDateTime);
        var change = new DateOnly(today.Year, today.Month, 1);
        foreach (var code in Currencies.Codes.Where(code => code != Currencies.Corporate))
        {
            DatedRate(code, change.AddMonths(-12), change, decimal.Round(World.RatesPerEuro[code] * 0.99m, 6));
            DatedRate(code, change, new DateOnly(9999, 12, 31), World.RatesPerEuro[code]);
        }
    }

    private void DatedRate(string code, DateOnly from, DateOnly to, decimal rate) => Insert("DatedConversionRate", new JsonObject
    {
        ["IsoCode"] = code, ["StartDate"] = Day(from), ["NextStartDate"] = Day(to), ["ConversionRate"] = rate,
    });

    private void SetUpStages()
    {
        foreach (var (order, stage) in Stages.All.Index())
        {
            Insert("OpportunityStage", new JsonObject
            {
                ["MasterLabel"] = stage.Name, ["ApiName"] = stage.Name, ["IsActive"] = true, ["SortOrder"] = order + 1,
                ["IsClosed"] = stage.IsClosed, ["IsWon"] = stage.IsWon, ["ForecastCategory"] = stage.Forecast,
                ["ForecastCategoryName"] = stage.ForecastName, ["DefaultProbability"] = stage.Probability,
            });
        }
    }

    private string Account(Company company)
    {
        org.Past += Pace;
        var fields = new JsonObject
        {
            ["Name"] = company.Name, ["Website"] = company.Domain is { } domain ? $"https://www.{domain}" : null,
            ["Phone"] = company.Phone, ["Tax_Id__c"] = company.TaxId, ["Payment_Terms__c"] = company.PaymentTerms,
            ["Credit_Limit__c"] = company.CreditLimit, ["CurrencyIsoCode"] = company.Currency, ["Type"] = "Customer - Direct",
        };
        Address(fields, "Billing", company.Billing);
        Address(fields, "Shipping", company.Shipping ?? company.Billing);
        var id = Insert("Account", fields).Id;
        foreach (var person in company.Contacts)
        {
            Insert("Contact", new JsonObject
            {
                ["AccountId"] = id, ["FirstName"] = person.FirstName, ["LastName"] = person.LastName, ["Email"] = person.Email,
                ["Phone"] = person.Phone, ["Title"] = person.Title, ["Contact_Role__c"] = person.Role,
                ["Primary_Contact__c"] = person.IsPrimary, ["CurrencyIsoCode"] = company.Currency,
            });
        }

        return id;
    }

    private static void Address(JsonObject fields, string prefix, PostalAddress address)
    {
        fields[prefix + "Street"] = address.Street;
        fields[prefix + "City"] = address.City;
        fields[prefix + "PostalCode"] = address.PostalCode;
        fields[prefix + "CountryCode"] = address.Country;
        if (address is { Country: { } country, State: { } state } && Countries.StateName(country, state) is not null)
        {
            fields[prefix + "StateCode"] = state;
        }
    }

    private void Product(Product product, Dictionary<(string Sku, string Currency), string> entries)
    {
        var id = Insert("Product2", new JsonObject
        {
            ["Name"] = product.Name, ["ProductCode"] = product.Sku, ["IsActive"] = product.IsActive, ["Family"] = product.Family,
            ["QuantityUnitOfMeasure"] = product.Unit,
        }).Id;
        foreach (var (currency, price) in product.Prices)
        {
            entries[(product.Sku, currency)] = Insert("PricebookEntry", new JsonObject
            {
                ["Pricebook2Id"] = org.StandardPriceBookId, ["Product2Id"] = id, ["UnitPrice"] = price,
                ["CurrencyIsoCode"] = currency, ["IsActive"] = true,
            }).Id;
        }
    }

    private void Opportunity(OpenOpportunity opportunity, string account, Dictionary<(string Sku, string Currency), string> entries)
    {
        org.Past += Pace;
        var id = Insert("Opportunity", new JsonObject
        {
            ["Name"] = opportunity.Name, ["AccountId"] = account, ["StageName"] = opportunity.Stage, ["CloseDate"] = Day(opportunity.CloseDate),
            ["CurrencyIsoCode"] = opportunity.Currency, ["Pricebook2Id"] = org.StandardPriceBookId,
            ["Header_Discount__c"] = opportunity.HeaderDiscount, ["PO_Number__c"] = opportunity.PoNumber,
        }).Id;
        foreach (var line in opportunity.Lines)
        {
            Insert("OpportunityLineItem", new JsonObject
            {
                ["OpportunityId"] = id, ["PricebookEntryId"] = entries[(line.Sku, opportunity.Currency)], ["Quantity"] = line.Quantity,
                ["UnitPrice"] = line.UnitPrice, ["Discount"] = line.Discount, ["Description"] = line.Description,
            });
        }
    }

    private OrgRecord Insert(string objectName, JsonObject fields) => writer.Insert(_changes!, org.Schema.Object(objectName), fields);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");
}
