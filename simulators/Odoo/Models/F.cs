namespace Harness.Simulators.Odoo.Models;

/// <summary>Fields in the words of Odoo's own model definitions.</summary>
internal static class F
{
    public static ModelField Char(string name, string label, bool required = false, int? size = null) =>
        new(name, label, FieldType.Char) { Required = required, Size = size };

    public static ModelField Text(string name, string label) => new(name, label, FieldType.Text);

    public static ModelField Flag(string name, string label, bool value = false) => new(name, label, FieldType.Boolean) { Default = value };

    public static ModelField Whole(string name, string label) => new(name, label, FieldType.Integer);

    public static ModelField Number(string name, string label, int? digits = null, decimal? value = null) =>
        new(name, label, FieldType.Float) { Digits = digits, Default = value };

    public static ModelField Money(string name, string label, bool readOnly = true) => new(name, label, FieldType.Monetary) { ReadOnly = readOnly };

    public static ModelField Date(string name, string label) => new(name, label, FieldType.Date);

    public static ModelField Moment(string name, string label) => new(name, label, FieldType.Datetime);

    public static ModelField One(string name, string label, string relation, bool required = false) =>
        new(name, label, FieldType.Many2one, relation) { Required = required };

    public static ModelField Lines(string name, string label, string relation, string inverse) =>
        new(name, label, FieldType.One2many, relation, inverse);

    public static ModelField Many(string name, string label, string relation) => new(name, label, FieldType.Many2many, relation);

    public static ModelField Choice(string name, string label, string? value, params (string, string)[] choices) =>
        new(name, label, FieldType.Selection) { Choices = choices, Default = value };

    public static ModelField Binary(string name, string label) => new(name, label, FieldType.Binary) { ReadOnly = true };
}
