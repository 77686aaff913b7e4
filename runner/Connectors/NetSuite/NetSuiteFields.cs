using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>Schemas and the connector's own paths as the fields that a path can name.</summary>
internal static class NetSuiteFields
{
    public static ObjectDescription Describe(
        NetSuiteObject of, NetSuiteSchema schema, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var fields = new Dictionary<string, FieldDescription>();
        foreach (var rule in of.Paths.Where(rule => rule.Derived || schema.Fields.ContainsKey(rule.Path.Split('.')[0])))
        {
            fields[rule.Path] = OfRule(of, rule, schema, values);
        }

        foreach (var field in schema.Fields.Values)
        {
            foreach (var described in OfSchema(field, of.Writable).Where(f => !fields.ContainsKey(f.Path)))
            {
                fields[described.Path] = described;
            }
        }

        foreach (var line in of.Lines.SelectMany(lines => Lines(of, lines, schema, values)))
        {
            fields[line.Path] = line;
        }

        return new ObjectDescription(of.Name, of.Label, Readable: true, of.Writable, of.Writable, [.. fields.Values]);
    }

    public static string Instruction(NetSuiteObject of, FieldSpec field)
    {
        var name = field.Path.Split('.')[^1];
        var (menu, prefix, applies) = of.Name switch
        {
            "customer" or "contact" => ("Entity Fields", "custentity", of.Label),
            "item" => ("Item Fields", "custitem", "all item types"),
            _ when field.Path.StartsWith("item.", StringComparison.Ordinal) => ("Transaction Line Fields", "custcol", "Sale"),
            _ => ("Transaction Body Fields", "custbody", "Sale"),
        };
        var id = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : $"_{name}";
        var type = field.Type switch
        {
            FieldType.Text or FieldType.Id => "Free-Form Text",
            FieldType.LongText => "Text Area",
            FieldType.Number => "Decimal Number",
            FieldType.WholeNumber => "Integer Number",
            FieldType.Money => "Currency",
            FieldType.Percent => "Percent",
            FieldType.Boolean => "Check Box",
            FieldType.Date => "Date",
            FieldType.DateTime => "Date/Time",
            FieldType.Picklist => "List/Record",
            FieldType.MultiPicklist => "Multiple Select",
            FieldType.Reference => "List/Record",
            FieldType.Email => "Email Address",
            FieldType.Phone => "Phone Number",
            FieldType.Url => "Hyperlink",
        };
        return $"In NetSuite open Customization > Lists, Records & Fields > {menu} > New. Label: {field.Label}. ID: {id} "
            + $"(NetSuite puts {prefix} in front). Type: {type}. Applies to: {applies}. Store Value: yes. Give the integration's role at least Edit on the field, and save.";
    }

    private static FieldDescription OfRule(
        NetSuiteObject of, PathRule rule, NetSuiteSchema schema, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var field = schema.Fields.GetValueOrDefault(rule.Path.Split('.')[0]);
        var isPlain = field is not null && !rule.Path.Contains('.', StringComparison.Ordinal);
        var writable = of.Writable && !rule.ReadOnly && (rule.Derived || field is not { ReadOnly: true });
        return new FieldDescription(rule.Path, rule.Label.Length > 0 ? rule.Label : field?.Label ?? rule.Path, TypeOf(rule, isPlain ? field : null))
        {
            Length = isPlain ? field!.Length : AddressLength(rule.Path, schema),
            Required = field?.Required == true && writable,
            Createable = writable,
            Updateable = writable,
            Unique = rule.Path == "externalId",
            ExternalId = rule.Path == "externalId",
            Custom = field?.Custom == true,
            Values = rule.Kind == ValueKind.Status && of.Name is not ("settlement" or "openCredit") ? [.. NetSuiteValues.Statuses(of.Name).Values]
                : values.GetValueOrDefault(rule.Path) ?? (isPlain && field!.Type == FieldType.Picklist ? field.Values : []),
            RestrictedValues = values.ContainsKey(rule.Path) || (isPlain && field!.Type == FieldType.Picklist),
        };
    }

