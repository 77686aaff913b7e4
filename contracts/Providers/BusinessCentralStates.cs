using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral;

namespace Harness.Contracts.Providers;

/// <summary>What people of the simulated company have done before a call comes.</summary>
internal sealed class BusinessCentralStates(BusinessCentralSystem company, VendorApi api)
{
    private int count;

    public async Task<JsonObject> ArrangeAsync(string state)
    {
        company.Faults.Disarm();
        await LogInAsync();
        var told = Tell(state);
        told.TryAdd("token", api.Token);
        told.TryAdd("client_id", company.Credentials["client_id"]!.ToString());
        told.TryAdd("client_secret", company.Credentials["client_secret"]!.ToString());
        return told;
    }

    private JsonObject Tell(string state) => state switch
    {
        "an application" => [],
        "an application with another secret" => new JsonObject { ["client_secret"] = "wrong" },
        "a customer" => Customer(null),
        "a customer MAIN-ACC-2" => Customer("MAIN-ACC-2"),
        "an open invoice" => Invoice(),
        "too many requests" => Throttled(),
        _ => throw new InvalidOperationException($"There is no state '{state}'."),
    };

    private async Task LogInAsync()
    {
        api.Token = null;
        var credentials = company.Credentials;
        var answer = await api.LogInAsync(credentials["token_path"]!.ToString(), new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials["client_id"]!.ToString(),
            ["client_secret"] = credentials["client_secret"]!.ToString(),
            ["scope"] = "https://api.businesscentral.dynamics.com/.default",
        });
        api.Token = answer["access_token"]!.ToString();
    }

    private JsonObject Customer(string? number)
    {
        var fields = new JsonObject { ["displayName"] = $"Acme {++count}", ["currencyCode"] = "EUR", ["country"] = "DE" };
        if (number is not null)
        {
            fields["number"] = number;
        }

        var made = Locked(() => company.PersonCreates("customers", fields));
        return new JsonObject { ["customer"] = made["id"]!.ToString(), ["etag"] = made["@odata.etag"]!.ToString() };
    }

    private JsonObject Invoice()
    {
        var customer = Customer(null)["customer"]!.ToString();
        var item = Locked(() => company.PersonCreates("items", new JsonObject { ["displayName"] = "Pump", ["baseUnitOfMeasureCode"] = "PCS", ["unitPrice"] = 100 }));
        var order = Locked(() => company.Actions["enter-order"](new JsonObject
        {
            ["customer"] = customer, ["lines"] = new JsonArray(new JsonObject { ["item"] = item["id"]!.ToString(), ["quantity"] = 1, ["rate"] = 100 }),
        }));
        Locked(() => company.Actions["invoice-order"](new JsonObject { ["order"] = order["id"]!.ToString() }));
        return [];
    }

    private JsonObject Throttled()
    {
        company.Faults.Arm(new FaultOrder(FaultKinds.Throttle, "batch-read", Times: null));
        return [];
    }

    private JsonObject Locked(Func<JsonObject> act)
    {
        lock (company.Gate)
        {
            return act();
        }
    }
}
