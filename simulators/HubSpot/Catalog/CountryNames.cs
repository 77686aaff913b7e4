namespace Harness.Simulators.HubSpot.Catalog;

/// <summary>The vendor keeps a company's country as free text; people type its English name.</summary>
internal static class CountryNames
{
    private static readonly Dictionary<string, string> ByCode = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DE"] = "Germany", ["AT"] = "Austria", ["CH"] = "Switzerland", ["FR"] = "France", ["GB"] = "United Kingdom", ["US"] = "United States",
        ["JP"] = "Japan", ["KW"] = "Kuwait", ["NL"] = "Netherlands", ["IT"] = "Italy", ["ES"] = "Spain", ["PL"] = "Poland", ["SE"] = "Sweden",
        ["BE"] = "Belgium", ["DK"] = "Denmark", ["IE"] = "Ireland", ["CA"] = "Canada", ["AU"] = "Australia",
    };

    private static readonly Dictionary<string, string> ByName = ByCode.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public static string? Of(string? code) => code is null ? null : ByCode.GetValueOrDefault(code, code);

    public static string? CodeOf(string? text) => text is null ? null : ByName.GetValueOrDefault(text.Trim(), text);
}
