using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Models;

internal enum FieldType
{
    Char,
    Text,
    Integer,
    Float,
    Monetary,
    Boolean,
    Date,
    Datetime,
    Selection,
    Many2one,
    One2many,
    Many2many,
    Binary,
}

/// <summary>One field of a model as fields_get describes it.</summary>
/// <param name="Relation">The model that it names or lists.</param>
/// <param name="Inverse">Of a one2many: the many2one that leads back.</param>
internal sealed record ModelField(string Name, string Label, FieldType Type, string? Relation = null, string? Inverse = null)
{
    public bool Required { get; init; }

    public bool ReadOnly { get; init; }

    public int? Size { get; init; }

    /// <summary>Decimal places of a float.</summary>
    public int? Digits { get; init; }

    public IReadOnlyList<(string Value, string Label)> Choices { get; init; } = [];

    public object? Default { get; init; }

    /// <summary>Worked out on every read and never stored: it moves no write_date.</summary>
    public Func<OdooRecord, object?>? Compute { get; init; }

    public bool Manual { get; init; }

    public bool IsMany => Type is FieldType.One2many or FieldType.Many2many;

    public bool IsNumber => Type is FieldType.Integer or FieldType.Float or FieldType.Monetary;

    public string TypeName => Type.ToString().ToLowerInvariant();
}

internal sealed class OdooModel(string name, string label, params IEnumerable<ModelField> fields)
{
    private readonly Dictionary<string, ModelField> fields = Own(fields).ToDictionary(field => field.Name);
    private readonly Dictionary<string, ModelField> removed = [];

    public string Name { get; } = name;

    public string Label { get; } = label;

    public string Order { get; init; } = "id";

    /// <summary>The field that display_name shows, where it is not "name".</summary>
    public Func<OdooRecord, string>? Display { get; init; }

    public IEnumerable<ModelField> Fields => fields.Values;

    public ModelField? Field(string name) => fields.GetValueOrDefault(name);

    public void Add(ModelField field) => fields[field.Name] = field;

    public void Remove(string field)
    {
        if (fields.Remove(field, out var known))
        {
            removed[field] = known;
        }
    }

    /// <summary>A field that was taken away is there again, with what it held.</summary>
    public void Restore(string field)
    {
        if (removed.Remove(field, out var known))
        {
            fields[field] = known;
        }
    }

    private static IEnumerable<ModelField> Own(IEnumerable<ModelField> fields) => fields.Concat(
    [
        new ModelField("id", "ID", FieldType.Integer) { ReadOnly = true },
        new ModelField("display_name", "Display Name", FieldType.Char) { ReadOnly = true },
        new ModelField("create_date", "Created on", FieldType.Datetime) { ReadOnly = true },
        new ModelField("write_date", "Last Updated on", FieldType.Datetime) { ReadOnly = true },
    ]);
}
