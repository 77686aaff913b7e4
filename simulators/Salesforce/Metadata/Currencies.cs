namespace Harness.Simulators.Salesforce.Metadata;

/// <summary>The currencies of this multi-currency org; rates are units for one of the corporate currency.</summary>
internal static class Currencies
{
    public const string Corporate = "EUR";

    public static string[] Codes => [.. World.Currencies];

    public static int Decimals(string? code) => code is null ? 2 : World.MinorUnits(code);
}
