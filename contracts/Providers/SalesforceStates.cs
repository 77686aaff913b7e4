using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce;

namespace Harness.Contracts.Providers;

/// <summary>What people of the simulated org have done before a call comes.</summary>
internal sealed class SalesforceStates(SalesforceSystem org, VendorApi api)
{
    private const string Api = "/services/data/v67.0";

    private static readonly string[] Keyed = ["Account", "Contact", "Product2", "Opportunity"];

    private int count;

    /// <summary>The fields that the connector creates before its first sync.</summary>
    public async Task SetUpAsync()
    {
        await LogInAsync();
        foreach (var type in Keyed)
        {
            await FieldAsync(type, "ERP_Id__c", new JsonObject { ["type"] = "Text", ["length"] = 80, ["unique"] = true, ["externalId"] = true });
        }

        await FieldAsync("Opportunity", "Sync_Status__c", new JsonObject { ["type"] = "Text", ["length"] = 40 });
        await FieldAsync("Opportunity", "ERP_Balance__c", new JsonObject { ["type"] = "Currency", ["precision"] = 18, ["scale"] = 2 });
        await FieldAsync("Opportunity", "Last_Sync__c", new JsonObject { ["type"] = "DateTime" });
    }

    public async Task<JsonObject> ArrangeAsync(string state)
    {
        Reset();
        await LogInAsync();
        var told = await TellAsync(state);
        told.TryAdd("token", api.Token);
        return told;
    }

    private async Task<JsonObject> TellAsync(string state) => state switch
    {
        "an org" or "an org without Product2.Contract_Id__c" => [],
        "an org with Product2.Contract_Id__c" => await ContractFieldAsync(),
        "a connected app" => App(),
        "an expired session" => new JsonObject { ["token"] = "00DdZ0000000001!expired" },
        "an account" => Account(),
        "an account, and one merged into it" => Merged(),
        "a deleted account" => Deleted(),
        "an account that blocks its duplicates" => Blocking(),
        "an account that someone is saving" => Armed(FaultKinds.RowLock, Account()),
        "an opportunity with a line" => Opportunity(),
        "a product" => Product(),
        "a product with a price" => PricedProduct(),
        "answers in small pages" => SmallPages(),
        "a query with a page to come" => await NextPageAsync(),
        "too many calls are running" => Armed(FaultKinds.Throttle, []),
        "an org that is too busy" => Armed(FaultKinds.Unavailable, []),
        "no calls left for the day" => Act("set-limits", new JsonObject { ["daily"] = 0 }),
        _ => throw new InvalidOperationException($"There is no state '{state}'."),
    };

    private void Reset()
    {
        org.Faults.Disarm();
        Act("clear-rules", []);
        Act("set-limits", new JsonObject { ["daily"] = 100_000, ["page"] = 2000 });
    }

