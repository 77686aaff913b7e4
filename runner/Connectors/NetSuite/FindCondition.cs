using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>Keys of one shape as a WHERE clause; text is compared without regard to case.</summary>
internal sealed class FindCondition(IReadOnlyList<PathRule> rules)
{
    /// <summary>SQL finds candidates only: what a web address's host is, is decided here.</summary>
    public bool NeedsFilter => rules.Any(rule => rule.Kind == ValueKind.Host);

    /// <summary>Null where none of the keys can be met.</summary>
    public string? Where(IReadOnlyList<FindKey> keys)
    {
        if (rules.Count == 1 && rules[0].Kind is not ValueKind.Host)
        {
            var literals = keys.Select(key => Literal(rules[0], key.Parts[0].Value)).OfType<string>().Distinct().ToList();
            return literals.Count == 0 ? null : $"{Side(rules[0])} IN ({string.Join(", ", literals)})";
        }

        var all = keys.Select(All).OfType<string>().Distinct().ToList();
        return all.Count == 0 ? null : string.Join(" OR ", all);
    }

    public bool Accepts(RawRecord record, IEnumerable<FindKey> keys) => !NeedsFilter
        || keys.Any(key => key.Parts.All(part => string.Equals(
            record.Values.GetValueOrDefault(part.Path)?.ToString(), Text(part.Value), StringComparison.OrdinalIgnoreCase)));

    private string? All(FindKey key)
    {
        var parts = new List<string>();
        for (var i = 0; i < rules.Count; i++)
        {
            if (Equal(rules[i], key.Parts[i].Value) is not { } equal)
            {
                return null;
            }

            parts.Add(equal);
        }

        return $"({string.Join(" AND ", parts)})";
    }

    private static string? Equal(PathRule rule, JsonNode value)
    {
        if (rule.Kind == ValueKind.Host)
        {
            var domain = Text(value).ToLowerInvariant();
            return domain.Length == 0 ? null : $"LOWER({rule.Sql}) LIKE {NetSuiteQuery.Quote($"%{domain}%")}";
        }

        return Literal(rule, value) is { } literal ? $"{Side(rule)} = {literal}" : null;
    }

    private static string Side(PathRule rule) => rule.Kind switch
    {
        ValueKind.Text when rule.Sql != "t.id" => $"LOWER({rule.Sql})",
        ValueKind.Date or ValueKind.DateTime => NetSuiteValues.Expression(rule),
        _ => rule.Sql,
    };

    private static string? Literal(PathRule rule, JsonNode value)
    {
        var text = Text(value);
        if (rule.Sql == "t.id" || rule.Kind is ValueKind.Reference)
        {
            return NetSuiteQuery.Ids([text]).Count == 1 ? text : null;
        }

        return rule.Kind switch
        {
            _ when rule.Sql.Length == 0 || text.Length == 0 => null,
            ValueKind.Number => NetSuiteValues.Number(text)?.ToString(CultureInfo.InvariantCulture),
            ValueKind.Boolean => value.GetValueKind() == System.Text.Json.JsonValueKind.True ? "'T'" : "'F'",
            ValueKind.Text => NetSuiteQuery.Quote(text.ToLowerInvariant()),
            _ => NetSuiteQuery.Quote(text),
        };
    }

    private static string Text(JsonNode value) => value is JsonValue plain && plain.TryGetValue<string>(out var text) ? text : value.ToJsonString();
}