    private static IEnumerable<FieldDescription> OfSchema(SchemaField field, bool writable)
    {
        var can = writable && !field.ReadOnly;
        var described = new FieldDescription(field.Name, field.Label, field.Type)
        {
            Length = field.Length,
            Custom = field.Custom,
            Required = field.Required && can,
            Createable = can,
            Updateable = can,
            Values = field.Values,
            RestrictedValues = field.Values.Count > 0,
        };
        if (!field.IsObject)
        {
            return [described];
        }

        return
        [
            described,
            described with { Path = $"{field.Name}.id", Values = field.Values },
            described with
            {
                Path = $"{field.Name}.refName", Label = $"{field.Label} (name)", Type = FieldType.Text, Createable = false, Updateable = false,
                Required = false, Values = [], RestrictedValues = false,
            },
        ];
    }

    private static IEnumerable<FieldDescription> Lines(
        NetSuiteObject of, LineRules lines, NetSuiteSchema schema, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var inSchema = LineFields(schema, lines.Path);
        foreach (var rule in lines.Paths.Where(rule => inSchema is null || !rule.Path.StartsWith("custcol", StringComparison.Ordinal) || inSchema.ContainsKey(rule.Path)))
        {
            var writable = of.Writable && !rule.ReadOnly;
            yield return new FieldDescription($"{lines.Path}.{rule.Path}", rule.Label, TypeOf(rule, null))
            {
                Createable = writable,
                Updateable = writable,
                Custom = rule.Path.StartsWith("custcol", StringComparison.Ordinal),
                Unique = rule.Path == lines.KeyPath,
                Length = (inSchema?[rule.Path] as JsonObject)?["maxLength"] is JsonValue length && length.TryGetValue<int>(out var most) ? most : null,
                Values = values.GetValueOrDefault(rule.Path) ?? [],
            };
        }

        foreach (var (name, property) in (inSchema ?? []).Where(p => p.Key.StartsWith("custcol", StringComparison.Ordinal) && lines.Paths.All(r => r.Path != p.Key)))
        {
            yield return new FieldDescription($"{lines.Path}.{name}", property?["title"]?.ToString() ?? name, FieldType.Text)
            {
                Custom = true,
                Createable = of.Writable,
                Updateable = of.Writable,
            };
        }
    }

    private static JsonObject? LineFields(NetSuiteSchema schema, string sublist) =>
        schema.Properties[sublist]?["properties"]?["items"]?["items"]?["properties"] as JsonObject;

    private static int? AddressLength(string path, NetSuiteSchema schema)
    {
        if (!AddressBodies.Covers(path))
        {
            return null;
        }

        var address = LineFields(schema, AddressBodies.Sublist)?["addressBookAddress"]?["properties"] as JsonObject;
        var name = path.Split('.')[2];
        return name == "country" ? 2 : address?[name]?["maxLength"] is JsonValue length && length.TryGetValue<int>(out var most) ? most : null;
    }

    private static FieldType TypeOf(PathRule rule, SchemaField? field) => rule.Kind switch
    {
        ValueKind.Text when field is not null && field.Type is not FieldType.Reference => field.Type,
        ValueKind.Text or ValueKind.Host => FieldType.Text,
        ValueKind.Number => rule.Path.EndsWith("Percent", StringComparison.Ordinal) ? FieldType.Percent
            : rule.Path is "exchangeRate" or "quantity" ? FieldType.Number : FieldType.Money,
        ValueKind.CashApplied or ValueKind.CreditApplied or ValueKind.NetTotal => FieldType.Money,
        ValueKind.HeaderDiscount => FieldType.Percent,
        ValueKind.Boolean => FieldType.Boolean,
        ValueKind.Date or ValueKind.LastPayment => FieldType.Date,
        ValueKind.DateTime => FieldType.DateTime,
        ValueKind.Reference or ValueKind.AppliedTo => FieldType.Reference,
        ValueKind.Status => FieldType.Picklist,
    };
}
