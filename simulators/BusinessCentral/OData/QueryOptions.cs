using System.Globalization;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;

namespace Harness.Simulators.BusinessCentral.OData;

internal sealed record Ordering(Property Property, bool Descending);

internal sealed record Expansion(Navigation Navigation, QueryOptions Options);

/// <summary>What a read asks for, at the top or inside an $expand.</summary>
internal sealed record QueryOptions(
    EntitySet Set, Condition Filter, IReadOnlySet<string>? Select, IReadOnlyList<Expansion> Expand, IReadOnlyList<Ordering> OrderBy, int? Top, int Skip, bool Count)
{
    public static QueryOptions Read(EntitySet set, IReadOnlyDictionary<string, string> query)
    {
        string? Of(string name) => query.TryGetValue($"${name}", out var value) && value.Length > 0 ? value : null;
        if (query.Keys.FirstOrDefault(key => key.StartsWith('$')
            && key is not ("$filter" or "$select" or "$expand" or "$orderby" or "$top" or "$skip" or "$count" or "$skiptoken" or "$schemaversion" or "$format")) is { } unknown)
        {
            throw BcError.Bad($"The query parameter '{unknown}' is not supported.");
        }

        return new QueryOptions(
            set,
            Of("filter") is { } filter ? new FilterParser(set, filter).Parse() : Condition.Always,
            Of("select") is { } select ? Names(set, select) : null,
            Of("expand") is { } expand ? Expansions(set, expand) : [],
            Of("orderby") is { } orderBy ? [.. orderBy.Split(',').Select(part => Order(set, part))] : [],
            Of("top") is { } top ? Whole("$top", top) : null,
            Of("skip") is { } skip ? Whole("$skip", skip) : 0,
            Of("count") == "true");
    }

    private static HashSet<string> Names(EntitySet set, string select)
    {
        var names = select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return names.FirstOrDefault(name => name != "*" && set.Find(name) is null && set.Navigation(name) is null) is { } unknown
            ? throw BcError.Bad($"Could not find a property named '{unknown}' on type 'Microsoft.NAV.{set.Entity}'.")
            : names.Contains("*") ? [.. set.Properties.Select(property => property.Name)] : names;
    }

    private static List<Expansion> Expansions(EntitySet set, string expand)
    {
        var expansions = new List<Expansion>();
        foreach (var part in Split(expand, ','))
        {
            var open = part.IndexOf('(', StringComparison.Ordinal);
            var name = (open < 0 ? part : part[..open]).Trim();
            var navigation = set.Navigation(name)
                ?? throw BcError.Bad($"Could not find a property named '{name}' on type 'Microsoft.NAV.{set.Entity}'.");
            var inner = open < 0
                ? []
                : Split(part[(open + 1)..^1], ';').Select(option => option.Split('=', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[^1]);
            expansions.Add(new Expansion(navigation, Read(Entities.All[navigation.Set], inner)));
        }

        return expansions;
    }

    private static IEnumerable<string> Split(string text, char separator)
    {
        var (depth, start, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '\'';
            depth += quoted ? 0 : text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == separator && depth == 0 && !quoted)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static Ordering Order(EntitySet set, string part)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var property = words.Length > 0 ? set.Find(words[0]) : null;
        return new Ordering(
            property ?? throw BcError.Bad($"Could not find a property named '{part.Trim()}' on type 'Microsoft.NAV.{set.Entity}'."), words is [_, "desc"]);
    }

    private static int Whole(string name, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw BcError.Bad($"Invalid value '{text}' for {name} query option found. The {name} query option requires a non-negative integer value.");
}
