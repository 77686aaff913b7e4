using System.Globalization;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

internal static class Money
{
    public static decimal Round(decimal amount, int decimals) => Math.Round(amount, decimals, MidpointRounding.AwayFromZero);

    public static int Decimals(this RecordStore store, string? currency) =>
        currency is not null && store.Find("currency", currency) is { } record ? (int)record.Values.Amount("currencyPrecision") : 2;

    public static decimal? Percent(object? rate) => rate is string text && text.EndsWith('%')
        ? decimal.Parse(text[..^1], CultureInfo.InvariantCulture)
        : null;
}
