using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>From the vendor's describe to the fields that a path can name, lines and relations included.</summary>
internal sealed class SalesforceFieldList(IReadOnlyDictionary<string, JsonObject> described)
{
    public ObjectDescription Of(string objectType)
    {
        var describe = described[objectType];
        var fields = Fields(describe, "", 1).ToList();
        foreach (var line in SalesforceObjects.LineObjects.Where(line => line.Owner.Equals(objectType, StringComparison.OrdinalIgnoreCase)))
        {
            if (described.TryGetValue(line.ObjectType, out var lines))
            {
                var writable = line.Collection == SalesforceObjects.PricebookEntries;
                fields.AddRange(Fields(lines, $"{line.Collection}.", 2)
                    .Select(field => writable ? field : field with { Createable = false, Updateable = false }));
            }
        }

        return new ObjectDescription(
            describe.Text("name") ?? objectType, describe.Text("label") ?? objectType,
            describe.Flag("queryable"), describe.Flag("createable"), describe.Flag("updateable"), fields);
    }

    private IEnumerable<FieldDescription> Fields(JsonObject describe, string prefix, int relations)
    {
        foreach (var field in (describe.List("fields") ?? []).OfType<JsonObject>())
        {
            if (field.Text("name") is not { Length: > 0 } name || field.Flag("deprecatedAndHidden") || TypeOf(field.Text("type")) is not { } type)
            {
                continue;
            }

            var own = Own(field, prefix + name, type);
            yield return own;
            if (type == FieldType.Url)
            {
                yield return new FieldDescription($"{own.Path}.domain", $"{own.Label} (domain)", FieldType.Text) { Createable = false, Updateable = false };
            }

            if (relations > 0 && field.Text("relationshipName") is { } relation && Target(field) is { } parent)
            {
                foreach (var far in Fields(parent, $"{prefix}{relation}.", relations - 1))
                {
                    // A parent may be named by its external id in place of the look-up's id.
                    yield return far with
                    {
                        Required = false,
                        Createable = own.Createable && far.ExternalId,
                        Updateable = own.Updateable && far.ExternalId,
                    };
                }
            }
        }
    }

    private JsonObject? Target(JsonObject field) =>
        field.List("referenceTo") is [JsonValue only] && only.TryGetValue<string>(out var name) ? described.GetValueOrDefault(name) : null;

    private static FieldDescription Own(JsonObject field, string path, FieldType type)
    {
        var length = field.Whole("length");
        return new FieldDescription(path, field.Text("label") ?? path, type)
        {
            Length = length > 0 ? length : null,
            Scale = type is FieldType.Money or FieldType.Percent or FieldType.Number ? field.Whole("scale") : null,
            Required = field.Flag("createable") && !field.Flag("nillable") && !field.Flag("defaultedOnCreate"),
            Createable = field.Flag("createable"),
            Updateable = field.Flag("updateable"),
            Custom = field.Flag("custom"),
            Unique = field.Flag("unique"),
            ExternalId = field.Flag("externalId"),
            RestrictedValues = field.Flag("restrictedPicklist"),
            Values = [.. (field.List("picklistValues") ?? []).Where(value => value.Flag("active")).Select(value => value.Text("value")).OfType<string>()],
        };
    }

    /// <summary>Null for compound and binary fields: no path names them; their parts are fields of their own.</summary>
    private static FieldType? TypeOf(string? vendor) => vendor switch
    {
        "string" or "encryptedstring" or "combobox" or "time" => FieldType.Text,
        "textarea" => FieldType.LongText,
        "double" => FieldType.Number,
        "int" or "long" => FieldType.WholeNumber,
        "currency" => FieldType.Money,
        "percent" => FieldType.Percent,
        "boolean" => FieldType.Boolean,
        "date" => FieldType.Date,
        "datetime" => FieldType.DateTime,
        "picklist" => FieldType.Picklist,
        "multipicklist" => FieldType.MultiPicklist,
        "reference" => FieldType.Reference,
        "email" => FieldType.Email,
        "phone" => FieldType.Phone,
        "url" => FieldType.Url,
        "id" => FieldType.Id,
        _ => null,
    };
}
