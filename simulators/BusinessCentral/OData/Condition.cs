using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.OData;

/// <summary>A compiled part of a $filter and the properties that it looks at.</summary>
internal sealed record Condition(Func<JsonObject, bool> Holds, IReadOnlySet<string> Properties)
{
    public static readonly Condition Always = new(_ => true, new HashSet<string>());

    public Condition And(Condition other) => new(row => Holds(row) && other.Holds(row), Both(other));

    /// <summary>The application's filters are one per field, so "or" joins values of one field only.</summary>
    public Condition Or(Condition other)
    {
        var both = Both(other);
        return both.Count > 1
            ? throw BcError.Bad($"The 'OR' operator is not supported on distinct fields. Fields: {string.Join(", ", both)}.")
            : new Condition(row => Holds(row) || other.Holds(row), both);
    }

    public Condition Not() => this with { Holds = row => !Holds(row) };

    public static Condition Compare(Property property, string operation, string literal)
    {
        var order = Comparer(property, literal);
        return new Condition(
            operation switch
            {
                "eq" => row => order(row) == 0,
                "ne" => row => order(row) != 0,
                "gt" => row => order(row) > 0,
                "ge" => row => order(row) >= 0,
                "lt" => row => order(row) < 0,
                "le" => row => order(row) <= 0,
                "in" => throw BcError.Bad("The 'in' operator requires schema version 2.1."),
                _ => throw BcError.Bad($"The operator '{operation}' is not known."),
            },
            new HashSet<string> { property.Name });
    }

    /// <summary>tolower and toupper do one thing: the comparison disregards case.</summary>
    public static Condition IgnoringCase(Property property, string operation, string literal)
    {
        var wanted = Unquoted(literal);
        var equal = new Condition(row => row.Text(property.Name).Equals(wanted, StringComparison.OrdinalIgnoreCase), new HashSet<string> { property.Name });
        return operation switch
        {
            "eq" => equal,
            "ne" => equal.Not(),
            _ => throw BcError.Bad($"The operator '{operation}' has no approximation for a function."),
        };
    }

    public static Condition Matches(Property property, string function, string literal)
    {
        var part = property.Kind == PropertyKind.Code ? Unquoted(literal).ToUpperInvariant() : Unquoted(literal);
        return new Condition(
            function switch
            {
                "contains" => row => row.Text(property.Name).Contains(part, StringComparison.Ordinal),
                "startswith" => row => row.Text(property.Name).StartsWith(part, StringComparison.Ordinal),
                _ => row => row.Text(property.Name).EndsWith(part, StringComparison.Ordinal),
            },
            new HashSet<string> { property.Name });
    }

    private HashSet<string> Both(Condition other) => [.. Properties, .. other.Properties];

    private static Func<JsonObject, int> Comparer(Property property, string literal)
    {
        var name = property.Name;
        var isText = literal.StartsWith('\'');
        switch (property.Kind)
        {
            case PropertyKind.Decimal or PropertyKind.Integer when !isText
                && decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return row => row.Number(name).CompareTo(number);
            case PropertyKind.Boolean when literal is "true" or "false":
                return row => string.CompareOrdinal(row.Text(name), literal);
            case PropertyKind.Guid when Guid.TryParse(literal, out var id):
                return row => string.Compare(row.Text(name), id.ToString(), StringComparison.OrdinalIgnoreCase);
            case PropertyKind.Date when DateOnly.TryParseExact(literal, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _):
                return row => string.CompareOrdinal(row.Text(name), literal);
            case PropertyKind.DateTime when DateTimeOffset.TryParse(literal, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment):
                return row => Moment(row.Text(name)).CompareTo(moment);
            case PropertyKind.Text or PropertyKind.Enum when isText:
                return row => string.CompareOrdinal(row.Text(name), Unquoted(literal));
            case PropertyKind.Code when isText:
                return row => string.CompareOrdinal(row.Text(name), Unquoted(literal).ToUpperInvariant());
            default:
                throw BcError.Bad($"A binary operator with incompatible types was detected: '{property.EdmType}' and the literal {literal}.");
        }
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : DateTimeOffset.MinValue;

    private static string Unquoted(string literal) => literal is ['\'', .., '\'']
        ? literal[1..^1].Replace("''", "'", StringComparison.Ordinal)
        : literal;
}
