using System.Text.Json.Nodes;

namespace Harness.Load.Benchmark;

/// <summary>Accounts as full as real ones, the same for the same seed.</summary>
internal static class SeededAccounts
{
    private static readonly (string Country, string City, string Currency)[] Places =
        [("DE", "Köln", "EUR"), ("US", "Boston", "USD"), ("GB", "Leeds", "GBP"), ("FR", "Lyon", "EUR"), ("JP", "大阪市", "JPY"), ("KW", "Kuwait", "KWD")];

    public static IEnumerable<(string Id, Dictionary<string, JsonNode?> Values)> Create(int count, int seed)
    {
        var random = new Random(seed);
        for (var number = 1; number <= count; number++)
        {
            var (country, city, currency) = Places[random.Next(Places.Length)];
            yield return ($"001{number:D15}", new Dictionary<string, JsonNode?>
            {
                ["Name"] = $"Company {number} {(char)('A' + random.Next(26))}",
                ["Website"] = $"https://www.company-{number}.example",
                ["Phone"] = $"+49 221 {random.Next(100_000, 999_999)}",
                ["Tax_Id__c"] = $"{country}{100_000_000 + number}",
                ["BillingStreet"] = $"Main Street {random.Next(1, 300)}",
                ["BillingCity"] = city,
                ["BillingPostalCode"] = $"{random.Next(10_000, 99_999)}",
                ["BillingCountryCode"] = country,
                ["ShippingStreet"] = $"Dock {random.Next(1, 90)}",
                ["ShippingCity"] = city,
                ["ShippingPostalCode"] = $"{random.Next(10_000, 99_999)}",
                ["ShippingCountryCode"] = country,
                ["Payment_Terms__c"] = "Net 30",
                ["Credit_Limit__c"] = random.Next(10, 500) * 1000m,
                ["CurrencyIsoCode"] = currency,
            });
        }
    }
}
