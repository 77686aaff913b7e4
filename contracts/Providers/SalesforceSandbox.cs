using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce;

namespace Harness.Contracts.Providers;

public sealed class SalesforceSandbox() : SandboxContract("salesforce")
{
    [Fact]
    public async Task Finds_in_an_org_what_the_calls_need()
    {
        var clock = new SimulatedClock(TimeProvider.System);
        using var org = new SalesforceSystem(clock, new Journal(clock));
        await using var host = SimulatorHost.Start(org, new SimulatorOptions());
        using var api = new VendorApi(host.Url);
        var states = new SalesforceStates(org, api);
        await states.SetUpAsync();
        await states.ArrangeAsync("an account, and one merged into it");
        await states.ArrangeAsync("an opportunity with a line");

        await ReplayAsync(api);
    }

    private protected override async Task<JsonObject> FindAsync(VendorApi api, string state)
    {
        switch (state)
        {
            case "an org":
                return [];
            case "an expired session":
                return new JsonObject { ["token"] = "expired" };
            case "an account":
                var account = await FirstAsync(api, state, "query",
                    "SELECT Id,Name,Website,Tax_Id__c FROM Account WHERE Website LIKE 'https://www.%' AND Tax_Id__c != null AND BillingCountryCode = 'DE' LIMIT 1");
                return new JsonObject
                {
                    ["account"] = account["Id"]!.ToString(), ["name"] = Uri.EscapeDataString(account["Name"]!.ToString()), ["tax_id"] = account["Tax_Id__c"]!.ToString(),
                    ["domain"] = new Uri(account["Website"]!.ToString()).Host["www.".Length..],
                };
            case "an account, and one merged into it":
                await FirstAsync(api, state, "queryAll", "SELECT Id FROM Account WHERE IsDeleted = true AND MasterRecordId != null LIMIT 1");
                return [];
            case "an opportunity with a line":
                var line = await FirstAsync(api, state, "query", "SELECT OpportunityId FROM OpportunityLineItem WHERE Discount != null LIMIT 1");
                return new JsonObject { ["opportunity"] = line["OpportunityId"]!.ToString() };
            case "a product with a price":
                var entry = await FirstAsync(api, state, "query", "SELECT Product2Id FROM PricebookEntry WHERE Pricebook2.IsStandard = true AND CurrencyIsoCode = 'EUR' LIMIT 1");
                return new JsonObject { ["product"] = entry["Product2Id"]!.ToString() };
            default:
                throw Unknown(state);
        }
    }

    private static async Task<JsonObject> FirstAsync(VendorApi api, string state, string resource, string soql) =>
        First(await api.GetAsync($"/services/data/v67.0/{resource}?q={Uri.EscapeDataString(soql)}"), "records", state);
}
