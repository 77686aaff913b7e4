using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite;

namespace Harness.Contracts.Providers;

public sealed class NetSuiteSandbox() : SandboxContract("netsuite")
{
    [Fact]
    public async Task Finds_in_an_account_what_the_calls_need()
    {
        var clock = new SimulatedClock(TimeProvider.System);
        var account = new NetSuiteSystem(clock, new Journal(clock));
        await using var host = SimulatorHost.Start(account, new SimulatorOptions());
        using var api = new VendorApi(host.Url);
        var states = new NetSuiteStates(account, api);
        await states.ArrangeAsync("a deleted customer");
        await states.ArrangeAsync("an invoice paid in part");
        await states.ArrangeAsync("a customer who paid too much");
        await states.ArrangeAsync("a role of an administrator");

        await ReplayAsync(api);
    }

    private protected override async Task<JsonObject> FindAsync(VendorApi api, string state)
    {
        switch (state)
        {
            case "an account" or "a role of an administrator":
                return [];
            case "an expired token":
                return new JsonObject { ["token"] = "expired" };
            case "a customer":
                return await ToldAsync(api, state, "SELECT id AS customer, LOWER(companyname) AS name, LOWER(vatregnumber) AS tax_id, LOWER(SUBSTR(url, 13)) AS domain FROM customer "
                    + "WHERE url LIKE 'https://www.%' AND vatregnumber IS NOT NULL AND terms IS NOT NULL AND creditlimit IS NOT NULL ORDER BY id");
            case "a deleted customer":
                return await ToldAsync(api, state, "SELECT recordid AS customer FROM deletedrecord WHERE LOWER(type) = 'customer' ORDER BY recordid");
            case "a customer and an item" or "an account with an item":
                return await ToldAsync(api, state, "SELECT id AS item, LOWER(itemid) AS sku FROM item WHERE itemtype = 'InvtPart' AND saleunit IS NOT NULL AND displayname IS NOT NULL ORDER BY id");
            case "a sales order":
                return await ToldAsync(api, state, "SELECT t.id AS \"order\" FROM transaction t WHERE t.type = 'SalesOrd' AND t.custbody_crm_opportunity IS NOT NULL ORDER BY t.id");
            case "an invoice paid in part":
                return await ToldAsync(api, state, "SELECT l.previousdoc AS invoice FROM nexttransactionlink l JOIN transaction t ON t.id = l.nextdoc "
                    + "WHERE l.linktype = 'Payment' AND t.type = 'CustPymt' ORDER BY l.previousdoc");
            case "a customer who paid too much":
                return await ToldAsync(api, state, "SELECT t.entity AS customer FROM transaction t WHERE t.type IN ('CustPymt', 'CustCred') AND t.voided = 'F' "
                    + "AND t.foreignpaymentamountunused > 0 ORDER BY t.entity");
            default:
                throw Unknown(state);
        }
    }

    private static async Task<JsonObject> ToldAsync(VendorApi api, string state, string statement) =>
        First(await api.PostAsync("/services/rest/query/v1/suiteql?limit=1&offset=0", new JsonObject { ["q"] = statement }, ("Prefer", "transient")), "items", state)
            .DeepClone().AsObject();
}
