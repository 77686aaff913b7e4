using Harness.Core.Mapping.Iso;

namespace Harness.Core.Quality;

/// <summary>Company names without what varies from clerk to clerk: legal form, punctuation, "and", umlauts.</summary>
public static class CompanyNames
{
    private const int MostSpellings = 18;

    // By country, most frequent first; the others are tried where the country is not known.
    private static readonly Dictionary<string, string[]> FormsOf = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DE"] = ["GmbH", "AG", "GmbH & Co. KG", "KG", "UG", "SE"],
        ["AT"] = ["GmbH", "AG", "KG"],
        ["CH"] = ["AG", "SA", "GmbH", "Sàrl"],
        ["US"] = ["Inc.", "LLC", "Corp.", "Inc", "Corp", "Corporation"],
        ["CA"] = ["Inc.", "Ltd.", "Corp.", "Inc", "Ltd"],
        ["GB"] = ["Ltd", "Limited", "PLC", "LLP", "Ltd."],
        ["IE"] = ["Ltd", "Limited", "PLC"],
        ["FR"] = ["SA", "SARL", "SAS", "S.A.", "S.A.R.L."],
        ["IT"] = ["S.r.l.", "S.p.A.", "SRL", "SPA"],
        ["ES"] = ["S.L.", "S.A.", "SL", "SA"],
        ["NL"] = ["B.V.", "BV", "N.V."],
        ["KW"] = ["ذ.م.م", "W.L.L.", "WLL"],
    };

    private static readonly string[] CommonForms = ["GmbH", "AG", "Ltd", "Limited", "Inc.", "LLC", "SA"];

    private static readonly string[] JapaneseForms = ["株式会社", "合同会社", "有限会社"];

    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "gbr", "ek", "se", "eg", "ev", "co", "company", "inc", "incorporated", "llc", "corp",
        "corporation", "ltd", "limited", "plc", "llp", "lp", "sa", "sas", "sasu", "sarl", "eurl", "snc", "srl", "spa", "sl", "slu", "bv", "nv",
        "vof", "ab", "as", "asa", "aps", "oy", "oyj", "kk", "gk", "pte", "pty", "sdn", "bhd", "wll", "ذمم", "zoo", "spzoo", "sro", "doo", "kft",
        "zrt", "eood", "ood", "ltda", "cia", "haftungsbeschrankt", "the", "and", "und", "et",
    };

    /// <summary>Two names with one key are probably one company: "Müller &amp; Söhne GmbH" and "MUELLER UND SOEHNE".</summary>
    public static string Key(string name)
    {
        var bare = JapaneseForms.Aggregate(name, (text, form) => text.Replace(form, " ", StringComparison.Ordinal)).Replace("(株)", " ", StringComparison.Ordinal);
        var words = TextFold.Words(bare).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(word => !Dropped.Contains(word)).ToArray();
        var key = string.Concat(kept.Length == 0 ? words : kept);
        return key.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);
    }

    /// <summary>
    /// How a clerk may have typed the name, for look-ups by equality: as it is, without its legal form, with another
    /// form of its country, "and" for "&amp;". Letter case does not matter to vendors.
    /// </summary>
    public static IReadOnlyList<string> Spellings(string name, string? country)
    {
        var typed = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var bare = WithoutForm(typed);
        var forms = country is not null && FormsOf.TryGetValue(country, out var own) ? own : country == "JP" ? [] : CommonForms;
        string[] spellings =
        [
            typed,
            bare,
            Swapped(typed),
            Swapped(bare),
            typed.Replace(".", "", StringComparison.Ordinal),
            .. JapaneseForms.Where(_ => country == "JP").SelectMany(form => new[] { form + bare, bare + form }),
            .. forms.SelectMany(form => new[] { $"{bare} {form}", $"{bare}, {form}" }),
        ];
        return [.. spellings.Where(text => text.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostSpellings)];
    }

    private static string WithoutForm(string name)
    {
        var bare = JapaneseForms.Aggregate(name, (text, form) => text.Replace(form, "", StringComparison.Ordinal)).Trim();
        var words = bare.Split(' ').ToList();
        while (words.Count > 1 && (Dropped.Contains(TextFold.Key(words[^1])) || words[^1] is "&"))
        {
            words.RemoveAt(words.Count - 1);
        }

        return string.Join(' ', words).TrimEnd(',', ' ');
    }

    private static string Swapped(string name) => name.Contains(" & ", StringComparison.Ordinal)
        ? name.Replace(" & ", " and ", StringComparison.Ordinal)
        : name.Replace(" and ", " & ", StringComparison.OrdinalIgnoreCase);
}
