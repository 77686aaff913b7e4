using System.Collections.Frozen;

namespace Harness.Core.Records;

/// <summary>The active codes of ISO 4217 and their minor units.</summary>
public static class Currencies
{
    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP " +
        "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES " +
        "KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK " +
        "NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB " +
        "TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG " +
        // Withdrawn in favour of a successor, and still met in old records.
        "ANG BGN CUC HRK SLL ZWL";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private const string FourDecimals = "CLF UYW";

    private static readonly FrozenDictionary<string, int> Units = Codes(TwoDecimals, 2)
        .Concat(Codes(NoDecimals, 0)).Concat(Codes(ThreeDecimals, 3)).Concat(Codes(FourDecimals, 4))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> All => Units.Keys;

    public static bool IsKnown(string iso) => Units.ContainsKey(iso);

    /// <summary>Decimal places of the smallest unit; two for a code that is not in the list.</summary>
    public static int MinorUnits(string iso) => Units.GetValueOrDefault(iso, 2);

    /// <summary>One of the smallest unit: 0.01 for EUR, 1 for JPY, 0.001 for KWD.</summary>
    public static decimal SmallestUnit(string iso) => new(1, 0, 0, false, (byte)MinorUnits(iso));

    private static IEnumerable<KeyValuePair<string, int>> Codes(string codes, int units) =>
        codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => KeyValuePair.Create(code, units));
}
