using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite;

namespace Harness.Contracts.Providers;

/// <summary>What people of the simulated company have done before a call comes.</summary>
internal sealed class NetSuiteStates(NetSuiteSystem account, VendorApi api)
{
    private const string TokenPath = "/services/rest/auth/oauth2/v1/token";

    private int count;
    private string certificate = Certificate(account);

    public async Task<JsonObject> ArrangeAsync(string state)
    {
        Reset();
        await LogInAsync();
        var told = Tell(state);
        told.TryAdd("token", api.Token);
        told.TryAdd("currency", Setup("currency", "symbol", "EUR"));
        told.TryAdd("terms", Setup("term", "name", "Net 30"));
        told.TryAdd("discount", Setup("discountItem", "itemId", "DISCOUNT"));
        return told;
    }

    private JsonObject Tell(string state) => state switch
    {
        "an account" => [],
        "an integration with a certificate" => new JsonObject { ["assertion"] = SignedAssertion() },
        "an integration without certificates" => Unmapped(),
        "an expired token" => new JsonObject { ["token"] = "expired" },
        "a customer" => Customer(),
        "a customer main-cus-3" => Customer("main-cus-3"),
        "a contact" => Contact(),
        "a deleted customer" => Deleted(),
        "a customer that someone is saving" => Armed(FaultKinds.RowLock, Customer()),
        "a customer and an item" => CustomerAndItem(),
        "a customer and an inactive item" => CustomerAndInactiveItem(),
        "an account with an item" => Item(),
        "a sales order" => Order(),
        "an invoice paid in part" => Invoice(),
        "a customer who paid too much" => Invoice(tooMuch: 25),
        "too many calls are running" => Armed(FaultKinds.Throttle, Customer()),
        "a service that is down" => Armed(FaultKinds.Unavailable, Customer()),
        "a role that may not see customers" => Denied(),
        "a role of an administrator" => Administrator(true),
        "an account that refuses customers" => Rejecting(),
        _ => throw new InvalidOperationException($"There is no state '{state}'."),
    };

    private void Reset()
    {
        account.Faults.Disarm();
        Act("allow", new JsonObject { ["record"] = "customer" });
        Act("accept-saves", new JsonObject { ["record"] = "customer" });
        Administrator(false);
    }

    private JsonObject Administrator(bool isOne)
    {
        Act("set-preference", new JsonObject { ["isAdministrator"] = isOne });
        return [];
    }

