using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>Schemas and the connector's own paths as the fields that a path can name.</summary>
internal static class OdooFields
{
    public static ObjectDescription Describe(
        OdooObject of, IReadOnlyDictionary<string, OdooSchema> schemas, bool createable, bool updateable, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var schema = schemas[of.Model];
        var fields = new Dictionary<string, FieldDescription>();
        foreach (var rule in of.Paths.Where(rule => rule.Derived || rule.Fields.All(schema.Fields.ContainsKey)))
        {
            fields[rule.Path] = OfRule(rule, rule.Path, schema, of.Writable && createable, of.Writable && updateable, values);
        }

        foreach (var rule in schema.Fields.Keys.SelectMany(name => new[] { name, $"{name}.id", $"{name}.name" }).Where(path => !fields.ContainsKey(path)).Select(schema.Rule).OfType<PathRule>())
        {
            fields[rule.Path] = OfRule(rule, rule.Path, schema, of.Writable && createable, of.Writable && updateable, values);
        }

        foreach (var lines in of.Lines)
        {
            var inner = schemas[lines.Model];
            var own = lines.Paths.Where(rule => rule.Derived || inner.Fields.ContainsKey(rule.Fields[0]))
                .Concat(inner.Fields.Values.Where(field => field.Custom && lines.Paths.All(rule => rule.Path != field.Name)).Select(field => inner.Rule(field.Name)).OfType<PathRule>());
            foreach (var rule in own)
            {
                var path = $"{lines.Path}.{rule.Path}";
                fields[path] = OfRule(rule, path, inner, of.Writable && createable, of.Writable && updateable, values) with { Unique = rule.Path == lines.KeyPath };
            }
        }

        return new ObjectDescription(of.Name, of.Label, Readable: true, of.Writable && createable, of.Writable && updateable, [.. fields.Values]);
    }

    /// <summary>Odoo's own name for a type of field that is made by hand.</summary>
    public static string TypeName(FieldType type) => type switch
    {
        FieldType.LongText => "text",
        FieldType.Number or FieldType.Percent or FieldType.Money => "float",
        FieldType.WholeNumber => "integer",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.DateTime => "datetime",
        FieldType.Text or FieldType.Picklist or FieldType.MultiPicklist or FieldType.Reference or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.Id => "char",
    };

    private static FieldDescription OfRule(
        PathRule rule, string path, OdooSchema schema, bool createable, bool updateable, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var field = rule.Fields.Length > 0 ? schema.Fields.GetValueOrDefault(rule.Fields[0]) : null;
        var list = rule.List is { } name ? values.GetValueOrDefault(name) : null;
        return new FieldDescription(path, rule.Label.Length > 0 ? rule.Label : field?.Label ?? path, TypeOf(rule, field))
        {
            Length = rule.Derived ? null : field?.Length,
            Scale = rule.Kind == ValueKind.Number && !rule.Derived ? field?.Scale : null,
            Required = field?.Required == true && !rule.ReadOnly && !rule.Derived,
            Createable = createable && !rule.ReadOnly,
            Updateable = updateable && !rule.ReadOnly,
            Custom = field?.Custom == true,
            Unique = rule.Kind == ValueKind.ExternalId,
            ExternalId = rule.Kind == ValueKind.ExternalId,
            Values = list ?? (rule.Kind == ValueKind.Text && !rule.Derived ? field?.Values ?? [] : []),
            RestrictedValues = list is not null || (rule.Kind == ValueKind.Text && !rule.Derived && field is { Type: "selection" }),
        };
    }

    private static FieldType TypeOf(PathRule rule, SchemaField? field) => rule.Kind switch
    {
        ValueKind.Number when rule.Path is "discount" => FieldType.Percent,
        ValueKind.Number => field?.Type switch { "monetary" => FieldType.Money, "integer" => FieldType.WholeNumber, _ => FieldType.Number },
        ValueKind.Remaining or ValueKind.CashApplied or ValueKind.CreditApplied => FieldType.Money,
        ValueKind.HeaderDiscount => FieldType.Percent,
        ValueKind.InverseRate => FieldType.Number,
        ValueKind.Boolean or ValueKind.Confirmed => FieldType.Boolean,
        ValueKind.Date or ValueKind.Day or ValueKind.LastPayment => FieldType.Date,
        ValueKind.DateTime => FieldType.DateTime,
        ValueKind.Reference or ValueKind.InvoiceOrder => FieldType.Reference,
        ValueKind.ExternalId => FieldType.Id,
        ValueKind.OrderStatus or ValueKind.InvoiceStatus => FieldType.Picklist,
        ValueKind.Text => field?.Type switch { "text" or "html" => FieldType.LongText, "selection" => FieldType.Picklist, _ => FieldType.Text },
        ValueKind.Label or ValueKind.ListCurrency or ValueKind.Host or ValueKind.Address or ValueKind.FirstName or ValueKind.LastName => FieldType.Text,
    };
}
