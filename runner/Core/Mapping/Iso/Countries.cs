using System.Collections.Frozen;
using System.Globalization;
using Harness.Core.Records;

namespace Harness.Core.Mapping.Iso;

/// <param name="TrunkPrefix">What people dial before a number at home ("0"), empty where there is none.</param>
public sealed record Country(string Alpha2, string Alpha3, string Name, string CallingCode, string TrunkPrefix, int ShortestNumber, int LongestNumber);

/// <summary>ISO 3166-1 with the names by which people know the countries.</summary>
public static class Countries
{
    private static readonly FrozenDictionary<string, Country> Known;
    private static readonly FrozenDictionary<string, Country> Spellings;

    static Countries()
    {
        var known = new Dictionary<string, Country>(StringComparer.OrdinalIgnoreCase);
        var spellings = new Dictionary<string, Country>(StringComparer.Ordinal);
        foreach (var row in DataTable.Rows("countries.tsv"))
        {
            var names = row[5].Split('|');
            var digits = row[4].Split('-');
            var country = new Country(row[0], row[1], names[0], row[2], row[3], Digits(digits[0], 4), Digits(digits[^1], 15));
            known[row[0]] = country;
            known[row[1]] = country;
            foreach (var name in names)
            {
                spellings[TextFold.Key(name)] = country;
            }
        }

        Known = known.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        Spellings = spellings.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static bool IsKnown(string alpha2) => alpha2.Length == 2 && Known.ContainsKey(alpha2);

    /// <summary>By alpha-2, alpha-3 or name; null where nothing answers.</summary>
    public static Country? Find(string text)
    {
        var trimmed = text.Trim();
        return Known.TryGetValue(trimmed, out var country) || Spellings.TryGetValue(TextFold.Key(trimmed), out country) ? country : null;
    }

    private static int Digits(string text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
