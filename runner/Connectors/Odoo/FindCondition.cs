using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>A key as terms of a domain; text is compared without regard to case.</summary>
internal static class FindCondition
{
    /// <summary>Null where the key cannot be met.</summary>
    public static JsonArray? Of(OdooReading reading, FindKey key)
    {
        var all = new JsonArray();
        foreach (var part in key.Parts)
        {
            if (Terms(reading.Rules.First(rule => rule.Path == part.Path), part.Value) is not { } terms)
            {
                return null;
            }

            all = OdooQuery.And(all, terms);
        }

        return all;
    }

    private static JsonArray? Terms(PathRule rule, JsonNode value)
    {
        var text = value.ToString();
        return rule.Kind switch
        {
            ValueKind.Text when rule.Path == "id" => Ids("id", text),
            ValueKind.Text => Like(rule.Fields[0], OdooValues.Literally(text)),
            ValueKind.Reference => Ids(rule.Fields[0], text),
            ValueKind.Number => OdooValues.Number(value) is { } number ? new JsonArray(new JsonArray(rule.Fields[0], "=", number)) : null,
            ValueKind.Boolean or ValueKind.Date => new JsonArray(new JsonArray(rule.Fields[0], "=", value.DeepClone())),
            ValueKind.Host => new JsonArray(new JsonArray(rule.Fields[0], "ilike", OdooValues.Literally(text))),
            ValueKind.Label => Like($"{rule.Fields[0]}.name", OdooValues.Literally(text)),
            ValueKind.ListCurrency => Like($"{rule.Fields[0]}.currency_id.name", OdooValues.Literally(text)),
            ValueKind.FirstName => Like("name", $"{OdooValues.Literally(text)}%"),
            ValueKind.LastName => Like("name", $"%{OdooValues.Literally(text)}"),
            ValueKind.Address => Address(OdooAddresses.Parse(rule.Path)!.Value.Field, OdooValues.Literally(text)),
            ValueKind.Day => Day(rule.Fields[0], text),
            _ => null,
        };
    }

    private static JsonArray? Ids(string field, string id) => OdooValues.Ids([id]).Count == 1 ? new JsonArray(new JsonArray(field, "=", OdooValues.Id(id))) : null;

    private static JsonArray Like(string field, string pattern) => new(new JsonArray(field, "=ilike", pattern));

    private static JsonArray Address(string field, string pattern) =>
        new("|", new JsonArray(field, "=ilike", pattern), new JsonArray($"child_ids.{field}", "=ilike", pattern));

    private static JsonArray? Day(string field, string day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? new JsonArray(new JsonArray(field, ">=", $"{day} 00:00:00"), new JsonArray(field, "<", $"{date.AddDays(1):yyyy-MM-dd} 00:00:00"))
        : null;
}