    private async Task LogInAsync()
    {
        api.Token = null;
        var answer = await api.LogInAsync("/services/oauth2/token", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = Credential("client_id"), ["client_secret"] = Credential("client_secret"),
        });
        api.Token = answer["access_token"]!.ToString();
    }

    private JsonObject App() => new()
    {
        ["client_id"] = Credential("client_id"),
        ["client_secret"] = Credential("client_secret"),
        ["assertion"] = Assertion.Rs256(Credential("private_key_pem"), new JsonObject
        {
            ["iss"] = Credential("client_id"), ["sub"] = Credential("username"), ["aud"] = Credential("audience"),
            ["exp"] = org.Clock.GetUtcNow().AddMinutes(3).ToUnixTimeSeconds(),
        }),
    };

    private JsonObject Account()
    {
        var (name, domain, taxId) = ($"Acme-{++count}", $"acme{count}.test", $"DE{100_000_000 + count}");
        var account = Created("Account", new JsonObject
        {
            ["Name"] = name, ["Website"] = $"https://www.{domain}", ["Tax_Id__c"] = taxId, ["BillingCountryCode"] = "DE", ["BillingCity"] = "Bonn",
            ["Credit_Limit__c"] = 25_000.5m, ["CurrencyIsoCode"] = "EUR", ["Type"] = "Customer - Direct",
        });
        return new JsonObject { ["account"] = account, ["name"] = name, ["domain"] = domain, ["tax_id"] = taxId };
    }

    private JsonObject Merged()
    {
        var winner = Account();
        Act("merge-accounts", new JsonObject { ["winner"] = winner["account"]!.ToString(), ["loser"] = Account()["account"]!.ToString() });
        return winner;
    }

    private JsonObject Deleted()
    {
        var account = Account();
        lock (org.Gate)
        {
            org.PersonDeletes("Account", account["account"]!.ToString());
        }

        return account;
    }

    private JsonObject Blocking()
    {
        Act("duplicate-rule", new JsonObject { ["object"] = "Account", ["mode"] = "block" });
        return Account();
    }

    private JsonObject Opportunity()
    {
        var (account, product) = (Account()["account"]!.ToString(), PricedProduct());
        var opportunity = Created("Opportunity", new JsonObject
        {
            ["Name"] = "Acme pilot", ["AccountId"] = account, ["StageName"] = "Prospecting", ["CloseDate"] = "2026-05-04", ["CurrencyIsoCode"] = "EUR",
            ["Pricebook2Id"] = product["book"]!.ToString(),
        });
        Created("OpportunityLineItem", new JsonObject
        {
            ["OpportunityId"] = opportunity, ["PricebookEntryId"] = product["entry"]!.ToString(), ["Quantity"] = 2, ["UnitPrice"] = 120, ["Discount"] = 10,
        });
        Act("close-won", new JsonObject { ["opportunity"] = opportunity });
        return new JsonObject { ["account"] = account, ["opportunity"] = opportunity };
    }

    private JsonObject Product() => new()
    {
        ["product"] = Created("Product2", new JsonObject { ["Name"] = $"Kit {++count}", ["ProductCode"] = $"SKU-{count}", ["IsActive"] = true }),
        ["book"] = StandardBook(),
    };

    private JsonObject PricedProduct()
    {
        var product = Product();
        product["entry"] = Created("PricebookEntry", new JsonObject
        {
            ["Product2Id"] = product["product"]!.ToString(), ["Pricebook2Id"] = product["book"]!.ToString(), ["UnitPrice"] = 80, ["CurrencyIsoCode"] = "EUR", ["IsActive"] = true,
        });
        return product;
    }

    private JsonObject SmallPages()
    {
        var (first, second) = (Account()["account"]!.ToString(), Account()["account"]!.ToString());
        Act("set-limits", new JsonObject { ["page"] = 1 });
        return new JsonObject { ["first"] = first, ["second"] = second };
    }

    private async Task<JsonObject> NextPageAsync()
    {
        var accounts = SmallPages();
        var soql = $"SELECT Id,SystemModstamp,Name FROM Account WHERE Id IN ('{accounts["first"]}','{accounts["second"]}')";
        var page = await api.GetAsync($"{Api}/query?q={Uri.EscapeDataString(soql)}");
        return new JsonObject { ["next"] = page["nextRecordsUrl"]!.ToString() };
    }

    private async Task<JsonObject> ContractFieldAsync()
    {
        var described = await api.GetAsync($"{Api}/sobjects/Product2/describe");
        if (described["fields"]!.AsArray().All(field => field!["name"]!.ToString() != "Contract_Id__c"))
        {
            await FieldAsync("Product2", "Contract_Id__c", new JsonObject { ["type"] = "Text", ["length"] = 80, ["unique"] = true, ["externalId"] = true });
        }

        return [];
    }

    private Task<JsonNode> FieldAsync(string type, string name, JsonObject metadata)
    {
        metadata["label"] = name;
        return api.PostAsync($"{Api}/tooling/sobjects/CustomField", new JsonObject { ["FullName"] = $"{type}.{name}", ["Metadata"] = metadata });
    }

    private JsonObject Armed(string fault, JsonObject told)
    {
        org.Faults.Arm(new FaultOrder(fault));
        return told;
    }

    private string StandardBook()
    {
        lock (org.Gate)
        {
            return org.Records("Pricebook2").Single(book => book!["IsStandard"]!.GetValue<bool>())!["Id"]!.ToString();
        }
    }

    private string Created(string type, JsonObject fields)
    {
        lock (org.Gate)
        {
            return org.PersonCreates(type, fields)["Id"]!.ToString();
        }
    }

    private JsonObject Act(string name, JsonObject on)
    {
        lock (org.Gate)
        {
            org.Actions[name](on);
        }

        return [];
    }

    private string Credential(string name) => org.Credentials[name]!.ToString();
}
