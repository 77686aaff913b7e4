namespace Harness.Core.Mapping.Files;

/// <summary>values/NAME.yaml: canonical value -> { vendor: spelling or list of spellings }.</summary>
internal static class ValueMapReader
{
    public static ValueMap Read(string name, YamlSection section, VendorPair vendors, FileProblems problems)
    {
        var rows = new List<ValueRow>();
        foreach (var canonical in section.Keys)
        {
            if (section.Section(canonical) is not { } spellings)
            {
                continue;
            }

            spellings.AllowOnly(vendors.Columns);
            if (rows.Exists(row => string.Equals(row.Canonical, canonical, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add(spellings.Line, $"'{canonical}' stands in this map twice.");
                continue;
            }

            rows.Add(new ValueRow(canonical, spellings.Texts(vendors.Crm), spellings.Texts(vendors.Erp), spellings.Line));
        }

        RefuseTwins(rows, row => row.Crm, vendors.Crm, problems);
        RefuseTwins(rows, row => row.Erp, vendors.Erp, problems);
        return new ValueMap(name, problems.File, rows);
    }

    private static void RefuseTwins(List<ValueRow> rows, Func<ValueRow, IReadOnlyList<string>> spellings, string vendor, FileProblems problems)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            foreach (var spelling in spellings(row))
            {
                if (seen.TryGetValue(spelling, out var other))
                {
                    problems.Add(row.Line, $"'{spelling}' of {vendor} cannot mean both '{other}' and '{row.Canonical}'.");
                }

                seen.TryAdd(spelling, row.Canonical);
            }
        }
    }
}
