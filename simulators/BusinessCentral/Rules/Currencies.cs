using System.Globalization;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Rules;

/// <summary>Codes, ids, precision and rates. The local currency is no row of the table: it is shown by its code and an id of zeros.</summary>
internal sealed class Currencies(CompanyStore store, BusinessCentralOptions options)
{
    public int Decimals(string code) => store.FindNumber(Entities.Currencies, code) is { } currency
        ? int.Parse(currency.Text("amountDecimalPlaces").Split(':')[^1], CultureInfo.InvariantCulture)
        : 2;

    public decimal Round(decimal amount, string code) => Math.Round(amount, Decimals(code), MidpointRounding.AwayFromZero);

    /// <summary>Local currency for one unit on that day.</summary>
    public decimal Rate(string code, DateOnly day)
    {
        if (code == options.LocalCurrency || code.Length == 0)
        {
            return 1;
        }

        var rate = store.All(Entities.ExchangeRates)
            .Where(row => row.Text("currencyCode") == code && row.Date("startingDate") <= day)
            .MaxBy(row => row.Text("startingDate"))
            ?? throw BcError.Dialog($"There is no Currency Exchange Rate within the filter. Filters: Currency Code: {code}, Starting Date: ..{day:yyyy-MM-dd}");
        return rate.Number("relationalExchangeRateAmount") / rate.Number("exchangeRateAmount");
    }

    public decimal ToLocal(decimal amount, string code, DateOnly day) => Round(amount * Rate(code, day), options.LocalCurrency);

    /// <summary>After a caller named the id, the code or both: the two agree.</summary>
    public void Settle(BcRecord record, bool idWasSet, bool codeWasSet)
    {
        if (idWasSet)
        {
            var id = record.Text("currencyId");
            var byId = id == BcRecord.NoId ? null : store.Find(Entities.Currencies, id)
                ?? throw BcError.Dialog("The \"currencyId\" does not match to a Currency.");
            var code = byId?.Text("code") ?? options.LocalCurrency;
            if (codeWasSet && record.Text("currencyCode") != code)
            {
                throw BcError.Dialog("The currency values do not match to a specific Currency.");
            }

            record.Put("currencyCode", code);
            return;
        }

        var named = record.Text("currencyCode") is { Length: > 0 } text ? text : options.LocalCurrency;
        var currency = named == options.LocalCurrency ? null : store.FindNumber(Entities.Currencies, named)
            ?? throw BcError.Dialog("The \"currencyCode\" does not match to a Currency.");
        record.Put("currencyCode", named);
        record.Put("currencyId", currency?.Id ?? BcRecord.NoId);
    }
}