    private async Task LogInAsync()
    {
        api.Token = null;
        var answer = await api.LogInAsync(TokenPath, new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = SignedAssertion(),
        });
        api.Token = answer["access_token"]!.ToString();
    }

    private string SignedAssertion()
    {
        var now = account.Clock.GetUtcNow();
        return Assertion.Es256(account.Credentials["private_key_pem"]!.ToString(), certificate, new JsonObject
        {
            ["iss"] = account.Credentials["client_id"]!.ToString(), ["scope"] = new JsonArray("rest_webservices"), ["aud"] = new Uri(api.Root, TokenPath).AbsoluteUri,
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        });
    }

    /// <summary>The assertion was good until its certificate was removed; another one is mapped for the calls to come.</summary>
    private JsonObject Unmapped()
    {
        var old = SignedAssertion();
        Act("remove-certificates", []);
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem(account.Credentials["private_key_pem"]!.ToString());
        certificate = Act("map-certificate", new JsonObject { ["publicKey"] = key.ExportSubjectPublicKeyInfoPem() })["certificate_id"]!.ToString();
        return new JsonObject { ["assertion"] = old, ["token"] = "none" };
    }

    private JsonObject Customer(string? externalId = null)
    {
        var (name, domain, taxId) = ($"Acme {++count}", $"acme{count}.test", $"DE{100_000_000 + count}");
        var customer = Created("customer", new JsonObject
        {
            ["externalId"] = externalId ?? $"customer-{count}", ["companyName"] = name, ["url"] = $"https://www.{domain}", ["vatRegNumber"] = taxId, ["creditLimit"] = 25_000.5m,
            ["subsidiary"] = "1", ["terms"] = "Net 30",
            ["addressBook"] = new JsonObject { ["items"] = new JsonArray(Address("Bonn", billing: true), Address("Lyon", billing: false)) },
        });
        return new JsonObject
        {
            ["customer"] = customer["id"]!.ToString(), ["name"] = name.ToLowerInvariant(), ["domain"] = domain, ["tax_id"] = taxId.ToLowerInvariant(),
            ["billing"] = long.Parse(customer["addressBook"]!["items"]![0]!["internalId"]!.ToString()),
        };
    }

    private static JsonObject Address(string city, bool billing) => new()
    {
        ["defaultBilling"] = billing, ["defaultShipping"] = !billing,
        ["addressBookAddress"] = new JsonObject { ["addr1"] = "Weg 1", ["city"] = city, ["country"] = "DE" },
    };

    private JsonObject Contact()
    {
        var told = Customer();
        told["contact"] = Created("contact", new JsonObject { ["lastName"] = $"Li {count}", ["company"] = told["customer"]!.ToString(), ["subsidiary"] = "1" })["id"]!.ToString();
        return told;
    }

    private JsonObject Deleted()
    {
        var customer = Customer();
        lock (account.Gate)
        {
            account.PersonDeletes("customer", customer["customer"]!.ToString());
        }

        return customer;
    }

    private JsonObject Item()
    {
        var price = new JsonObject { ["currencyPage"] = Setup("currency", "symbol", "EUR"), ["priceLevel"] = "1", ["price"] = 99.5m };
        var item = Created("inventoryItem", new JsonObject
        {
            ["itemId"] = $"SKU-{++count}", ["displayName"] = "Kit", ["saleUnit"] = "Each", ["price"] = new JsonObject { ["items"] = new JsonArray(price) },
        });
        return new JsonObject { ["item"] = item["id"]!.ToString(), ["sku"] = $"sku-{count}" };
    }

    private JsonObject CustomerAndItem()
    {
        var told = Customer();
        foreach (var (name, value) in Item())
        {
            told[name] = value!.DeepClone();
        }

        return told;
    }

    private JsonObject CustomerAndInactiveItem()
    {
        var told = CustomerAndItem();
        lock (account.Gate)
        {
            account.PersonEdits("inventoryItem", told["item"]!.ToString(), new JsonObject { ["isInactive"] = true });
        }

        return told;
    }

    private JsonObject Order()
    {
        var told = CustomerAndItem();
        var discount = Setup("discountItem", "itemId", "DISCOUNT");
        var order = Created("salesOrder", new JsonObject
        {
            ["entity"] = told["customer"]!.ToString(), ["custbody_crm_opportunity"] = "006dZ0000000001AAA", ["discountItem"] = discount, ["discountRate"] = "-5.00%",
            ["item"] = new JsonObject
            {
                ["items"] = new JsonArray(
                    new JsonObject { ["item"] = told["item"]!.ToString(), ["price"] = "-1", ["quantity"] = 2, ["rate"] = 120, ["custcol_crm_line"] = "L1" },
                    new JsonObject { ["item"] = discount, ["price"] = "-1", ["rate"] = "-10.00%", ["custcol_crm_line"] = "L1-d" }),
            },
        });
        told["order"] = order["id"]!.ToString();
        told["line"] = long.Parse(order["item"]!["items"]![0]!["line"]!.ToString());
        return told;
    }

    private JsonObject Invoice(decimal? tooMuch = null)
    {
        var told = Order();
        var invoice = Act("invoice-order", new JsonObject { ["order"] = told["order"]!.ToString() });
        var amount = tooMuch is { } more ? invoice["total"]!.GetValue<decimal>() + more : 50;
        var payment = Act("post-payment", new JsonObject { ["invoice"] = invoice["id"]!.ToString(), ["amount"] = amount });
        (told["invoice"], told["customer"]) = (invoice["id"]!.ToString(), payment["customer"]!["id"]!.ToString());
        return told;
    }

    private JsonObject Denied()
    {
        var customer = Customer();
        Act("deny", new JsonObject { ["record"] = "customer" });
        return customer;
    }

    private JsonObject Rejecting()
    {
        var customer = Customer();
        Act("reject-saves", new JsonObject { ["record"] = "customer", ["message"] = "The credit team closed this account." });
        return customer;
    }

    private JsonObject Armed(string fault, JsonObject told)
    {
        account.Faults.Arm(new FaultOrder(fault));
        return told;
    }

    private string Setup(string type, string field, string value)
    {
        lock (account.Gate)
        {
            return account.Records(type).First(record => record![field]?.ToString() == value)!["id"]!.ToString();
        }
    }

    private JsonObject Created(string type, JsonObject fields)
    {
        lock (account.Gate)
        {
            return account.PersonCreates(type, fields);
        }
    }

    private JsonObject Act(string name, JsonObject on)
    {
        lock (account.Gate)
        {
            return account.Actions[name](on);
        }
    }

    private static string Certificate(NetSuiteSystem account) => account.Credentials["certificate_id"]!.ToString();
}
