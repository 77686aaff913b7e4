using System.Globalization;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;
using Harness.Simulators.NetSuite.SuiteQl;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>The q parameter: conditions joined by AND and OR with parentheses; dates in the user's own format.</summary>
internal sealed class CollectionFilter(NetSuiteOptions options, Today today)
{
    public Func<NsRecord, bool> Parse(RecordType type, string? q)
    {
        if (string.IsNullOrWhiteSpace(q))
        {
            return _ => true;
        }

        var tokens = new FilterTokens(q);
        var parsed = Or(type, tokens);
        return tokens.IsAtEnd ? parsed : throw FilterTokens.Problem($"unexpected '{tokens.Current}'");
    }

    private Func<NsRecord, bool> Or(RecordType type, FilterTokens tokens)
    {
        var left = And(type, tokens);
        while (tokens.Take("OR"))
        {
            var (a, b) = (left, And(type, tokens));
            left = record => a(record) || b(record);
        }

        return left;
    }

    private Func<NsRecord, bool> And(RecordType type, FilterTokens tokens)
    {
        var left = One(type, tokens);
        while (tokens.Take("AND"))
        {
            var (a, b) = (left, One(type, tokens));
            left = record => a(record) && b(record);
        }

        return left;
    }

    private Func<NsRecord, bool> One(RecordType type, FilterTokens tokens)
    {
        if (tokens.Take("("))
        {
            var inner = Or(type, tokens);
            tokens.Expect(")");
            return inner;
        }

        var name = tokens.Next();
        var field = type.Field(name) ?? (name.Equals("id", StringComparison.OrdinalIgnoreCase) ? Fields.Number("id", "Internal ID") : null)
            ?? throw new NsError(400, "NONEXISTENT_FIELD", $"Invalid query. Field '{name}' does not exist on record '{type.Name}'.", "q", "o:errorQueryParam");
        object? Of(NsRecord record) => field.Name == "id" ? record.Number : record.Values.Get(field.Name);
        var sign = tokens.Next().ToUpperInvariant();
        var holds = Test(field, sign, tokens);
        return record => holds(Of(record));
    }

    private Func<object?, bool> Test(RecordField field, string sign, FilterTokens tokens)
    {
        switch (sign)
        {
            case "EMPTY":
                return value => value is null;
            case "EMPTY_NOT":
                return value => value is not null;
            case "ANY_OF":
                var any = tokens.Values().ToHashSet(StringComparer.OrdinalIgnoreCase);
                return value => value is not null && any.Contains(Text(value));
            case "BETWEEN":
                var range = tokens.Values().Select(v => Value(field, v)).ToList();
                return value => value is not null && Compare(value, range[0]) >= 0 && Compare(value, range[1]) <= 0;
        }

        var literal = tokens.Next();
        if (sign is "CONTAIN" or "START_WITH" or "END_WITH")
        {
            return value => value is string text && (sign switch
            {
                "CONTAIN" => text.Contains(literal, StringComparison.OrdinalIgnoreCase),
                "START_WITH" => text.StartsWith(literal, StringComparison.OrdinalIgnoreCase),
                _ => text.EndsWith(literal, StringComparison.OrdinalIgnoreCase),
            });
        }

        var wanted = Value(field, literal);
        return sign switch
        {
            "IS" or "EQUAL" or "ON" => value => value is not null && Compare(value, wanted) == 0,
            "IS_NOT" or "EQUAL_NOT" or "ON_NOT" => value => value is null || Compare(value, wanted) != 0,
            "GREATER" or "AFTER" => value => value is not null && Compare(value, wanted) > 0,
            "GREATER_OR_EQUAL" or "ON_OR_AFTER" => value => value is not null && Compare(value, wanted) >= 0,
            "LESS" or "BEFORE" => value => value is not null && Compare(value, wanted) < 0,
            "LESS_OR_EQUAL" or "ON_OR_BEFORE" => value => value is not null && Compare(value, wanted) <= 0,
            _ => throw FilterTokens.Problem($"unknown operator '{sign}'"),
        };
    }

    private object Value(RecordField field, string literal)
    {
        if (field.Kind is FieldKind.Date or FieldKind.DateTime)
        {
            try
            {
                return OracleDates.Parse(literal, literal.Contains(':', StringComparison.Ordinal) ? $"{options.DateFormat} HH24:MI:SS" : options.DateFormat);
            }
            catch (QueryProblem)
            {
                throw FilterTokens.Problem($"Parse of date/time \"{literal}\" failed with date format \"{options.DateFormat}\" in time zone {options.TimeZone}");
            }
        }

        return field.Kind switch
        {
            FieldKind.Number or FieldKind.Money => decimal.TryParse(literal, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw FilterTokens.Problem($"'{literal}' is not a number"),
            FieldKind.Flag => literal.Equals("true", StringComparison.OrdinalIgnoreCase) || literal == "T",
            _ => literal,
        };
    }

    private int Compare(object value, object wanted) => (value, wanted) switch
    {
        (decimal a, decimal b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        (DateOnly a, DateTime b) => a.CompareTo(DateOnly.FromDateTime(b)),
        (DateTimeOffset a, DateTime b) => TimeZoneInfo.ConvertTime(a, today.Zone).DateTime.CompareTo(b),
        _ => string.Compare(Text(value), Text(wanted), StringComparison.OrdinalIgnoreCase),
    };

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
