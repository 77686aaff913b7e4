namespace Harness.Simulators.NetSuite.Catalog;

/// <summary>Short words for writing down the catalogue.</summary>
internal static class Fields
{
    public static RecordField Text(string name, string title, int maxLength = 0) => new(name, title, FieldKind.Text, null, maxLength);

    public static RecordField Email(string name, string title) => new(name, title, FieldKind.Email, null, 254);

    public static RecordField Number(string name, string title) => new(name, title, FieldKind.Number);

    public static RecordField Money(string name, string title) => new(name, title, FieldKind.Money);

    public static RecordField Rate(string name, string title) => new(name, title, FieldKind.Rate);

    public static RecordField Flag(string name, string title) => new(name, title, FieldKind.Flag);

    public static RecordField Date(string name, string title) => new(name, title, FieldKind.Date);

    public static RecordField Moment(string name, string title) => new(name, title, FieldKind.DateTime) { ReadOnly = true };

    public static RecordField Reference(string name, string title, string target) => new(name, title, FieldKind.Reference, target);

    public static RecordField Choice(string name, string title, params string[] values) =>
        new(name, title, FieldKind.Text) { Values = values };

    public static RecordField Shown(this RecordField field) => field with { ReadOnly = true };

    public static RecordField Custom(this RecordField field) => field with { Custom = true };
}
