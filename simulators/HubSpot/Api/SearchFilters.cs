using System.Text.Json.Nodes;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

internal delegate bool Filter(CrmRecord record, IReadOnlyDictionary<string, string> values);

/// <summary>One filter of a search. A property without a value meets none but NOT_HAS_PROPERTY.</summary>
internal sealed class SearchFilters(Portal portal, CrmTable table)
{
    private const string Associated = "associations.";

    public Filter Compile(JsonObject filter)
    {
        var name = filter["propertyName"]?.ToString() ?? "";
        var operation = filter["operator"]?.ToString() ?? "";
        if (name.StartsWith(Associated, StringComparison.Ordinal) && portal.Find(name[Associated.Length..]) is { } other)
        {
            var id = filter["value"]?.ToString();
            return (record, _) => portal.Associations.Of(record.Type.Name, record.Id, other.Type.Name).Any(one => one.Id == id);
        }

        // Contacts have both stamps in their metadata; the one that they do not keep is empty and finds nothing.
        var property = table.Type.Find(name) ?? (name is "hs_lastmodifieddate" or "lastmodifieddate" ? Property.Moment(name, name) : null)
            ?? throw new RefusedException("VALIDATION_ERROR", $"There was a problem with the request. Property {name} does not exist");
        var test = Test(property, operation, filter);
        return operation == "NOT_HAS_PROPERTY"
            ? (_, values) => !values.ContainsKey(name)
            : (_, values) => values.TryGetValue(name, out var value) && test(value);
    }

    private static Func<string, bool> Test(PropertyDefinition property, string operation, JsonObject filter)
    {
        var wanted = filter["value"]?.ToString() ?? "";
        int Compare(string value, string with) => Of(property, value).CompareTo(Of(property, with));

        // Members of a list are compared as they stand with the lower-cased value: capitals in the list find nothing.
        var list = (filter["values"] as JsonArray ?? []).Select(value => value!.ToString()).ToHashSet(StringComparer.Ordinal);
        string Listed(string value) => property.Type == "string" ? value.ToLowerInvariant() : value;
        return operation switch
        {
            "EQ" => value => Compare(value, wanted) == 0,
            "NEQ" => value => Compare(value, wanted) != 0,
            "LT" => value => Compare(value, wanted) < 0,
            "LTE" => value => Compare(value, wanted) <= 0,
            "GT" => value => Compare(value, wanted) > 0,
            "GTE" => value => Compare(value, wanted) >= 0,
            "BETWEEN" => value => Compare(value, wanted) >= 0 && Compare(value, filter["highValue"]?.ToString() ?? "") <= 0,
            "IN" => value => list.Contains(Listed(value)),
            "NOT_IN" => value => !list.Contains(Listed(value)),
            "HAS_PROPERTY" or "NOT_HAS_PROPERTY" => _ => true,
            "CONTAINS_TOKEN" => value => Tokens(value).Contains(wanted.Trim('*').ToLowerInvariant()),
            "NOT_CONTAINS_TOKEN" => value => !Tokens(value).Contains(wanted.Trim('*').ToLowerInvariant()),
            _ => throw new RefusedException("VALIDATION_ERROR", $"Invalid operator {operation}"),
        };
    }

    private static Comparable Of(PropertyDefinition property, string value) => property.Type switch
    {
        "number" => new Comparable(LineRules.Number(value) ?? throw Wrong(property), ""),
        "date" or "datetime" => new Comparable((HsTime.Read(value) ?? throw Wrong(property)).ToUnixTimeMilliseconds(), ""),
        _ => new Comparable(0, value.ToLowerInvariant()),
    };

    private static RefusedException Wrong(PropertyDefinition property) =>
        new("VALIDATION_ERROR", $"There was a problem with the request. The value given for {property.Name} is not a {property.Type}");

    private static string[] Tokens(string value) => value.ToLowerInvariant().Split([' ', '.', '-', '@', ','], StringSplitOptions.RemoveEmptyEntries);

    private readonly record struct Comparable(decimal Number, string Text)
    {
        public int CompareTo(Comparable other) => Number == other.Number ? string.CompareOrdinal(Text, other.Text) : Number.CompareTo(other.Number);
    }
}
