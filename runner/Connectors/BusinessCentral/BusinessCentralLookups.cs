using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// Short lists that references point into: terms, currencies, rates, the company itself. Read together, in one call, for
/// the run, and once more when a code is not in them.
/// </summary>
internal sealed class BusinessCentralLookups(BusinessCentralService service) : IDisposable
{
    private static readonly string[] urls =
    [
        "paymentTerms?$select=id,code", "currencies?$select=id,code,amountDecimalPlaces", "companyInformation?$select=id,displayName,currencyCode",
        "currencyExchangeRates?$select=currencyCode,startingDate,exchangeRateAmount,relationalExchangeRateAmount", "unitsOfMeasure?$select=id,code",
        "countriesRegions?$select=id,code",
    ];

    private readonly SemaphoreSlim gate = new(1, 1);
    private Lists? lists;

    internal sealed record Lists(
        IReadOnlyDictionary<string, string> Terms,
        IReadOnlyDictionary<string, int> Decimals,
        string BaseCurrency,
        string CompanyName,
        IReadOnlyList<(string Code, string From, decimal Rate)> Rates,
        IReadOnlyList<string> Units,
        IReadOnlyList<string> Countries)
    {
        public int DecimalsOf(string currency) => Decimals.GetValueOrDefault(currency, 2);

        public string? TermsCode(string id) => Terms.FirstOrDefault(pair => pair.Value.Equals(id, StringComparison.OrdinalIgnoreCase)).Key;

        /// <summary>Local currency for one unit: the newest rate that starts on or before the day.</summary>
        public decimal? Rate(string currency, string day) => currency == BaseCurrency ? 1
            : Rates.Where(rate => rate.Code == currency && string.CompareOrdinal(rate.From, day) <= 0).Select(rate => ((string From, decimal Rate)?)(rate.From, rate.Rate))
                .MaxBy(rate => rate!.Value.From)?.Rate;
    }

    public async Task<Lists> ReadAsync(CancellationToken ct, bool again = false)
    {
        if (lists is { } known && !again)
        {
            return known;
        }

        await gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return lists = lists is { } other && !again ? other : Assemble(await service.RowsAsync(urls, ct).ConfigureAwait(false));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Ids of terms by code; read again where one is missing.</summary>
    public async Task<Lists> KnowingAsync(IEnumerable<string> terms, CancellationToken ct)
    {
        var known = await ReadAsync(ct).ConfigureAwait(false);
        return terms.All(known.Terms.ContainsKey) ? known : await ReadAsync(ct, again: true).ConfigureAwait(false);
    }

    public static Fault UnknownTerms(Lists lists) => new(
        FaultKind.UnmappedValue, $"Business Central has no payment terms of that code. It has: {string.Join(", ", lists.Terms.Keys.Order(StringComparer.Ordinal))}.",
        Fields: ["paymentTerms.code"]);

    public void Dispose() => gate.Dispose();

    private static Lists Assemble(IReadOnlyList<(IReadOnlyList<JsonObject> Rows, DateTimeOffset? Date)> answers) => new(
        answers[0].Rows.ToDictionary(row => row.Text("code"), row => row.Text("id"), StringComparer.OrdinalIgnoreCase),
        answers[1].Rows.ToDictionary(row => row.Text("code"), row => Decimals(row.Text("amountDecimalPlaces"))),
        answers[2].Rows.Select(row => row.Text("currencyCode")).FirstOrDefault() ?? "",
        answers[2].Rows.Select(row => row.Text("displayName")).FirstOrDefault() ?? "",
        [.. answers[3].Rows.Where(row => row.Number("exchangeRateAmount") != 0).Select(row => (
            row.Text("currencyCode"), row.Text("startingDate"), row.Number("relationalExchangeRateAmount") / row.Number("exchangeRateAmount")))],
        [.. answers[4].Rows.Select(row => row.Text("code"))],
        [.. answers[5].Rows.Select(row => row.Text("code"))]);

    /// <summary>"2:2": at least and at most; blank is the company's two.</summary>
    private static int Decimals(string places) =>
        int.TryParse(places.Split(':')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : 2;
}
