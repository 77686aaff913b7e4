using System.Collections.Frozen;
using Harness.Core.Records;

namespace Harness.Core.Mapping.Iso;

/// <summary>ISO 3166-2: states, provinces, cantons, prefectures. Codes are without the country: "CA" of US-CA.</summary>
public static class Subdivisions
{
    private static readonly FrozenDictionary<(string Country, string Text), string> Codes;

    static Subdivisions()
    {
        var codes = new Dictionary<(string, string), string>();
        foreach (var row in DataTable.Rows("subdivisions.tsv"))
        {
            codes[(row[0], row[1].ToLowerInvariant())] = row[1];
        }

        foreach (var row in DataTable.Rows("subdivisions.tsv"))
        {
            foreach (var name in row[2].Split('|'))
            {
                codes.TryAdd((row[0], TextFold.Key(name)), row[1]);
            }
        }

        Codes = codes.ToFrozenDictionary();
    }

    /// <summary>By code ("CA", "US-CA") or name; null where the country has no such part.</summary>
    public static string? Find(string country, string text)
    {
        var trimmed = text.Trim();
        var bare = trimmed.StartsWith(country + "-", StringComparison.OrdinalIgnoreCase) ? trimmed[(country.Length + 1)..] : trimmed;
        return Codes.TryGetValue((country, bare.ToLowerInvariant()), out var code) || Codes.TryGetValue((country, TextFold.Key(bare)), out code)
            ? code
            : null;
    }
}
