using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>One JSON value into a stored one, or the vendor's complaint about it.</summary>
internal sealed class ValueReader(References references)
{
    public object? Read(RecordField field, JsonNode? node, string place, bool typed)
    {
        if (node is null || (node.GetValueKind() == JsonValueKind.String && Text(node).Length == 0))
        {
            return null;
        }

        return field.Kind switch
        {
            FieldKind.Reference => Reference(field, node, place, typed),
            FieldKind.Flag => Flag(field, node, place),
            FieldKind.Number or FieldKind.Money => Number(field, node, place),
            FieldKind.Rate => Percentage(Text(node)) is { } percentage ? percentage : Number(field, node, place),
            FieldKind.Date => Date(field, node, place),
            FieldKind.DateTime => null,
            _ => Words(field, node, place),
        };
    }

    private string Reference(RecordField field, JsonNode node, string place, bool typed)
    {
        var target = field.Target!;
        if (node is JsonObject named)
        {
            if (named["id"] is { } id)
            {
                return ById(field, Text(id), place);
            }

            if (named["externalId"] is { } externalId)
            {
                return references.External(target, Text(externalId))?.Id
                    ?? throw NsError.Value(field.Name, Text(externalId), place);
            }

            if (named["refName"] is { } name && References.IsList(target))
            {
                return references.Typed(target, Text(name)) ?? throw NsError.Value(field.Name, Text(name), place);
            }
        }
        else if (typed)
        {
            return references.Typed(target, Text(node)) ?? throw NsError.Value(field.Name, Text(node), place);
        }

        throw NsError.Content(
            $"Error while accessing a resource. Invalid value for the resource or sub-resource field '{field.Name}'. Provide a valid value.", place);
    }

    private string ById(RecordField field, string id, string place)
    {
        var target = field.Target!;
        var known = References.IsList(target)
            ? references.Name(target, id) is not null
            : references.Record(target, id) is not null || References.SpecialName(target, id) is not null;
        return known ? id : throw NsError.Value(field.Name, id, place);
    }

    private static bool Flag(RecordField field, JsonNode node, string place) => node.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw NsError.Value(field.Name, Text(node), place),
    };

    private static decimal Number(RecordField field, JsonNode node, string place) =>
        decimal.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NsError.Value(field.Name, Text(node), place);

    private static string? Percentage(string text) =>
        text.EndsWith('%') && decimal.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
            ? percent.ToString("0.00##########", CultureInfo.InvariantCulture) + "%"
            : null;

    private static DateOnly Date(RecordField field, JsonNode node, string place) =>
        DateOnly.TryParseExact(Text(node), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw NsError.Value(field.Name, Text(node), place);

    private static string Words(RecordField field, JsonNode node, string place)
    {
        // A list of texts is also sent and read as an object with its id, which is the text.
        var text = node is JsonObject choice && field.Values is not null ? Text(choice["id"] ?? choice["refName"]) : Text(node);
        if (node is JsonArray || (node is JsonObject && field.Values is null))
        {
            throw NsError.Value(field.Name, node.ToJsonString(), place);
        }

        if (field.MaxLength > 0 && text.Length > field.MaxLength)
        {
            throw NsError.User(
                $"The field {field.Column} contained more than the maximum number ( {field.MaxLength} ) of characters allowed.", place);
        }

        if (field.Values is not null && !field.Values.Contains(text))
        {
            throw NsError.Value(field.Name, text, place);
        }

        if (field.Kind == FieldKind.Email && !LooksLikeMail(text))
        {
            throw NsError.Value(field.Name, text, place);
        }

        return text;
    }

    private static bool LooksLikeMail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && text.IndexOf('.', at) > at + 1 && !text.Contains(' ', StringComparison.Ordinal) && !text.EndsWith('.');
    }

    private static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString() ?? "";
}
