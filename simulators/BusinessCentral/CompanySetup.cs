using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Rules;

namespace Harness.Simulators.BusinessCentral;

/// <summary>What a company has before its first customer: currencies and rates, terms, units, countries, a payment journal.</summary>
internal static class CompanySetup
{
    private static readonly (string Code, string Name, string Symbol, string Places, decimal Rate)[] currencies =
    [
        ("USD", "US dollar", "$", "2:2", 0.925926m), ("GBP", "British pound", "£", "2:2", 1.176471m), ("CHF", "Swiss franc", "CHF", "2:2", 1.052632m),
        ("JPY", "Japanese yen", "¥", "0:0", 0.006173m), ("KWD", "Kuwaiti dinar", "KWD", "3:3", 3.012048m),
    ];

    private static readonly (string Code, string Name, string Due)[] terms =
        [("30 DAYS", "Net 30 days", "30D"), ("60 DAYS", "Net 60 days", "60D"), ("14 DAYS", "Net 14 days", "14D"), ("0 DAYS", "Due on receipt", "0D")];

    private static readonly (string Code, string Name)[] units = [("PCS", "Piece"), ("HOUR", "Hour"), ("MONTH", "Month"), ("BOX", "Box")];

    private static readonly string[] countries =
        ["AT", "AU", "BE", "BR", "CA", "CH", "CN", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IN", "IT", "JP", "KW", "LU", "MX", "NL", "NO", "NZ", "PL", "PT", "SE", "SG", "US", "ZA"];

    public static void Open(Books books, BusinessCentralOptions options)
    {
        var actor = books.Actor;
        books.Actor = null;
        foreach (var (code, name, symbol, places, rate) in currencies)
        {
            books.Create(Entities.Currencies, new JsonObject
            {
                ["code"] = code, ["displayName"] = name, ["symbol"] = symbol, ["amountDecimalPlaces"] = places,
            });
            books.Create(Entities.ExchangeRates, new JsonObject
            {
                ["currencyCode"] = code, ["startingDate"] = "2020-01-01", ["exchangeRateAmount"] = 1, ["relationalExchangeRateAmount"] = rate,
            });
        }

        foreach (var (code, name, due) in terms)
        {
            books.Create(Entities.PaymentTerms, new JsonObject { ["code"] = code, ["displayName"] = name, ["dueDateCalculation"] = due });
        }

        foreach (var (code, name) in units)
        {
            books.Create(Entities.Units, new JsonObject { ["code"] = code, ["displayName"] = name });
        }

        foreach (var code in countries)
        {
            books.Create(Entities.Countries, new JsonObject { ["code"] = code, ["displayName"] = code });
        }

        books.Create(Entities.CompanyInformation, new JsonObject { ["displayName"] = options.Company, ["currencyCode"] = options.LocalCurrency });
        books.Create(Entities.PaymentJournals, new JsonObject { ["code"] = "GENERAL", ["displayName"] = "Payments" });
        books.Actor = actor;
    }
}
